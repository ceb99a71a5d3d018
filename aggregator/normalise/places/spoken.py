"""The house that running text names by its particle: 県民ホールの大ホールにて開催, 市民プールを会場に, 玄関に集まってください. Pure.

The rare part is looked for first: the particle with what one does there behind it; the house is read from there back. A
sentence on another day (前回), another weather (雨天時), an errand (販売) or what comes after (懇親会) names no venue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from aggregator.normalise.places.cleaned import THAT_IS
from aggregator.normalise.places.houses import BEHIND_GA, HOUSE_WORD

_MOST: Final = 40
"""Places at which one form is tried."""
_LONGEST: Final = 40
"""Characters of a clause that may be a place."""
_HELD: Final = (
    r"開催|行[いうわなっ]|おこな|実施|お待ち|待って|待ち合わせ|開[きかくい](?!館)|ひら[きかくい]|集ま|集合|やり"
    r"|やる|やって|開講|催[しさす]|あります|ございます|開始|開場|開演|予定|始め|始ま|はじめ|はじま|会いま|歩き"
    r"|走り|走ろ|走る|遊び|遊ぼ|遊ぶ|演奏|上演|上映|語[りる]|読み|食べ|飲み|楽し|体験|練習|取れまし|取れた"
    r"|作ります|つくります|学びます|描きます|します|しよう|しません|しましょう|するよ|[」』](?:です|だ[。よ])"
    r"|(?:会|祭り|まつり|展)です"
)
MEET: Final = (
    r"変わりま|変更|移りま|移しま|決まり|決定|いらし|いらっしゃ|どうぞ|お?集ま|お集|集合(?!写真|時)|お越し|おいで"
    r"|来て|直接|お出かけ|ご?来場|待ち合わせ"
)
HOURS: Final = r"(?:\d{1,2}(?:時(?:半|\d{1,2}分)?|:\d\d)|[一二三四五六七八九十]{1,3}時半?)"
O_CLOCK: Final = rf"(?:(?:午前|午後|朝|夜|夕方)?{HOURS}(?:に|まで|頃|ごろ)*)?"
WHERE: Final = re.compile(
    r"(?=[でにへをがま集])"
    r"(?:(?P<held>にて|に(?:おいて(?!は)|おきまして|於いて)|で(?![はもすの]|あ[りる]|き|した|しょ)"
    r"|(?P<there>で(?=ある[。\n]|あり、)))"
    r"|での"
    r"(?=[^\n。、はがで]{0,16}"
    r"(?:展|公演|コンサート|ライブ|上映|講演|展示|会|教室|講座|まつり|イベント|ワークショップ)"
    r"(?:[はがもに、(。]|まで|です)"
    r"|(?:開催|実施)(?:とな|です|を予定|に(?:なり|変更|決)|[。、\n]))"
    rf"|[にへ]、?{O_CLOCK}(?={MEET})|に(?=(?:朝|午前|午後|夜)?\d{{1,2}}(?:時半?|:\d\d)(?:[。、\n]|$|に?集))"
    rf"|に(?!ある)(?=[^。\n、]{{1,14}}が(?:やって[き来]|スタート|オープン|開設))"
    rf"|へ、?(?=[^。\n]{{0,16}}行き(?:ませんか|ましょう))|まで、?(?=お越し|おいで|直接|来て)"
    r"|を"
    r"(?=(?:今[回年]の)?会場|舞台に|お?借り|貸し切|取り?(?:まし|れまし|って)|押さえ(?:まし|て)|確保|出発(?!点))"
    r"|が(?=取れ(?:まし|て|た)|当た(?:り|っ)|空いてい?(?:ま[すし]|た)|借りられ|予約でき(?:まし|た))"
    r"|(?<=[前口ー関館園場駅])集(?=合(?!写真|時|場所)))"
)
"""飯田市のりんご並木会館でお待ちしています: the particle behind the place."""
_BEHIND: Final = 44
"""Characters behind a particle in which what one does there stands."""
_DONE: Final = re.compile(rf"(?P<end>[\n。])|{_HELD}")
_GATHERING: Final = re.compile(
    r"[^。\n、はがを]{0,14}"
    r"(?:会|祭り?|まつり|展|ライブ|コンサート|公演|教室|講座|マルシェ|市|ワークショップ|フェスタ?|大会)"
    r"[。!♪\n]"
    r"|、?(?:午前|午後|朝|夜)?\d{1,2}(?:時(?:半|\d{1,2}分)?|:\d\d)"
    r"(?:(?:から|より|スタート|開演|開始)(?:です)?|~[^。\n]{1,12})[。!\n]"
)
"""みどり公園で音楽祭。, 礼拝堂で14時からです。: what is held there, or when, ends the sentence."""
_STOP: Final = re.compile(r"[。\n「『]|$")
_CLAUSE: Final = re.compile(r"[^\n、。「」()（）:]*+\Z")
AS_EVER: Final = re.compile(
    (
        r"^"
        r"(?:(?:もちろん|このたび|なんと|ひさしぶりに|久しぶりに)、?(?=..)"
        r"|(?:今年|今回|今月|毎年|恒例|いつも|おなじみ|お馴染み)[もはの](?=..)"
        r"|(?:例年|いつも|前回|昨年|前|これまで)(?:どおり|通り|と同じく?)(?:の|、)?(?=..)"
        r"|(?:変わらず|変わりなく|同じく|引き続き|いずれも|どちらも|すべて|両日とも|そのまま)、?(?=..)"
        r"|(?:朝|夜|午前|午後|夕方)?"
    )
    + HOURS
    + r"(?:頃|ごろ)?(?:に|、)(?=[^\s、。]{3}))"
)
"""例年どおり第一公園."""
_BEFORE_PLACE: Final = re.compile(
    rf"{AS_EVER.pattern}"
    r"|^(?:今日|昨日|先日|先ほど|さっき|やっと|ようやく|無事に?|なんとか|運よく|幸い)、?(?=..)"
    rf"|^(?:会場|舞台)(?:の|となる)(?=\S{{3}})|^.*{THAT_IS}(?=\S{{3}})|^.*[にと](?:ほど|程)?近い(?=\S{{3}})"
    rf"|^\d+ (?=\S{{3}})"
    r"|^(?:に|で|は|が|を|も|より|から|には|では)(?=[一-鿿ァ-ヶ])"
    r"|^.*(?:\d|[一二三四五六七八九十](?=時))(?:時半?|分|:\d\d)(?:頃|ごろ)?(?:より|から|には?|、)(?=\S\S)"
    r"|^.+(?:では?なく、?|を|(?<![わ我])が(?!"
    + BEHIND_GA
    + r")|(?<!道の駅)は(?!なく)|(?<!ど)(?<!いつ)も|から|より|まで|(?<=[日時分半)])に|には?(?![いぎこしちじ])|て"
    r"|で)(?=[^をはがも]{3,}$)"
    r"|^.*(?:わたり|によ?り|ため)(?=[^をはがも]{3,}$)"
    r"|^[0-5]\d(?=(?:JR)?[一-鿿ァ-ヶ]{2})(?!..[号階番条周丁年区分時人名])"
    r"|^[市区町村県]内(?:[^\sの]{1,6})?の(?=\S{3})"
    r"|^.*(?:地下|ビル内|駅前|隣|となり|裏|向かい|近く|近所|地元|隣町|となり町|そば|沿い|奥|上|\d階)の"
    r"(?=\S{3})(?!\S{0,8}(?:室|ホール|ロビー|広間|フロア|スペース|コーナー|ルーム|廊下|アリーナ)$)"
)
"""What precedes the place in a clause: 秋の古本市を|鬼子母神堂で."""
_ERRAND: Final = re.compile(
    r"(?:にて|で|に)(?:も|は)?[^\n。、「]{0,14}?"
    r"(?:申し?込(?!み?(?:不要|制))|受け?付け|販売|購入|買|配布|配って|問い?合|予約(?!不要|制)|発券|返金|支払"
    r"|もらえ|借りた|(?<!集合)(?<!・)解散|お?貸し|貸出|保管|預か|働|勤|暮ら|育|生まれ|学ん|撮|展示され|知り合"
    r"|出会っ)"
)
"""Behind the place: what one does there is an errand, or somebody's life."""
_OTHER: Final = re.compile(
    r"雨天|荒天|悪天候|雨の|雨なら|雨で(?!も)|天候|天気|曇り|曇天"
    r"|(?:前回|昨年|去年)(?!と同じ|同様|どおり|通り|に(?:続|引き続))|前年|一昨年|先日|先月|先週|以前|かつて"
    r"|(?:これまで|従来)(?!どおり|通り|と同じ|と同様)|終了後|終わった|終わり次第|終演後|昼食は|夕食は|お昼は|解散後|その後|そのあと|懇親会は"
    r"|二次会|打ち?上げ|帰りに|もとは|当初[は、]|だった頃|のころ|次々回"
    r"|次回の[^\s。、は]{0,8}(?:委員会|準備会|打ち合わせ|会議)は"
    r"|(?:あと|後)(?:は|に|、)?[^。\n]{0,6}(?:懇親会|交流会|食事会|飲み会|茶話会|打ち?上げ)"
    r"|(?:返金|払い?戻し|申し?込み?|受け?付け?|販売|発売|配布|予約|問い?合わせ|チケット|整理券)[はも]"
)
"""Before the place, in its sentence: it speaks of another weather, another day, or of what comes after."""
_PAST: Final = re.compile(
    r"(?:はず|予定|つもり)(?:だっ|でし)た|(?:よう|もり|たい)[とだ](?:考え|思っ)て(?:い?まし|い)?た"
    r"|(?:行われ|おこなわれ|開かれ|開催され|催され)た(?![いめだら])"
    r"|(?:続|開|やっ|行っ|おこなっ|開催し|重ね)[いけ]?てきた"
    r"|(?:終わり|終了|終え|開催|行われ|おこなわれ|開かれ|実施|集まっ|集まり|いただき|やり|ござい|あり|行い|開き"
    r"|催さ)(?:し|され|て|いただき)*+(?:ました|ていました|た(?=[。\n、]|[^\wいめだら]))"
)
"""Behind the place: it was there."""
_SETTLED: Final = re.compile(r"(?:なり|決まり|決定し|変更し|変わり)ました")
"""Behind the place: it is there now."""
_OUT_OF: Final = re.compile(
    r"を(?:出|抜け|上がっ|降り)(?:た|てすぐの)(?:ところ|所|先|場所)?$|の(?:ところ|所|あたり)$|(?<=\S\S)(?:様|さん)$"
)
"""北改札を出たところに13時, 青空ホテル様で."""
_NO_PLACE: Final = re.compile(
    r"[を“”\"「『]|(?:教室|講座|フォーラム|クラブ|[民アニ人者性]大学|(?<![小中等援門])学校|座)$"
    r"|[代料費](?:は|も|を)|(?:^|[にでは])(?:お?店|会場|当店|院)内?$"
    r"|の(?:協力|主催|共催|後援|司会|指導|案内|演奏|出演|皆さん|みなさん|ご?厚意|監修)$"
    r"|^(?:うち|わたし|私|自分|お?うち|[わ我]が家|拙宅)の"
)
"""What is no house before a particle, though houses may end so: 体操教室で、."""
CLOCKED: Final = re.compile(
    r"(?=[\d一二三四五六七八九十日])"
    r"(?:[\d一二三四五六七八九十]時半?(?:頃|ごろ)?|\d分|\d:\d\d|\d日|[\d日]\([月火水木金土日][^()\n]{0,3}\))"
    r"(?:から|より|に|まで)?[、 ]\s?(?:於[ :]?)?([^\n、。()「」:]{3,28}?)"
    r"(?=です(?:[。\n]|$)|でお待ち|で待|[。(])"
)
"""4月4日11時、水元公園の入口です: the place right behind the hour."""
_SPOT: Final = re.compile(
    r"(?!(?:お?近く|近隣|最寄り?|すぐ|隣|現地|各地|いつも|建物|会場|施設|[お当]?店|マンション|自宅)の)"
    r"(?:道の駅[^\s、。]{1,8}|[^\s、。をはがで]{2,16})の(?:[^\s、。の]{0,8})"
    r"(?:駐車場|駐輪場|入り?口|東屋|あずまや|広場|河川敷|堤防|桟橋|改札口?|バス停|ロータリー|登山口)"
)
"""道の駅はなの第3駐車場に集合: where one meets, of something that has a name."""
_HALL: Final = re.compile(
    r"(?:[^\s、。の]{1,12}[市区町村]の)?"
    r"(?:[ァ-ヶー・]{3,10}[一-鿿ぁ-ん]{2,5}|[一-鿿ヶケ]{2,5}(?:[ァ-ヶー・]{4,12}|[ぁ-ん]{4,8}))"
)
"""ラポート十日町, 渋谷ヒカリエ."""
_IN_HOUSE: Final = re.compile(r"\([^()\n\d]{4,20}(?:B|地下)?\d{1,2}(?:階|F)\)")
"""ソレイユさがみ(青空百貨店6階)で: the house within a house."""
_HOST: Final = re.compile(
    r"(?:^|[\n。、])[ \t]*([^\n、。「」()]{3,24})"
    r"(?:(?:\([^()\n]{1,24}\))?では、?|\([^()\n]{1,24}\)は(?=\d{1,2}[月日]))[^。\n]{0,120}?"
    r"(?:会|展|座|祭|まつり|コンサート|ライブ|ショップ|体験|イベント|フェア|公演|[」』])"
    r"(?:\([^()\n]{1,24}\))?"
    r"(?:を(?:開催|開[きくかい](?!館)|行[いう]|実施|催|展示)|が(?:開[かき催]|行わ|催さ))"
)
"""十日町市博物館では企画展を開催します, 青空書店(立川市)は3月20日、サイン会を開く: the house that holds the event."""
_OF_DAY: Final = re.compile(r"^(?:には?|は|より|から)(?=\S{3})")
"""Behind the bracket of a weekday: 20日(土)に|みどり会館で."""
_OF_ROOM: Final = re.compile(
    r"の?(?:[^\s、。の]{0,8}(?:ホール|ロビー|室|講堂|ギャラリー|広場|スペース|コーナー)|本堂|屋上)$"
)
"""Behind a house and its town in brackets."""
_SAID: Final = re.compile(r"(?:ます|ました|ません|ください|下さい|する|した|される|された|開く|行う|ある|いる)$")
_TOPIC: Final = re.compile(r"^(?:会場|場所|[一-鿿]{1,3}場)は、?(?=\S{3})")
"""稽古場は|旧大原小学校の講堂."""
HOUR_LEADS: Final = re.compile(r"(?:[\d一二三四五六七八九十]時半?|分|[\d十一二三四五六七八九]日|\))(?:から|より|に|、)")
"""十四日午後三時から、…, before what is there."""
_HOUR: Final = re.compile(r"\d(?:時|:\d)")
_SENTENCE: Final = re.compile(r"[\n。!?]")


