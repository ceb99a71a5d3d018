"""Where a listing says that one goes for nothing, and who. Pure."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import Final

from aggregator.normalise.fees.uses import Sum
from aggregator.normalise.needed import led

Span = tuple[int, int]
_NOTHING: Final = (
    r"(?:もらい|もらって(?:い|お)|いただいて(?:い|お)|頂いて(?:い|お)|いただ|頂|かか|ちょうだいし|頂戴し|頂戴いたし"
    r"|徴収し|必要あ|必要ござい|い|要|あ|ござい|取|と|発生し|発生いたし)(?:き|り)?(?:ません|まへん|ない)"
    r"|(?:いただいて|頂いて|頂戴して)お?(?:い|り)(?:ません|ない)|不要|無用|結構(?:です|でございます)"
)
_IN_FEE: Final = re.compile(
    led(
        r"0:\sfあいかごたちなはむもゼタチフ不会入参受必料無聴視観費頂要負代金",
        (
            r"(?<![未])(?:参加費?|入場料?|受講料?|料金|費用|会費|入館料?|観覧料?|聴講料?|チケット|視聴)?"
            r"[\s:はも]{0,3}"
            r"(?P<f>(?<!一部)(?<!\d[歳才])無料|むりょう|タダ|ただ(?=[\s。(で])|フリー(?=$|[\s。)])|入場自由"
            r"|free(?:\s+(?:of charge|admission|entry|event))?\b|不要|(?<![\d,.])0円|ゼロ円"
            r"|(?<![^\s:はも費料金代(、。】\])>|])(?:なし|無し)(?=$|[\s。(、])"
            r"|(?:ご?負担は)?(?:いただき|頂き|かかり|いり|要り|ちょうだいし)ません"
            r"|(?:費用?|料金?|負担|代|金)[はも]\s?(?:一切|特に)?(?:ござい|あり)ません|いらない|かからない"
            r"|必要ありません)"
        ),
    ),
    re.IGNORECASE,
)
_SAID: Final = re.compile(
    led(
        (
            r"(\[fin【:チもな総式発聞いみたタ全とこおさセコラワ今自個体来入参誰どだむ受当期本無終聴視観会費料見鑑"
            r"講勉読上公教大枠席部"
        ),
        r"(?:参加|入場|来場|受講|聴講|観覧|入館|視聴|体験|見学|参観|入園|鑑賞)(?:費|料|料金)?"
        r"(?:(?:[や・と][^\s。、や・はがも]{1,6}[費料代金]){0,2})(?:は|が|も|とも)?"
        r"(?:どちらも|ともに|すべて|全て|どなたも|もちろん)?[:\s]{0,2}(?:完全)?"
        r"(?:無料(?!トライアル|体験版|相談|駐車|送迎|Wi|で?プレゼント|配布|ドリンク)|タダ)"
        r"|[【\[(]無料[】\])]|(?:いずれも|どちらも|ともに|全員|みなさん|みんな)無料(?!で(?:配|貸|プレ))"
        r"|今[回年月]は無料|入場フリー|タダ(?:です|や|でどうぞ|だよ|(?=[、。]))"
        r"|(?:参加費|会費|料金|費用|お代)は(?:すべて|全て)?無料(?!で[^すの])|むりょう|本会(?:は)?無料"
        r"|(?:どなた|誰|だれ)でも無料"
        r"|(?:無料|タダ|ただ)で"
        r"(?:ご?(?:参加|見学|入場|聴講|観覧|鑑賞|覧)"
        r"|お?(?:楽し|聴き|聴け|聴い|聞き|聞け|遊べ|遊び|見られ|観られ|乗れ))"
        r"|無料公開|(?:この日|本日|当日|期間中|終日)に?(?:限り)?無料"
        r"|(?<!一部)無料"
        r"(?:イベント|セミナー|勉強会|講座|開催|招待|ウェビナー|オンライン|ライブ|公演"
        r"|で(?:ご)?(?:参加|見学|入場|聴講|観覧|体験|開催|実施)|です)"
        r"|(?:もちろん|なんと)無料(?=[。!、\n]|$|です)"
        r"|(?:講義|講演|見学|聴講|本編|総会|式典?|発表|観覧|見て回る|見る|聞く|聴く|観る|入る)(?:だけ|のみ)?"
        r"(?:の?は|も|なら|の方は)(?:もちろん|どなたも)?"
        r"(?:無料(?!で[^すご]|体験|相談)|タダ|ただ(?=です|[、。]))"
        r"|(?:会費|参加費|費用|お代)は[^。、\n\d]{1,6}"
        r"(?:が(?:持ち|もち|負担し)ます|(?:持ち|もち)(?:です|になり|。))"
        r"|会費なし(?=で(?!は))|(?:チャージ|会費|参加費|料金)なし(?=、)"
        r"|(?:お代|お金|会費|参加費)は(?:けっこう|結構)です|お金(?:は|も)?(?:一切)?かからない(?!物)"
        r"|参加(?:費用)?は無償"
        r"|(?:会費|参加費|費用|お代|料金)は[^。、\n\d]{1,10}"
        r"(?:(?:で|が|から)(?:全額)?(?:持ちます|もちます|負担し(?:ます|て)|まかな|賄)|が出します"
        r"|から出(?:ます|る))"
        r"|お金(?:は|も)(?:一切)?いただかない|お金は(?:要ら|いら)ない|(?:お財布は(?:要|い)りません)"
        r"|[費料]はゼロ円|free\s+(?:event|admission|entry|of charge|(?<!feel free )to (?:join|attend|enter))"
        r"|(?<![\w-])free (?!to |of )(?:[a-z\d-]+ ){0,3}?"
        r"(?:webinar|seminar|workshop|lecture|concert|session|class|lesson|meetup|screening|tour|show"
        r"|performance|talks?(?= (?:on|about|by|with|in|at)))\b"
        r"|\bit(?:'s| is) free\b"
        r"|\bno (?:(?:entry |admission |participation |cover )?(?:fee|charge)s?|cover)\b"
        r"|(?:^|(?<=[\s、。/・,(:◇◆■□●○▼★☆※-]))無料(?=$|[\s。、/・,)!(]|や[でけ]|なので|だけど|ですが)"
        r"|(?:(?:参加|入場|受講|聴講|観覧|会場)(?:費用?|料金?)|お代|おだい|(?<![年月])会費|(?:自己|個人)負担"
        rf"|費用(?:の?ご?負担)?|(?<!加)料金|お金|おかね|さんか費)(?:など|等|[や・][^\s。、や・]{{1,6}})?"
        r"(?:(?:は\s?|を|のご?(?:負担|心配|用意|準備|お?支払い?)は|ご?負担は|も\s?|(?<=等)|(?<=など))"
        rf"(?:一切|特に)?(?:{_NOTHING})"
        r"|(?:は|:|も)?[ ]?(?:なし|無し|ナシ|ゼロ|0円)(?=$|です|[\s。、!(☆★♪])(?!で(?!す)))"
        r"|(?:セミナー|講座|講演会?|勉強会|読書会|上映会?|コンサート|ライブ|公演|教室|大会|見学会|体験会"
        rf"|ワークショップ|本編(?:のみ)?|[枠席]|(?<!一)部)(?:\([^)\n]{{0,14}}\))?(?:は|:|\s){{0,2}}"
        r"(?:無料(?!で|版)|0円)"
        r"|(?:^|(?<=[/|,(:])|(?<=[/|,(:] ))free(?=\s?(?:$|[/|,)\n]))",
    ),
    re.IGNORECASE,
)
_SOME: Final = re.compile(
    r"(?:以下|未満|以上|学生|小学生|中学生|高校生|幼児|児童|乳児|未就学児|会員|組合員|[市町村区県]民|メンバー"
    r"|女性|男性|オンライン(?:参加|視聴)?|配信|子ども|こども|子供|お子様|お子さ[まん]|初回"
    r"|障(?:害|がい|碍)者[^\n]{0,12}|付き添い|介護者|(?:小学生|中学生|高校生|幼児|園児|\d[歳才])まで)"
    r"(?:\([^)\n]{1,12}\))?(?:の方|様|さん|の皆さん)?(?:は|も|が|のみ|に限り)?\s*(?:ひざ上|膝上)?:?\s*"
    r"(?:(?:参加|入[場園館]|観覧|受講)(?:費|料)?(?:は|が)?)?"
    r"(?P<f>無料|(?<![\d,.〇])0円|タダ|ただ(?=です|[。、]))"
    r"|[^\s、。(]{1,12}(?:[のたるい]方|者|[りいきしけせみ]手|[のたるい][人子]|より[下小]さ?い?子?)は"
    r"(?P<g>無料)"
    r"|(?:こども|子ども|子供|お子[様さ][まん]?|小学生|幼児|赤ちゃん)は"
    r"(?P<h>(?:いり|要り|かかり|いただき|頂き)ません)"
)
"""Free for some: a tier beside others, and nothing said where no other tier is named."""
_ANYBODY: Final = re.compile(r"初回|オンライン|配信|視聴|メンバー|どなた|誰でも|全員|以上")
_SOME_SAID: Final = re.compile(
    r"(?:以下|未満|以上|学生|こども|子ども|児童)(?:の方)?の[^\s、。()\d]{0,12}[料費](?:は|が)(?P<f>無料)"
)
"""The same in a sentence, which may stand anywhere: 中学生以下の観覧料が無料です."""
_WHO: Final = (
    r"(?:(?:\d[歳才]|[小中高大][学校]?生?|[年学]生|幼児|児童)(?:まで|以下|未満|以上)"
    r"|[^\s、。()「」・/はがも]{0,6}"
    r"(?:学生|院生|年生|園児|幼児|児童|子ども|こども|子供|お子さん|お子さま|お子様|会員|部員|[市町村区県]民|新人"
    r"|新入生|助っ人|卒業生|女性|男性|女子|男子|メンバー|(?:小さい|下の)子|初参加|初めて|はじめて|家族|経験者"
    r"|[登発演出]壇?[表演]?者|大人|おとな))"
    r"(?:の?(?:方|人|かた)|の分|さん|の皆さん|様|たち)?"
)
_GROUP: Final = re.compile(
    rf"(?<!(?:非|準))(?P<w>{_WHO}|(?:て(?:くれ|くださ|下さ)|する|した|する|担う|出る|手伝う)(?:方|人))"
    r"(?:は|も|が|なら|からは?|には|に限り|のみ|:|\s)?\s?(?:今回(?:に限り|のみ|だけ|は))?\s?"
    rf"(?:(?:もちろん|全員|ご)(?=無料|招待)|[^\s、。()はがも]{{0,4}}(?:[費料代]|お金)(?:は|も|が|を)?"
    r"|申し?込みもお金も)?"
    r"(?P<f>無料|タダ(?!で)|ただ(?=です|だ|で(?:[、すご]|お?楽)|[。、)」\s]|$)|ゼロ円|(?<![\d,.])0円"
    r"|(?:いただき|頂き|頂戴し|頂戴いたし|要り|いり|かかり|取り|もらい)ません|いらない|無料(?:ご招待|招待)"
    r"|(?<=[費料代は金が])不要)(?!\s?ではな|で(?:は?(?:あり|な)|お?貸|配|プレ|差し))"
)
"""The same of whoever is named so: 新人さんは無料ご招待, 助っ人さんは参加費いただきません, 女性は今回に限りいただきません."""
_ITSELF: Final = re.compile(
    r"無料(?:の[^\s。、]{0,8}|[^\s。、のでな]{1,4}(?=相談))?"
    r"(?:相談会?|開放|公開|体験会|検診|測定会?|講習会?|説明会|セミナー|講座|講演会)(?:日|デー)?"
    r"(?:$|[\s】)!。]|を(?:行|開[催きいかく]|実施|おこな))"
)
"""What is for nothing is the event: 無料相談会, 無料の申告相談を行います."""
_AT_ALL: Final = re.compile(r"無料|タダ|ただ|障|ません|不要|ゼロ|0(?<!\d0)円")
"""One of these is in all that ``_SOME`` finds."""
_TELLING: Final = re.compile(r"無料|タダ|ただ|ません|0円(?<![\d,.]0円)|ロ円|いらない|不要")
"""And one of these in all that ``_SOME`` and ``_GROUP`` find."""
_ALL: Final = re.compile(r"^\s*(?:無料|なし|不要|0円)\s*\((?P<aside>[^()\n]*)\)")
_TIERED: Final = re.compile(
    r"一般|学生|会員|大人|以外|当日|男性|女性|別途|いただ|必要|[費代料](?:は|として|:|\s)?\d|のみ\s?\d"
)
"""Who pays after all: 無料(学生以外は500円)."""
_SENTENCE: Final = re.compile(r"[。、,;]")
_ENTRY: Final = re.compile(r"(?:要|事前)?(?:予約|申し?込み?)(?:不要|制|必要)?[・/ :]")
"""申込不要・無料: two facts, of which the second is not of the first."""
_AND_ELSE: Final = re.compile(r"(?<=[費料代金])[や・][^\s。、]{1,6}(?=[はも])")
"""参加費や申込みはいりません: of the fee as well."""
OF_ELSE: Final = re.compile(
    r"別途|駐車|送迎|相談|抽選会|コーナー|ドリンク|飲み物|貸し?出|貸与|レンタル|キャンセル|保険|託児|Wi-?Fi"
    r"|懇親会|持ち物|予約|申込|申し込み|事前|送料|見積|ダウンロード|アプリ|アカウント|(?:会員|ユーザー)登録"
    r"|入会金|年会費|手数料|の方は不要|お?持参|試飲|試食|おかわり|お代わり|シャトル"
)
_PAST: Final = re.compile(r"(?:前の?[月年回]|先月|先週|去年|昨年|これまで|今まで|以前|もと)[^。、]{0,6}[はも]")
"""What was for nothing at another time: 前の月は受講料が無料でした."""
_NOT: Final = re.compile(
    r"\s?では(?:なく|あ)|(?:の)?(?:利用枠|プラン|ツール|アカウント|トライアル|ソフト|期間)"
    r"|では?(?:ありません|ない)|\((?:要|ただし|別途)(?![^()\n]{0,4}駐車)[^()\n]{0,14}[料券代]|キャンセル|相談"
    r"|駐車|貸し?出|で?(?:レンタル|貸|配布|進呈|プレゼント)|版|会員|登録|Wi|体験版|ドリンク|送迎"
)


def free(folded: str, start: int, end: int, *, labelled: bool) -> list[Span]:
    """Where a stretch says that somebody goes for nothing; ``labelled``: it is the listing's part on the fee."""
    found = []
    for match in (_IN_FEE if labelled else _SAID).finditer(folded, start, end):
        begin = max(folded.rfind("\n", start, match.start()) + 1, start, match.start() - 16)
        clause = _SENTENCE.split(folded[begin : match.end()])[-1]
        if _PAST.search(_clause(folded, match.start())):
            continue
        clause = _AND_ELSE.sub("", clause)
        clause = _ENTRY.sub("", clause) if match[0] == "無料" else clause
        after = folded[match.end() : match.end() + 20]
        if not OF_ELSE.search(clause) and not _NOT.match(after):
            found.append((match.start(), match.end()))
    return found


