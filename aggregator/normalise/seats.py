"""How surely a number of people is the seats of an event, by the words before and behind it. Pure."""

from __future__ import annotations

import re
from typing import Final

from aggregator.normalise.needed import led
from aggregator.normalise.text import sentence_start
from aggregator.normalise.wording import AWAY, GIVEN, HERE, TABLES

_SAID: Final = re.compile(
    r"定員|定数|募集(?:人[数員]|枠)|人数制限|可能人数|受け?入れ?人数|参加枠|capacity", re.IGNORECASE
)
_BEFORE: Final = re.compile(
    led(
        r"lmoursあいおご早マ多せ詰都満での入上先着全募各合客少席座抽最枠用男総親観計限1一椅",
        (
            r"先着|早い者勝ち|都合で\s*$|(?<![者加込約])の(?:台?数|大きさ|広さ)(?:で|から)\s*$|満席\(?|限定|抽選"
            r"|限り|最大|最高|上限|マックス|多くても|せいぜい|詰めても|全席(?:自由|指定)|席が少な[くい]|max|up to"
            r"|(?:room|space) for|limit(?:ed to)?:?|only|着席|席数|座席|客席|お?席(?:は|の|:|を)|観覧席|全部で"
            r"|全(?:部で)?\s*$|[合総]?計\s*$|[合あ]わせて\s*$|椅子(?:は|が)?\s*$|[1一]回(?:あたり|につき)?\s*$"
            r"|観覧(?:は|者)?\s*$|各(?:回|日|部|席|クラス|部屋)|男女\s?各|親子\s*$|枠\s*[:は]?\s*$|募集|ご?用意"
            r"|(?:でき|入れ|座れ|いただけ)るのは|少人数(?:制)?|の部 ?各"
        ),
    ),
    re.IGNORECASE,
)
_AFTER: Final = re.compile(
    r"[ \t]*(?:さま|様)?[ \t]*"
    r"(?:を?(?:もって|以て|以って)、?(?:受付|締|打ち)|にて(?:受付|締|打ち)|に限(?:ら|り|定)|のご用意"
    r"|が?(?:上限|マックス|MAX)|(?:ほど|くらい|ぐらい|程度)?を?募(?:集|って|り|る)|で(?:打ち?止め|頭打ち)"
    r"|(?:も)?(?:入れば|入ると)(?:ぎゅうぎゅう|ぎゅう詰め|きつ)|の(?:先着順|抽選)"
    r"|(?:きっかり|ちょうど|ぽっきり)で(?:締|打)|[、,]\s?(?:早い者勝ち|先着順)"
    r"|に?(?:しぼり|しぼっ|絞り)(?:ます|まし|たい)"
    r"|が?(?:そろ|揃)(?:ったら|い次第)(?!、?(?:開|実施|やり|行|決行|始))"
    r"|(?:くらい|ぐらい|ほど|程度)?まで(?!無料|割引|の(?:お?子|団体))|限定|限り|の?定員|を?募集|を?ご招待"
    r"|をお迎え(?:し|いた)|を?ご用意(?=$|[しがで。])|のみ(?=$|[\s。、)の])"
    r"|(?:ぴったり|ピッタリ|きっかり|ちょうど)(?:で(?!し)|です|[。、]|$)"
    r"|\(\d{1,3}\s?(?:レーン|卓|テーブル|台|班|部屋|室|艇)\)(?:まで|限定|で締)|で入れ(?:た|まし|てあ|てお)"
    r"|で予約を入れ|(?:が)?埋ま(?:り次第|りしだい|ったら)|に(?:なり|達し)(?:次第|しだい)"
    r"|に(?:なったら|なった時点で|達したら)"
    r"|が?集ま(?:ったら|り次第|りしだい)(?!、?(?:開|実施|やり|行|決行|始))"
    r"|(?:(?:くらい|ぐらい|ほど|程度)?\s?で(?:受付|申込み?)?(?:を)?"
    r"(?:締め(?:ます|る|切)|しめきり|しめ切|締切|〆切|おしまい|終わり(?=ます|です|。)|終了|受付を|区切|打ち?切"
    r"|いっぱい|満[席員]|(?:取|と)(?:った|りました|れました|ってあ)|予約(?:し|済|を?取)|押さえて|貸し?切)"
    r"|[がを](?:上限|限度|限界|定員|最大|対象|ぎりぎり|精一杯)|が?限界"
    r"|[がもは]?(?:入れば|入ると|来れば|来ると|座れば)(?:もう)?(?:満席|満員|いっぱい|一杯)"
    r"|を?(?:超え|過ぎ|越え)(?:たら|た場合|ると|る場合)は?、?(?:お断り|抽選|締め?切|キャンセル待ち|打ち?切)"
    r"|に(?:増やし|広げ|拡大し|減らし|絞り)(?:ます|ました|て))"
    r"|\(?\((?:申込)?(?:残り|残席|あと|先着|抽選|限定|要予約|定員|事前|予約)|分の?(?:お?席|座席|枠|ご用意)"
    r"|分?を?(?:押さえ|確保)て|分の(?:椅子|いす|イス|座布団|材料|道具|食材|テキスト|楽器|お弁当)"
    r"|を(?:選考|選抜|選出)|完全予約制|予約制|要予約|の会(?:です|。|$)|(?:only|max(?:imum)?)\b"
    r"|分(?=です|$|。)|をご?用意|(?:程度|ほど|くらい|前後)の(?:少人数|小さな|こぢんまり|ささやか|お?席|席)"
    r"|の?ご?用意が|の少人数|とさせて|席?(?:だけ|のみ)(?:の|です|なの|ご?用意|と(?:な|さ)|$|[。、\n])"
    r"|(?:しか|[がはも]|まで)?(?:入れ|座れ|お座り|お?入りいただけ)(?:ま|な|る|で)"
    r"|様?に(?:達し|なっ)た(?:ところ|時点|段階)"
    r"|(?:ほど|くらい|ぐらい|程度)で(?:囲[みむ]|[^\d。、\n]{1,8}(?:小さ|ささやか|こぢんまり|少人数))"
    r"|ほどなので|ほどですので|(?:くらい|ぐらい|ほど|程度)で(?=[。\n]|$))"
)
_HOLDS: Final = re.compile(r"[ \t]*(?:を)?収容")
_SPOTS: Final = re.compile(r"spots|seats")
_REMAIN: Final = re.compile(r" (?:left|remain|available)", re.IGNORECASE)
_LEFT_NOW: Final = re.compile(r" (?:left|remain)", re.IGNORECASE)
"""Only 3 seats left."""
_EACH_OF: Final = re.compile(r"(?:(?<![\w])各|それぞれ)\s?$")
_BOTH_OF: Final = re.compile(r"(?:どちらも|いずれも|両日とも)\s?$")
"""10時~、11時~ 各6組."""
_ROOM: Final = re.compile(r"収容|キャパ|入る|入れる|規模の")
"""The size of a room, which may be more than the seats of the day."""
_WEIGHTS: Final = ((5, _SAID), (2, _ROOM), (4, _BEFORE))
NOT: Final = re.compile(
    led(
        (
            r"1いん今学科lLnNあうお入協空しにのキグゲスパブプラ世人以会作保催全出前参只喋学実審対延待従昨景最来残"
            r"特現申発登社約累茶補託話講賞運過部"
        ),
        (
            r"今いる|いまいる|[今い]ま?のところ|最少|最低|催行|最小|以上で|前回|昨年|過去|累計|のべ|延べ|実績"
            r"|講師|スタッフ|登壇|会員数|社員|従業員|部員|学年|対象(?!者?[:\s])|グループ|につき|お一人"
            r"|1\s?(?:[組社団升卓台艇室]|マス|区画|ボックス|テーブル|桟敷)|学?科\s*$|出演|審査員|作家|ゲスト|うち"
            r"|託児|保育|補欠|キャンセル待ち|待ち|残席?|残り|空き(?:枠|席)?[はが:]?\s*$|あと|現在|只今"
            r"|参加(?:予定)?者[はが:]|申し?込み?者?数?[:はが]|出席者?数?[:は]?\s*$|人口|来場|賞|プレゼント|景品"
            r"|スピーカー|パネリスト|運営|(?:発表|登壇|出展|出場)[者枠]|ブース|(?<![A-Za-z])LT(?![A-Za-z])"
            r"|ライトニング|(?:喋り|しゃべり|話し|発表し|登壇し)たい|お手伝い[^\s。]{0,8}$|(?:出店|協力)者?\s*$"
            r"|入[学園所]定員|学部|[Nn]o\.?$|約\d|特典|茶席|世界|全国|社から|従事"
        ),
    )
)
_AFTER_NOT: Final = re.compile(
    r"[ \t]*(?:さま|様|の方)?[ \t]*"
    r"(?:なのに|に(?:増やす|減らす|する|広げる)(?:案|か(?!も)|話|べき|提案|方向)|以上|に満たない|に達しない"
    r"|に満たず|未満|以下の|規模|による"
    r"|を超え(?!(?:たら|た場合|ると|る場合)は?、?(?:お断り|抽選|締め?切|キャンセル待ち|打ち?切))"
    r"|[がも]"
    r"(?!限界|ぎりぎり|精一杯|揃|そろ|座れ|集まったら|入れ|入る|来れば|来ると|上限|限度|定員|最大|対象)"
    r"|ずつ|(?:まで)?で[1一]組|で(?:運営|参加|の(?:ご?参加|お?申)|お?申|登録|対戦|開催|活動|行い|遊)|体制"
    r"|様?に(?!しま|して|なり|達し|限|なっ|対し|増|減|絞|拡|変更|広げ|て|は|も|よる|つき|満た|$)|様?が当た"
    r"|の"
    r"(?:作家|講師|ゲスト|アーティスト|登壇|メンバー|スタッフ|職人|先生|専門家|審査員|仲間|会員|演奏|落語|出演"
    r"|方(?:に|が|々)|参加|社員|お客|皆|来場|応募|バンド|チームが|家族が|申し?込)"
    r"|分の特典|一組|で1組|増(?!や)|[1一]\s?(?:組|チーム|グループ)|以内|の枠を|から(?:選|募))"
)
_GUESTS: Final = re.compile(r"参加(?:予定)?者数?[:はが\s]*$")
_LIMITED: Final = re.compile(
    r"[ \t]*(?:さま|様)?"
    r"(?:まで|限定|で締|を?募集|に(?:達し|なっ)(?:たところ|た時点|たら|次第)|[ \t]?\((?:先着|抽選|限定|定員))"
)
"""Behind 参加者: 16名 it is how many may come, not how many do."""
_EACH_TIME: Final = re.compile(r"(?:[1一]|各)回(?:に)?\s*$")
"""1回12人ずつ."""
_COMPANION: Final = re.compile(r"(?:保護者|付き?添い|同伴者?|介助者?)(?:の方)?(?:は|を)?\s*$")
"""保護者1名まで同伴できます."""
_TIMES: Final = re.compile(rf"[ \t]?[×xX✕][ \t]?(?P<n>\d{{1,2}})[ \t]?(?:{TABLES}|台|組)")
"""各テーブル5名×3テーブル."""
_TABLES: Final = re.compile(rf"(?P<n>\d{{1,2}})[ \t]?(?:{TABLES})[ \t]?[×xX✕][ \t]?$")
"""3テーブル×5名."""
_TABLES_TOLD: Final = re.compile(rf"(?:各|[1一])(?:{TABLES})[はに:]?\s*$")
_THEN_TABLES: Final = re.compile(rf"[、。・]\s?(?:全部で)?(?P<n>\d{{1,2}})\s?(?:{TABLES})")
"""各テーブル4人、5卓ご用意します."""
_PER_SITTING: Final = re.compile(r"[1一]回(?:あたり|につき)")
_THAN_BEFORE: Final = re.compile(r"(?:前回|昨年|去年)(?:の(?:倍|半分|\d倍)の?|より(?:多い|少ない))")
_SAID_FAR: Final = re.compile(r"(?:定員|募集人数|参加人数|可能な?人数)は、[^。\n\d]{0,24}$")
"""定員は、会場の都合により30名: the reason stands between."""
_FOR_WHOM: Final = re.compile(r"対象は[^。\n]{2,30}の\s*$")
_ONLINE_BEFORE: Final = re.compile(rf"(?:{AWAY})[^。\n]{{0,8}}\d{{1,4}}名?[^。\n]{{0,4}}$")
TOTAL: Final = re.compile(r"(?:各|ごと|ずつ|毎|[×xX✕])[^\n。]{0,24}?(?:合|総)?計\s*$")
"""各席4名計24名: the number behind is all of them."""
_GIVEN: Final = re.compile(
    rf"(?:配布|{GIVEN}|抽選会|サービス|振る?舞い?|ふるまい|サイン会|握手会|撮影会)[^\n。()]{{0,6}}\([^()\n]{{0,14}}$"
)
"""苗木の無料配布(先着200名): who gets it, not who may come."""
_GETS: Final = re.compile(
    rf"(?:さま|様)?(?:には?|へ|全員に)[^。\n]{{0,40}}?"
    rf"(?:{GIVEN}|差し上げ|さしあげ|もらえ|配布|贈(?:り|ら)|お渡し|ふるま)"
)
"""先着150人には記念品を差し上げます: who gets it, not who may come."""
_OF_KIND: Final = re.compile(r"(?:[SABC]|指定|プレミアム|特別|前方|ペア)席[^\n。、]{0,12}円[ ]?\(?(?:限定|先着)?\s?$")
"""指定席2千円(16席限定): of one kind of seats."""
_BETWEEN: Final = re.compile(r"[・、,\s(/]?\d+席(?=$|[\s。、)/])")
"""Seats between commas: 全席自由・48席."""
_AT_PLACE: Final = re.compile(rf"(?:{HERE})(?:参加|開催)?(?:枠|席|定員)?[ \t]?[:は]?[ \t]?$")
_PAID_AT_PLACE: Final = re.compile(
    rf"(?:{HERE})[^\n。()]{{0,14}}円[^\n。()]{{0,4}}\([ \t]*$|(?:{HERE})参加(?:枠|者)?[:は][ \t]?$"
)
"""会場 8,800円(60名), 会場参加:40名."""
_AND_ONLINE: Final = re.compile(rf"[ \t]?(?:\([^()\n]{{0,12}}\))?[・/、,\n(+&と]?\s?(?:{AWAY})")
"""会場50名・オンライン100名."""
LINE_END: Final = re.compile(r"(?:様|さま)?\)?\s*(?:\([^)]*\))?\s*(?:$|。)")
_CLAUSE: Final = re.compile(
    r" (?=各[回日]|先着|定員)|[/、,。;\n)】\]!]|(?<=\d[名人組席])[ ]|・(?!\s*$)|(?:でし|まし)たが|なのに"
    r"|\((?=全)|\((?=[^\d\s()]{2})"
)
_SO_MANY: Final = re.compile(r"(?:なの|ですの|です(?:が|から))")
"""30席なので."""
_THERE: Final = re.compile(r"(?:あり|ござい)ます")
"""A sentence that is only 100席あります."""
_AUDIENCE: Final = re.compile(r"(?:以上|以下|在住|在勤|在学|お住まい|市民|町民|区民|村民)の(?:方|人|親子)\s?$")
"""Who may come, right before how many: 市内にお住まいの60歳以上の方15名、."""
_MATS: Final = re.compile(r"(?:畳|座敷)に(?:は)?\s?$")
"""座敷に二十五人: so many sit there."""
_STOPS: Final = re.compile(r"(?:さま|様)?(?=[、。\n(]|$)")
_CARE: Final = re.compile(r"(?:託児|保育)[^\n。()]{0,24}\([^()\n]{0,12}$")
"""In a bracket on the care of children: 託児 1人500円(先着4名)."""
_PARTY: Final = re.compile(
    r"(?<![一-鿿ァ-ヶー])(?:懇親会|二次会|打ち?上げ(?!花火)|アフターパーティー?)[^\n。()]{0,12}\([^()\n]{0,24}$"
)
"""In a bracket on the party after it: 懇親会(別料金・90名)."""
_EACH_SEX: Final = re.compile(r"男女\s?各")
_ONE_ONLY: Final = frozenset({"1", "一"})
_NEAR: Final = 24
_REACH: Final = 40


