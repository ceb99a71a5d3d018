"""Things and services that a listing sells beside the way in: hire, books, 1個200円, オプション. Pure."""

from __future__ import annotations

import re
from typing import Final

from aggregator.normalise.needed import led

_ITEM: Final = re.compile(
    led(
        r"23456789tおの当購酒飲持売グパレ三二入初前土定宿延弁後手文新書本物著託記課貸追送駐温深",
        (
            r"温泉代|(?:お?酒|飲み)代|持ち?込み料|売店|(?<!券)(?<!トの)(?<=の)(?:当日)?購入\s?$|深夜料金|レンタル"
            r"|貸(?:出|し|靴|衣装|道具)|駐車|宿泊|前泊|後泊|定価|本体価格|書籍|著書|課題本|文庫|グッズ|Tシャツ"
            r"|パンフレット|物販|お?土産|記念写真|(?:[2-9]|二|三|追加)(?:杯|品|個|皿)目|おかわり|お代わり"
            r"|追加(?:の[^\s\d、。()]{1,8}|ドリンク|注文|オーダー|料理)|託児|お?弁当|送迎|延長"
            r"|(?:初回|新規|入会)登録料|入会[金費]|手数料"
        ),
    ),
    re.IGNORECASE,
)
_WITH: Final = re.compile(r"付|込|含|つき|セット")
_TO_JOIN: Final = re.compile(r"(?:で|にて)(?:ご|お)?参加")
_UNIT: Final = re.compile(
    r"(?:(?:[1一]|各)\s?"
    r"(?:枚|個|本|杯|冊|袋|皿|缶|箱|点|玉|房|膳|粒|パック|キロ|kg|g|株|束|匹|鉢|貫|曲|人前|串|尾|切れ"
    r"|つ(?![のか]))"
    r"|(?<![\d代費料])(?<![代費料] )\d+\s?(?:グラム|g|kg|キロ))(?:あたり|につき)?\s*[:は]?\s*約?\s*$"
)
"""Before what one piece of something costs: 焼き菓子 1個200円."""
_THING: Final = re.compile(
    r"(?:オプション|オードブル|カレンダー|キーホルダー|グラス|ステッカー|トートバッグ|ポストカード|ポスター"
    r"|マグカップ|サイン本|レコード|CD|追加|個別(?:相談|セッション|指導|鑑定|面談|コンサル(?:ティング)?)"
    r"|写真集|図録|絵はがき|手ぬぐい|鉢植え|容器|額装|冊子|詩集|句集|作品集|教科書|参考書"
    r"|(?![1一]セット)[^\s、。・()]{1,8}セット|(?i:drinks?|food|snacks|beers?) (?:are )?(?:from|for|at))"
    r"(?!付|込|つき|付き)[^\s\d。、円代料費]{0,6}?(?:は|:|\s|\(?\d\d分\)?){0,3}$"
)
"""Right before the amount: the thing or the service that it buys."""
_TICKET_OF: Final = re.compile(
    r"^で[^。、]{0,4}(?:作れ|つくれ|作り|体験)|チケット|券|代金|お代|前売|当日|参加|体験|入場"
    r"|(?<![資材飲無])[料費]|ペア|親子|家族|コース"
)
"""A word by which a piece or a set is a way in: チケット1枚2,000円, ペアセット."""
_NOT_CONTAINED: Final = re.compile(r"(?:含まれ(?:ない|ません|ておりません)|別途かかる)[^。]*$")
"""含まれないもの: 器の送料(1,500円前後)."""
_BOUGHT: Final = re.compile(
    r"[)]?(?:は|も|を)?[^、。\d]{0,8}"
    r"(?:お求め(?:いただけ|になれ)|ご?購入(?:いただけ|でき|可|希望)|販売(?:し|も|中|いた|予定|あり|(?=[)。]|$))"
    r"|買え)"
    r"|[)]?も[^、。\d]{0,6}(?:食べられ|飲め|召し上がれ|試せ|楽しめ|付けられ)|[)]?(?:は|を)各自"
)
_SOLD: Final = re.compile(r"^[^、。]{0,4}で(?:お借り|貸|レンタル|ご?購入|販売|お買|お求め)")
_HANDED: Final = re.compile(
    r"[^。、\n円]{0,12}?"
    r"(?:売って(?:い|お|る|ま)|売り(?:ます|出)|お?(?:分け|わけ)(?:し|いた|でき)|お譲り|お貸し|貸し(?:ます|出し)"
    r"|借り(?:られ|ます|でき)|で(?:も)?ご?用意(?:し|いた|でき))"
)
"""Behind what is handed out for money: シューズは350円で借りられる, 樽は900円で用意します."""
_FOR_WHO_WANTS: Final = re.compile(
    r"(?:(?<!券を)(?<!証を)(?<!パスを)(?<!チケットを)"
    r"(?:持って(?:い)?ない|お持ちで(?:は)?ない|持参しない|用意できない|忘れた|忘れられた)"
    r"|必要な|(?<!お)要る|借り(?:る|たい|られる)|使(?:う|いたい|われる)|(?<!の)(?:乗る|乗られる)|泊まる"
    r"|泊まられる|欲しい|ほしい|買いたい|(?<=も)[^。、\d]{0,4}(?:される|なさる)|欠席[^。、\d]{0,3}の"
    r"|(?<=も)(?:食べ|飲み|見|聴き|出|行き|作り|やり)たい|持ち込(?:む|まれる)|持ち帰(?:る|りたい)"
    r"|(?:車|バス|電車)で[^。、\d]{0,4}(?:来る|来られる|お越しの|行く|行かれる|帰る)|(?<![見観聴きび])に行く"
    r"|[をに](?:出す|出したい|停める|止める|される|つける|付ける|つけたい)"
    r"|出[店展演](?:する|される|したい|をする)|お?召し上がる|追加する|延長する)"
    r"(?:生徒さん|方|人|かた|ひと|企業|業者|お店|会社|場合|とき|時|なら|お客)(?:たち|々|様|さま)?"
    r"(?:は|に|には|から|からは|の|:|、|[はに]別[途に]){0,2}"
)
"""What only some do who come: 樽を持っていない人は, バスで行く人は, 車を横付けする方は."""
_DOES: Final = re.compile(r"見に(?:行|来)|聴きに来|参加|出席|来場|来館|入[場館園]")
_EITHER_AT_WILL: Final = re.compile(
    r"[^。\n]{0,40}\((?:どちらも|いずれも|すべて|ともに)(?:任意|希望者(?:のみ)?|自由参加)\)"
)
"""試飲900円、グラス付き1,500円(どちらも任意)."""

