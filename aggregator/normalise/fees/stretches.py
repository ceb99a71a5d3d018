"""Which stretches of a listing without a labelled fee speak of it: amounts beside a word that makes them a price. Pure."""

from __future__ import annotations

import re
from typing import Final

from aggregator.normalise.fees.amounts import NUMBER
from aggregator.normalise.fees.free import Span
from aggregator.normalise.fees.sentences import told
from aggregator.normalise.needed import Needed, led
from aggregator.normalise.wording import AWAY, HERE

_WHO: Final = (
    "(?<=[、。\\s])(?:ほか|あと|残り)(?=は)|それより[上若小大]|以後|それ以降|その他|そのほか|上記以外|それ以外|予約|早割|早期|通常|一般|学生|大人|おとな|小人|子ども|こども|お子様|会員|非会員|男性|女性|当日|小学生|中学生|高校生|大学生|中高生|大高生|小中学生|男子|女子|"
    "ビジター|メンバー|社会人|シニア|ペア|カップル|親子|おひとり|お一人|[1一]人|ひとり|[1一]名|お1人|市民|市外|個人|団体|プレミアム|現地|平日|土日祝?|休日|都度払い?|(?:見学|観覧|聴講|見る|聴く)(?:のみ|だけ)|付き添い|初めての方|初回|リピーター|以降|[都道府県市区町村]民|[市区町村][内外]"
)
_MONEY: Final = "(?:[\\d¥]|[一二三四五六七八九]{0,2}[百千万][一二三四五六七八九十百千万]*円)"
_PRICE_WORD: Final = re.compile(
    led(
        (
            r"Zz片両無付あほ残方人がもつだの次対ア折食茶菓弁飲保土ドコテ等負頭1\dコ全金半終配フ歳才回志一要注実代"
            r"割目の付初以都道府県区町村abcdefpstいおこかそひエオカシチツテフビメリレワペプワパコライドカセ食価交"
            r"公お浄協一上中予代今会体入出前参受場世土休平都講勉教読気投大女子学小当指教料施早有木材来枠席現男社"
            r"立聴自茶見視観券部本資通運鑑非高市個団親費銭"
        ),
        r"(?:参加|受講|入場|会|観覧|聴講|チケット|鑑賞|入館|体験|木戸|エントリー|出場|出店|観戦|受験|見学"
        r"|ツアー|レッスン|材料|教材|テキスト)(?:費用?|料金?|銭|代|券)"
        rf"|料金|有料\s*[(:]?\s*(?=[¥\d])|お代(?=[は:\s]{{0,2}}[\d¥])|お布施|代金|前売|当日券|チャージ"
        rf"|(?:全席(?:自由|指定)|(?:自由|指定|立見|[SABC])席)席?(?:、?(?:一律|均一))?[^\n\d¥。、]{{0,4}}[\d¥]"
        r"|(?<![A-Za-z])[SABC]\s?¥|(?<=\n)金\s?:\s?[\d¥]"
        r"|(?:会場|場所|運営|資料|茶菓|お茶|施設)(?:費|代)(?:として|は|:|\s)"
        r"|(?:1|ワン)(?:drink|ドリンク|オーダー)(?:オーダー)?制"
        r"|(?:1|一)\s?回(?:のみ|だけ|ごと)(?:の?参加)?\s?(?=[¥\d])"
        r"|(?:[1一]日|半日|終日|フリー)(?:パス|券)(?:は|なら|で|:)?[ ]?(?=[\d¥])"
        r"|[代費料]込み?(?:で)?[ :]?(?=[\d¥])|コース[ :は]?(?=[\d¥])"
        rf"|(?:{HERE}|{AWAY}|来場|アーカイブ)(?:参加|視聴)?\s*[:\s]?(?=[¥\d]|無料|参加)"
        r"|(?:1|一)\s?回\s?(?=[¥\d])"
        rf"|(?:{_WHO})[^\n\d¥。、千]{{0,8}}{_MONEY}"
        r"|(?:参加(?:のみ)?|エントリー|聴講|受講|講習|プラン|観覧|入場|体験(?:会|レッスン|教室|入学)?|見学|視聴"
        rf"|チケット|レッスン)[はがもに:/ ]{{0,2}}(?:[1一]人|お?ひとり|税込|約)?{_MONEY}"
        rf"|(?:本編(?:のみ)?|[席枠部券] {{0,8}}|シート|講演会?|セミナー|勉強会|講座|講習会|ワークショップ"
        r"|コンサート|ライブ|公演|教室|体験会|見学会|交流会|ランチ会|食事会|パーティー?|大会|読書会|上映会?"
        rf"|価格)(?:\([^)\n]{{0,14}}\))?[はがも:/ ]{{0,2}}(?:[\d¥千]|[二三四五六七八九][百千])"
        rf"|(?:今|いま|今回|今年|今月|現在)(?:から|は)[^\n\d¥。]{{0,8}}[\d¥]"
        rf"|(?:費|代|料|フィー|銭|(?:志納|(?<!入)会|協力|負担|参加|浄財)金)(?:\([^)\n]{{0,10}}\))?"
        rf"(?:[はが:=/で約 (]|として|お?ひとり(?:様)?|[1一][人名]|税込){{0,3}}"
        r"(?:[¥\d千]|[一二三四五六七八九][〇一二三四五六七八九十百千万、,]+円)"
        rf"|(?:要|[1一]|ワン)\s?(?:ドリンク|オーダー)[^\n\d。]{{0,10}}[\d¥]|注文[^\n\d。]{{0,8}}\([\d¥]"
        r"|(?:実費|代のみ|割り?勘|ワリカン|目安|ワンコイン)\s?\(?[\d¥]"
        rf"|(?:割り?勘|ワリカン|頭割り|折半|等分|割って|割り?ます)[^\n\d¥。]{{0,16}}[\d¥]"
        rf"|(?:自己)?負担(?:金|額)?(?:は|が|:)[^\n\d¥。]{{0,6}}[\d¥]"
        rf"|費用(?:は|として|:)[^\n\d¥。]{{0,12}}[\d¥]"
        r"|(?:(?<=[のいうくすつむるたぶぐぬ])[方人]|付き?|[がもつ][付つ](?:いて|くと|いたら)"
        r"|(?:だけ|のみ)(?:なら|の方)"
        r"|(?:食|茶|菓子|ドリンク|弁当|飲み放題|食べ放題|保険|材料|資料|土産|教材|コーヒー|テキスト)代?"
        rf"(?:付き?|つき|込み?)[、で]?)[はがも:、\s]?\s?{_MONEY}"
        rf"|[費代料][^。\n\d¥()]{{1,12}}\((?:約|お?[1一]人|税込)?[\d¥]"
        rf"|(?:[歳才](?:以上|以下|未満)|回目(?:から|以降)は?|次回?からは?)[^\n\d¥。、]{{0,4}}[\d¥]"
        rf"|(?:片方|両方)(?:で|とも|だけ|のみ|なら|参加){{0,2}}[は: ]?{_MONEY}"
        rf"|無料[、。・]\s?[^\s、。\d¥]{{0,9}}[手者人方側員生性][はが]{_MONEY}"
        rf"|(?:お?気持ち|お志|志納|カンパ|ドネーション|投げ銭)[^\n。\d¥]{{0,8}}[\d¥]"
        r"|[1一]\s?(?:セット|作品|チーム|テーブル|家族|世帯|組|グループ|社|時間)"
        rf"(?:につき|あたり|で|:|は|\s){{0,2}}{_MONEY}"
        r"|\d0分[:\s]?[\d¥]|ticket|adm\b|admission|entrance|drop-?in|fee\b|charge\b|costs?\b|price",
    ),
    re.IGNORECASE,
)
_TAIL: Final = re.compile(
    (
        r"(?=[\d円千+adyj])"
        r"(?:[\d円]\s*[(\[]?\s*(?:税込|税別|税抜|tax|incl)"
        r"|\+\s*(?:(?:1|ワン|one)\s?(?:drink|ドリンク|order|オーダー)|1D\b|ドリンク|別途)|\d+\s?回券"
        r"|円(?:玉(?:を)?[1-3一二三]?枚?)?(?:だけ|ほど|ずつ|のみ)?(?:が|は|を)?"
        r"(?:お持ち|ご持参|ご用意|お願いし|お渡し|お納め)"
        r"|円(?:前後|ほど|くらい|程度)?(?:の|で)割り?勘|円の(?:あいだ|間|範囲)で"
        r"|円に(?:値上げ|値下げ|変わ|変更|改定|しました|下げ|上げ)|円(?:で|、|の)(?:飲み|食べ|ノミ)放題"
        r"|円の(?:お?志|お?心ざし|お?気持ち|会費|参加費|木戸銭|ご?負担|入場料)"
        r"|円と(?:1|ワン)?(?:ドリンク|オーダー|お?飲み?(?:物|もの))"
        r"|(?:円|千円)(?:で)?(?:ぽっきり|ポッキリ|でどうぞ)"
        r"|円(?:が|は|を)?(?:当日|受付で|現地で|その場で){0,2}(?:に)?、?"
        r"(?:かかり|必要です|いただき|頂き|頂戴|お支払|ご負担|集め(?:ます|させ))"
        r"|円(?:で|から)(?:ご?参加|お?試し|ご?体験|ご?入場|ご?受講|お楽しみ|楽しめ)"
        r"|(?:yen|JPY) "
        r"(?:including|incl|per person|each|at the door"
        r"|for (?:the |your )?(?:room|venue|hall|materials|ingredients|entry|food|drinks)"
        r"|to (?:join|enter|attend))"
        r"|\b(?:ADV|DOOR)\b)"
    ),
    re.IGNORECASE,
)
"""Words behind an amount, or in its line, by which it is a price."""
_NEEDED: Final = Needed(
    {
        "tail": (
            *("税込", "税別", "税抜", "tax", "incl", "+", "回券", "かかり", "必要です", "いただき", "頂き", "頂戴", "お支払", "ご負担", "集めます", "集めさせ", "割勘", "割り勘", "円に", "あいだ", "範囲", "の間", "お持ち", "ご持参", "ご用意", "お願いし", "お渡し", "お納め", "放題", "ぽっきり", "ポッキリ", "でどうぞ"),
            *("円で", "円から", "円の", "円と", "yen ", "jpy ", "adv", "door"),
        ),
    }
)  # fmt: skip
"""One of these stands in every text in which ``_TAIL`` finds something."""
_ALONE: Final = re.compile(
    (
        r"(?=[ \t・*◇◆■□●○◎▼▽▲△▶►➡★☆✓✅\-お1一税:¥\\\d二三四五六七八九百千万])"
        r"(?:(?:^|(?<=[\n/|、。])|(?<=[.,] ))[ \t・*◇◆■□●○◎▼▽▲△▶►➡★☆✓✅-]*(?:お?[1一](?:人|名)(?:様|さま)?|税込)?"
        r"[ \t:]*"
        rf"(?P<p>[¥\\]\s*(?:{NUMBER})|(?:{NUMBER})\s*(?:[千万]?円|yen\b)"
        rf"|[一二三四五六七八九]{{0,2}}[百千万][一二三四五六七八九十百千万]*円)"
        r"(?=\s*(?:$|\n|[(【/|、。+・]|[.,](?:\s|$)|です|で[、。す]|[ \t]+[^\s~])))"
    ),
    re.IGNORECASE,
)
"""An amount that stands by itself between commas, slashes or line breaks: so listings give their fee without a word for it."""
_BEHIND_DAY: Final = re.compile(
    rf"(?=[\d(])(?:\d{{1,2}}(?:[:/]\d{{1,2}}|時|日|月)|\([月火水木金土日]\))[^\n。]{{0,60}}?[ \t|/]"
    rf"(?P<p>[¥\\]\s?(?:{NUMBER})|(?:{NUMBER})\s?(?:[千万]?円|yen\b))(?=\s*(?:$|\n|[(/|])|[ \t]+[^\s相分~])"
)
"""The last word of a line that tells the day: 12/10 19時 交流会 新宿 3000円."""
_OTHER: Final = re.compile(
    r"賞|クーポン|ポイント|プレゼント|進呈|年収|売上|総額|予算|駐車|定価|書籍|キャンセル|割引|オフ"
)
_TIERS: Final = re.compile(
    r"(?:[^\s\d。、/・円]{0,2}[^\s。、/・円]{1,14}(?:\([^()\n]{1,12}\))?\s?:?\s?[\d¥][\d,]{2,6}円?"
    r"(?:\([^()\n]{1,12}\))?[\s/・、]{1,3})+$"
)
"""Tiers right before the word that makes the rest a price: U-25 1,500円 一般 3,000円."""
_BETWEEN: Final = re.compile(r"[\s/・、]")
"""So tiers end before another one."""
_WORD_BEFORE: Final = re.compile(r"(?<=[\s/・、])[^\s/・、。\d]{1,4}$")
"""What may stand before who pays: 今年|大学生の人は."""
_TIER_SAID: Final = re.compile(r"[でてはと]\s?[\d¥][\d,]{2,6}円[、・/\s]+$")
_NEAR: Final = 6
_SHORT: Final = 1500
"""Characters of a listing in which a bare amount is the fee; further down it may be anything."""
_BEFORE: Final = 40
_AFTER: Final = 120