def led_to(words: str) -> int:
    """How far what precedes the place reaches at the beginning of a clause."""
    before = _BEFORE_PLACE.match(words)
    return before.end() if before else 0


def spoken(text: str) -> Iterator[tuple[str, int, bool]]:
    """The words before a particle that tells the place, where they stand, and whether a floor of a house tells that they are one."""
    free = 0
    for found in islice(WHERE.finditer(text), _MOST):
        at = found.start()
        if text.endswith(")", 0, at):  # 文化会館(ハーモニーホール)で
            at = max(text.rfind("(", max(free, at - _LONGEST), at), 0)
        clause = _CLAUSE.search(text, max(free, at - _LONGEST - 1), at)
        if clause is None or not 1 < at - clause.start() <= _LONGEST:
            continue
        if found["held"] and not _is_done(text, found, clause.start()):
            continue
        words, led = _OUT_OF.sub("", clause[0]), None
        if text.endswith(")", 0, clause.start()):
            words, led = _behind_bracket(text, free, clause.start(), words)
        while before := led_to(words):
            words = words[before:]
        spot = found["held"] is None and _SPOT.fullmatch(words) is not None
        within = spot or (words != "" and _IN_HOUSE.match(text, at) is not None)
        if (
            not (within or HOUSE_WORD.search(words) or _HALL.fullmatch(words))
            or _NO_PLACE.search(words)
            or elsewhere(text, clause.start(), at)
        ):
            continue
        yield words, at - len(words) if led is None else led, within
        free = found.end()
    for found in islice(CLOCKED.finditer(text), _MOST):
        said = _HOUR.search(found[1]) or _SAID.search(found[1])
        if not (said or elsewhere(text, found.start(1), found.end(1))):
            where = _TOPIC.sub("", found[1])
            yield where, found.end(1) - len(where), False