BOOK: Final = re.compile(r"回数券[^()]{0,6}\(")
"""回数券(10枚9,000円)."""
OF_THOSE: Final = re.compile(
    r"(?:[うくすつぬむるぐぶ]|たい)(?:方|人)は\s?(?:ほかに|他に|別に|別途|さらに|プラス|\+|追加で)\s?[^\s\d。、]{0,6}$"
)
"""残る方はほかに: what those pay who do so."""
EACH_PAYS: Final = re.compile(r"(?:入[館園場浴]料|拝観料|参加費|会費|料金|費用)は?(?:、)?各自で?$")
"""入館料は各自1,300円: everybody pays it."""
ONE_MORE: Final = re.compile(
    r"(?:(?:追加|延長)[^\d。、()]{0,10}\+?"
    r"|(?:[2-9]|二|三)[点つ個本枚杯品着冊台匹頭]目(?:以降|から|より)?[^\d。、()]{0,6}|増える(?:ごと|たび)に"
    r"|(?:きょうだい|兄弟|姉妹|人目)[^\d。、()]{0,10}\+)\s*$"
)
"""What another child, hour or piece costs: きょうだい追加 +300円, 2点目以降は+880円."""
LATER_TIME: Final = re.compile(r"(?:[2-9]|二|三)回目(?!の(?:開催|今回))[^\d円。、]{0,10}(?:1回)?\s?$")
"""Before what the next visits cost: 体験無料(2回目からは1回300円)."""
CARE: Final = re.compile(r"託児|保育")
OWN_LINE: Final = re.compile(r"^\W*お?弁当代\W*$")
"""A lunch that has a line of its own is what everybody pays: お弁当代 800円."""


def is_thing(clause: str, near: str) -> bool:
    """Whether an amount buys a thing, not the way in.

    Args:
        clause: the words of its clause before it.
        near: those behind it.
    """
    if not (_UNIT.search(clause) or _THING.search(clause)):
        return False
    return not (_TICKET_OF.search(clause) or _TICKET_OF.search(near))


def is_item(clause: str, near: str) -> bool:
    """Whether the clause names what some take beside the event: レンタル, 駐車, お弁当; not what comes with it (お弁当付き).

    Args:
        clause: the words of an amount's clause before it.
        near: those behind it: お弁当代八百円でご参加いただけます is what one pays to come.
    """
    return not _TO_JOIN.match(near) and any(not _WITH.match(clause, one.end()) for one in _ITEM.finditer(clause))


def is_bought(before: str, lead: str, near: str, after: str) -> bool:
    """Whether an amount is for who wants it: it may be bought, is at will, or is said not to be contained.

    Args:
        before: the words of its line before it.
        lead: its clause, and what leads to the bracket it stands in.
        near: the words of the clause behind it.
        after: those of the line behind it.
    """
    sold = (_BOUGHT.match(near) or _SOLD.search(near) or _HANDED.match(near)) and not _TICKET_OF.search(lead)
    return bool(sold or _NOT_CONTAINED.search(before) or _EITHER_AT_WILL.match(after))


def is_wish(words: str) -> bool:
    """Whether an amount is what only those pay who want or lack something: バスで行く人は別に, エプロンを忘れた方には.

    Args:
        words: those of its sentence before it, back to the amount before.
    """
    wish = _FOR_WHO_WANTS.search(words)
    return wish is not None and not _DOES.search(words, max(0, wish.start() - 4), wish.end())