def clause_before(folded: str, at: int) -> str:
    """The words before a number, as far back as its clause goes."""
    return _CLAUSE.split(folded[max(0, at - _NEAR) : at])[-1]


def barred(folded: str, match: re.Match[str], clause: str) -> bool:
    """Whether the words around a number say that it counts something else than seats."""
    each_time = _EACH_TIME.search(clause) and folded.startswith("ずつ", match.end())
    if (_AFTER_NOT.match(folded, match.end()) and not each_time) or _GIVEN.search(
        folded, max(0, match.start() - _NEAR), match.start()
    ):
        return True
    if (
        _CARE.search(folded, max(0, match.start() - _REACH), match.start())
        or _PARTY.search(folded, max(0, match.start() - _REACH), match.start())
        or _LEFT_NOW.match(folded, match.end())
        or _GETS.match(folded, match.end())
        or (match["unit"] == "席" and _OF_KIND.search(clause))
        or (match["unit"] != "組" and _COMPANION.search(clause))
        or (clause.endswith("先着") and folded.startswith("無料", match.end()))
    ):
        return True
    if _FOR_WHOM.search(folded, max(0, match.start() - _REACH), match.start()):
        return False
    clause = _THAN_BEFORE.sub("", _PER_SITTING.sub("", clause))
    return NOT.search(_GUESTS.sub("", clause) if _LIMITED.match(folded, match.end()) else clause) is not None