def _clause(folded: str, at: int) -> str:
    """The words of a clause before ``at``."""
    return _SENTENCE.split(folded[max(0, at - 24) : at].rpartition("\n")[2])[-1]


def itself(folded: str) -> Span | None:
    """Where a text, or a title, says that the event itself is what is for nothing."""
    found = _ITSELF.search(folded)
    return found.span() if found else None


def for_some(folded: str, stretches: Iterable[Span]) -> list[Span]:
    """Where a group goes for nothing."""
    if not _AT_ALL.search(folded):
        return []
    telling = [stretch for stretch in stretches if _TELLING.search(folded, *stretch)]
    found = [
        match.span()
        for pattern in (_SOME, _GROUP)
        for start, end in telling
        for match in pattern.finditer(folded, start, end)
        if not (_NOT.match(folded, match.end()) or _PAST.search(_clause(folded, match.start())))
    ]
    return sorted(found) or [match.span() for match in (_SOME_SAID.finditer(folded) if "無料" in folded else ())]


def for_all(folded: str, stretches: list[Span], found: list[Span]) -> list[Span]:
    """What is free for everybody: where only 高校生以下 go for nothing, what the others pay is not said."""
    some = [match for start, end in stretches for match in _SOME.finditer(folded, start, end)]
    groups = [match.span(match.lastgroup or 0) for match in some if not _ANYBODY.search(match[0])]
    return [span for span in found if not any(begin < span[1] and span[0] < end for begin, end in groups)]


def asides(folded: str, stretches: list[Span]) -> list[Span]:
    """The notes behind 無料 or なし that name nobody who pays: なし(本は各自ご用意ください。2,970円)."""
    found = ((start, _ALL.match(folded[start:end])) for start, end in stretches)
    return [
        (start + one.start("aside"), start + one.end("aside"))
        for start, one in found
        if one and not _TIERED.search(one["aside"])
    ]


def outside(found: list[Sum], spans: list[Span]) -> list[Sum]:
    """The amounts that stand in none of ``spans``, which are in order."""
    if not spans:
        return found
    begins = [begin for begin, _ in spans]
    before = ((one, bisect_right(begins, one.start) - 1) for one in found)
    return [one for one, place in before if place < 0 or one.start >= spans[place][1]]