def _behind_bracket(text: str, free: int, start: int, words: str) -> tuple[str, int | None]:
    """The words behind a bracket; with the house before it, and where that stands, when they are its room."""
    if not _OF_ROOM.match(words):
        return _OF_DAY.sub("", words), None
    opened = max(text.rfind("(", free, start), 0)  # 図書館(奈良市)のロビーで
    led = _CLAUSE.search(text, max(free, opened - _LONGEST - 1), opened)
    return (led[0] if led else "") + words + text[opened:start], led.start() if led else None


def hosts(text: str) -> Iterator[tuple[str, int]]:
    """Houses that hold an event, and where they stand."""
    for found in islice(_HOST.finditer(text), _MOST) if "では" in text or ")は" in text else ():
        if not elsewhere(text, found.start(1), found.end(1)):
            yield found[1], found.start(1)


def _is_done(text: str, found: re.Match[str], start: int) -> bool:
    """Whether something is held behind the particle, or the clause ends with it; …である only behind the hour, as newspapers write."""
    at = found.end()
    if found["there"]:
        return HOUR_LEADS.search(text, max(0, start - 12), found.start()) is not None
    return held_behind(text, at)


def held_behind(text: str, at: int) -> bool:
    """Whether something is held where the words before ``at`` say, or the clause ends with them."""
    if _STOP.match(text, at) or _GATHERING.match(text, at):
        return True
    done = _DONE.search(text, at, at + _BEHIND)
    return done is not None and done["end"] is None


def elsewhere(text: str, start: int, end: int) -> bool:
    """Whether the sentence around a place speaks of another day, another weather, an errand, or of what was."""
    before = _SENTENCE.split(text[max(0, start - 60) : start])[-1] + text[start:end]
    behind = _SENTENCE.split(text[end : end + 60])[0]
    return bool(
        _OTHER.search(before) or _ERRAND.match(behind) or (_PAST.search(behind) and not _SETTLED.search(behind))
    )