def weight(folded: str, match: re.Match[str], clause: str) -> int:
    """How surely a number is the capacity, by the words around it; 0: nothing says so."""
    if match["unit"] == "社" and not _SAID.search(clause):
        return 0
    if told := _by_way(folded, match, clause):
        return told
    for weight, words in _WEIGHTS:
        if words.search(clause):
            return weight
    if match["n"] not in _ONE_ONLY and (_AFTER.match(folded, match.end()) or _EACH_OF.search(clause)):
        return 3
    spots = _SPOTS.match(match["unit"]) and not _REMAIN.match(folded, match.end())
    if spots or _HOLDS.match(folded, match.end()):
        return 2
    rest = folded[match.end() : match.end() + _NEAR].partition("\n")[0]
    seats = match["unit"] == "席" and (
        _BETWEEN.match(folded, max(0, match.start() - 1))
        or _SO_MANY.match(folded, match.end())
        or (sentence_start(folded, match.start()) == match.start() and _THERE.match(folded, match.end()))
    )
    audience = _AUDIENCE.search(clause) and _STOPS.match(folded, match.end())
    mats = (_MATS.search(clause) or _BOTH_OF.search(clause)) and _STOPS.match(folded, match.end())
    return 2 if seats or audience or mats or (match["persons"] and LINE_END.match(rest)) else 0