def stretches(folded: str) -> list[Span]:
    """Where a listing speaks of what it costs, in order and apart."""
    found = [(match.start(), _line_end(folded, match.end())) for match in _PRICE_WORD.finditer(folded)]
    found += [
        (max(folded.rfind("\n", 0, match.start()) + 1, match.start() - _BEFORE), _line_end(folded, match.end()))
        for match in (_TAIL.finditer(folded) if _NEEDED(folded) else ())
    ]
    found += [
        (match.start("p"), _line_end(folded, match.end()))
        for match in _ALONE.finditer(folded, 0, min(len(folded), _SHORT))
        if not _OTHER.search(folded, max(0, match.start() - 12), match.start())
    ]
    found += [
        (match.start("p"), match.end())
        for match in _BEHIND_DAY.finditer(folded, 0, min(len(folded), _SHORT))
        if not _OTHER.search(match[0])
    ]
    return joined([*((_tiers_from(folded, start), end) for start, end in found), *told(folded)])


def _tiers_from(folded: str, start: int) -> int:
    line = max(folded.rfind("\n", 0, start) + 1, start - _BEFORE)
    gap = _WORD_BEFORE.search(folded, max(line, start - _NEAR), start)
    start = gap.start() if gap and _TIER_SAID.search(folded, line, gap.start()) else start
    tiers = _TIERS.search(folded[line:start]) if line < start and _BETWEEN.match(folded, start - 1) else None
    return line + tiers.start() if tiers else start


def joined(spans: list[Span]) -> list[Span]:
    """Overlapping stretches made one."""
    kept: list[Span] = []
    for start, end in sorted(spans):
        if kept and start <= kept[-1][1]:
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]))
        else:
            kept.append((start, end))
    return kept


def _line_end(folded: str, at: int) -> int:
    end = folded.find("\n", at)
    return min(len(folded) if end < 0 else end, at + _AFTER)