def _by_way(folded: str, match: re.Match[str], clause: str) -> int:
    """The weight of all together, of those who come where others watch, and of guests that are limited; 0: none of these."""
    near = max(0, match.start() - _REACH)
    if TOTAL.search(folded, near, match.start()):
        return 6
    guests = _GUESTS.search(clause) and _LIMITED.match(folded, match.end())
    both = _AND_ONLINE.match(folded, match.end()) or _ONLINE_BEFORE.search(folded, near, match.start())
    if guests or (both and _AT_PLACE.search(clause)):
        return 4
    if _SAID_FAR.search(folded, near, match.start()):
        return 5
    if _FOR_WHOM.search(folded, near, match.start()) or (
        _TABLES_TOLD.search(clause) and _THEN_TABLES.match(folded, match.end())
    ):
        return 2
    families = match["unit"] == "組" and clause.endswith("保護者")
    return 3 if families or _PAID_AT_PLACE.search(folded, near, match.start()) else 0


def tables(folded: str, match: re.Match[str]) -> int:
    """How many tables or groups of that size there are: 6名×2テーブル, 3テーブル×5名."""
    near = folded[max(0, match.start() - _NEAR) : match.start()]
    if _TABLES_TOLD.search(near) and (tables := _THEN_TABLES.match(folded, match.end())):
        return int(tables["n"])
    found = _TIMES.match(folded, match.end()) or _TABLES.search(folded, max(0, match.start() - _NEAR), match.start())
    return int(found["n"]) if found else 1


def each_sex(clause: str) -> int:
    """男女各10名 are 20."""
    return 2 if _EACH_SEX.search(clause) else 1
