"""What the sentence of a day tells of it: a closure, a sale, a deed of an office, something that has been. Pure.

The first word of doing behind a day tells (5月18日は休館します); where none stands there (投票日は7月5日です, 通夜 11月13日 18:00)
the last one before it does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from aggregator.normalise.dates.occasion import Occasion
from aggregator.normalise.dates.roles import Use
from aggregator.normalise.needed import Needed

_THINGS: Final = (
    (
        r"(?<![曜日月火水木金土])休(?:診|業|館|園|校|場|止|刊|講)(?![日中後前])"
        r"|(?<![夏春冬昼])(?<![夏春冬昼]お)休み(?=し(?!て[いお]た)|さ|と[さしな]|を|です|に|。|$)|休ませ"
        r"|閉[館店園鎖](?=し|いた|と|に|さ|の?ため|です|。|$)"
        r"|閉めさせ|(?:使え|利用でき|つながり)ません|停[電止](?!型)|断水|運休|通行止|見合わせ"
        r"|(?:運[行転航]|放[送映]|配[信達]|発?販?売|受付|営業|業務|診療|収集|回収|給水|送迎|出荷|掲載|発行|刊行)"
        r"[^\n。、]{0,8}取り(?:やめ|止め)"
    ),
    (
        r"(?:発売|リリース)(?!記念|パーティ|イベント|ライブ|ツアー|前|後)|販売(?=を?(?:開始|終了)|スタート)"
        r"|配信(?=スタート|(?:し|され)て)|出荷|入荷|発送|お渡し"
        r"|お届け(?=いた|予定|でき)|(?:店頭|店先)[にへ]|順[次に][^。\n]{0,6}送|値[上下]げ|[%割](?:OFF|オフ|引)|半額"
    ),
    (
        r"(?:通常|平常)(?=通り|どおり|営業|業務|診療|開館|運転)|営業(?=を|時間(?!後|外|が終|を終)|は|と|日)"
        r"|業務(?!提携)|診療|受け?付け?(?=を(?:開始|休|停|終))|放送(?!局|部)|放映|オンエア|紹介(?=され)"
    ),
    (
        r"(?:[Bb]e|[Ii]s|[Aa]re|[Rr]emains?) (?:closed|unavailable|suspended|out of service)"
        r"(?= (?:on|from|until|till|between|during|this|next|all|[A-Z\d]))"
    ),
    (
        r"逝去|永眠|他界|死去|亡くな|通夜|告別式|葬儀|生まれ"
        r"|(?:入社(?!式|員|\d?年)|入籍|就任|着任|退任|退職|赴任|移転|設立|創業)"
        r"(?!を?(?:お?祝|記念)|披露|パーティ|の?(?:お?祝|慰労|記念|送別|歓迎|披露)"
        r"|も?(?:を?[かが]ね|に(?:あた|ちな|合わせ)))"
        r"|引っ?越(?!して(?:き|来|間|まも))|人事|異動|登校|下校|始業|終業(?!後)|学級閉鎖|預か|保管|任用|勤務|就業"
        r"|出勤"
    ),
)
"""What is no event: closures, wares, the running of a house and the press, lives and work."""
_DEEDS: Final = (
    r"点検|工事|接種|決済|納税|有効|洗浄|検針|収集|メンテナンス|運[行転]|始発|終発|ご?注文|配達|検査|棚卸"
    r"|施行|適用|改[定正訂]|廃止|切り?替|アップデート|提出|納付|納入|返却|期限|投票|申告|義務"
    r"|掲載|見ご?ろ|極大|満開|開花|梅雨|強ま|上陸|接近|混雑|シフト|面接|貸切|失効|開示|開札|監査|縦覧|閲覧"
    r"|満期|家庭訪問|日の出|日の入り|満潮|干潮|最高気温|給付|予想|通知|切り上げ|扱い|引き落と|遅[れ延]"
    r"|取り替え|入れ替え|生産|提供終了"
)
_DONE: Final = (
    r"(?=(?:作業|期間|日|時間|分|期限)?"
    r"(?:を(?:行|実施|開始|休|し|停|終|再|受|改)|を?(?:し|いた|さ|る|が予)|が(?:あ|行|始|発|予)|は|の?(?:ため|見込)"
    r"|に(?:伴|よ|つ|て|な|す|際|出)|と(?:な|さ|し|い)|で(?:す|の|ご|、)|より|から|まで|[。、:\s\d]|$))"
)
"""Behind the name of a deed, so that it is done and not talked about: 点検を行います, not 点検と整備を学びます."""
_MEETING: Final = (
    r"開[催講演場会幕宴校]|公演|上[演映]|演奏|出演|登壇|集[まいう合]|参[加列]|受講|来場|お越し|お待ち"
    r"|会[いうえお]|一緒|ライブ|コンサート|フェス|祭|まつり|マルシェ|バザー|フリマ"
    r"|講[座演習]|教室|スクール|セミナー|シンポ|フォーラム|ワークショップ|ツアー|体験|交流|見学|相談"
    r"|展(?![示開望])|展示|大会|試合|レース|ミーティング|イベント|パーティ|バーベキュー|BBQ|ピクニック"
    r"|キャンプ|合宿|遠足|花見|[朝夕夜蚤]の?市|記念|中止|延期|順延|ショー|練習|稽古|ゼミ|サロン|カフェ|広場"
    r"|次[回の]"
    r"|(?<![社員機司都照教面議協学国再委商])会(?![員費場計議長館社話誌報])|ましょう|ませんか"
)
MEETS: Final = re.compile(_MEETING)
"""Words of a meeting of people."""
_OPEN: Final = frozenset({Use.NONE, Use.DOORS, Use.START, Use.END, Use.OTHER})
_DOING: Final = re.compile(rf"(?P<meeting>{_MEETING})|(?P<thing>{'|'.join(_THINGS)}|(?:{_DEEDS}){_DONE})")
_NEEDED: Final = Needed(
    {
        "thing": (
            "休診", "休講", "休業", "休館", "休園", "休校", "休場", "休止", "休刊", "休み", "休ませ", "閉館", "閉店", "閉園", "閉鎖", "停電", "停止", "閉めさせ", "使えません", "利用できません", "つながりません", "断水", "運休", "通行止", "見合わせ", "取りやめ", "取り止め",
            "発売", "リリース", "販売", "配信", "出荷", "入荷", "発送", "お渡し", "お届け", "店頭", "店先", "順次", "順に", "値上げ", "値下げ", "off", "オフ", "割引", "%引", "半額",
            "通常", "平常", "営業", "業務", "診療", "点検", "貸切", "失効", "開示", "開札", "監査", "縦覧", "閲覧", "満期", "家庭訪問", "日の出", "日の入り", "満潮", "干潮", "最高気温", "給付", "予想", "通知", "切り上げ", "扱い", "引き落と", "遅れ", "遅延", "取り替え", "入れ替え", "生産", "提供終了", "工事", "洗浄", "検針", "収集", "メンテナンス", "運行", "運転", "始発", "終発", "受付", "受け付", "受付け", "注文", "配達", "検査", "棚卸", "接種", "決済", "納税", "有効",
            "施行", "適用", "改定", "改正", "改訂", "廃止", "切替", "切り替", "アップデート", "提出", "納付", "納入", "返却", "期限", "投票", "申告", "義務",
            "放送", "放映", "オンエア", "掲載", "紹介",
            "逝去", "永眠", "他界", "死去", "亡くな", "通夜", "告別式", "葬儀", "生まれ", "入社", "入籍", "就任", "着任", "退任", "退職", "赴任", "移転", "引越", "引っ越", "設立", "創業", "人事", "異動",
            "見ごろ", "見頃", "極大", "満開", "開花", "梅雨", "強ま", "上陸", "接近", "混雑", "見ろ",
            "closed", "unavailable", "suspended", "out of service",
            "勤務", "就業", "出勤", "シフト", "面接", "登校", "下校", "始業", "終業", "学級閉鎖", "預か", "保管", "任用",
        ),
    }
)  # fmt: skip
_PAST: Final = re.compile(
    r"(?:まし|でし|しかっ|だっ|なかっ|[らわさ]れ|てき|終え|てい)た(?!い|ら|り|め)"
    r"|[っいしきぎけげえせてねべめれちりみびにじ]た(?![いらりめだくっんち])|んだ(?=[。!]|$)"
    r"|[名人]が参加(?=[。、])"
)
_CHANGED: Final = re.compile(r"決(?:まり|定)|変更|なりました|延期|順延|満席|満員|増席|追加|予定していた")
"""What has been done to an event that is still to come."""
_REASON: Final = re.compile(r"(?<![はをもが])、|(?:の?ため|により|につき|に伴い)、?")
"""Before this stands why, or another thing: 開花が早いので、お花見は27日."""
_BRACKET: Final = re.compile(r"\([^()\n]{0,40}\)")
_WHY: Final = re.compile(
    r"、[^、。\n]{2,16}(?:の?ため|により|に伴い)、?(?=[^。\n]{2,24}(?:行い|行な|開[きか]|ひらき|開催|移し|移り))"
)
"""22日の午後2時から、改修工事のため別の会館で行います: why it is held elsewhere."""
_OF_A_PART: Final = re.compile(
    r"(?:(?<=\d)[^\n。]{0,16}、(?:午[前後]|夜|昼|\d{1,2}日)は|、(?:翌日|次の日|前日|[前翌]\d{1,2}日)[はも])[^\n。、]*"
)
"""9時半~11時半、午後は休講: what is told of another part of the day, behind the clocks."""
_OF_DAY: Final = re.compile(r"\s?(?:\([^()]{1,4}\))?の(?!受け?付)[^\s。、\d]{2,24}(?:、|は、?|に(?:ついて|つき))")
_FULL: Final = re.compile(r"受け?付け?を(?:いったん|一旦)?(?:終[えわ了]|締め|停止|休止)")
"""12月5日のリース作り、…受付を終えました: it is full, and held."""
_OF_NATURE: Final = re.compile(
    r"(?:日の出|日の入り?|満潮|干潮)(?:時刻)?[はがも:]?\s?(?:約|およそ)?\d{1,2}(?::\d\d|時(?:半|\d{1,2}分)?)"
    r"(?:頃|ごろ)?[、,\s]?"
)
"""干潮 11:52、10時集合: what the sea does beside a meeting."""
_ASKS: Final = re.compile(
    r"[^。\n]{0,24}?は[^。\n]{0,16}?(?:ご利用|お使い|ご注意|ご協力|ご遠慮|お控え|迂回|使えません)"
)
"""What one is asked to do meanwhile."""
_RESTS: Final = re.compile(
    r"(?:土日祝?|日祝|祝日|平日|[月火水木金土日]曜日?|毎週[月火水木金土日]曜?日?)は?[^\n。、\d]{0,4}?お?休"
    r"(?:み|館|業|園|講)"
)
"""土日はお休み: days within a range on which it pauses."""
_STAMPED: Final = re.compile(r"(?:(?<!決まり)(?<!決定し)(?<!なり)まし|でし)た[。!]?\s?\($")
"""A day in brackets behind what was done is when it was told: 受付を締め切りました(8/5)."""
_STAMP_REACH: Final = 8
_SENT: Final = re.compile(
    r"(?:日付|日時|送信日時|date|sent)\s?:\s?(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s)?$", re.IGNORECASE
)
_KEY: Final = r"[> \t]{0,4}(?:差出人|送信者|件名|宛先|subject|(?:from|to)(?=\s?:\s?[^\s\d]))\s?:"
_HEADED: Final = re.compile(rf"(?:^|\n){_KEY}[^\n]*\n[^\n]*$", re.IGNORECASE)
_HEADS: Final = re.compile(rf"[^\n]*\n{_KEY}", re.IGNORECASE)
"""Lines above and below of a letter's head, of which one tells when it was sent."""
_SENT_REACH: Final = 16
_WROTE: Final = re.compile(r"[^\n]{0,60}:[ \t]*\n[ \t]*>")
"""Behind a day and clock over what is quoted from a letter."""
_LABEL: Final = re.compile(r"[\s、,/・|(\[【<■●◆]")
"""What parts the label of the next day from what is said of this one: 10:30~12:00 申込期限 2月18日."""
_BREAKS: Final = "。\n!?※"
_TITLE: Final = re.compile(r"\s*(?:[^\n。]{1,60}\n\s*)?")
"""What may stand over the day on which something was written."""
_ALONE: Final = re.compile(r"[ \t]*\n\s*\n?[^\s]")
_REACH: Final = 80
_TALE: Final = 160
"""Characters behind a day that is over in which its tale is looked for."""


def tell(found: Sequence[Occasion], text: str, on: date) -> list[tuple[Occasion, Use]]:
    """Take from the occasions that their sentences say to be no event their use as one.

    Where the first is taken so and the text nowhere speaks of a meeting, the other days are of the same kind (17日は9時に開けます).

    Args:
        found: the occasions of ``text``, in order; days with a label of an event (日時) are left alone.
        text: the folded text.
        on: the day of reading: only what lies before it is told of as past.

    Returns: those that are taken for another thing by its name alone, and their use before: the whole text may say otherwise.
    """
    things, taken = bool(_NEEDED(text)), list[tuple[Occasion, Use]]()
    of_things = []
    for index, one in enumerate(found):
        if _is_stamp(one, text, on):
            one.use = Use.OTHER
        if one.use not in _OPEN:
            continue
        following = found[index + 1] if index + 1 < len(found) else None
        if things and _of_thing(one, text, following):
            taken += _take([one])
            of_things.append(index)
        elif one.use is Use.NONE and _ends(one) <= on and not one.days[0][0].recurring:
            until = following.start_at if following is not None else len(text)
            if _ends(one) == on:
                until = min(until, _end_of(text, one.start_at) + 1)
            if _is_told_as_past(one, text, until):
                one.use = Use.PAST
    _tell_again(found, on)
    if 0 in of_things and not any(one.use is Use.EVENT for one in found) and not MEETS.search(text):
        taken += _take([one for one in found if one.use in _OPEN])
    return [(one, use) for one, use in taken if use is not Use.OTHER]


def _take(those: Sequence[Occasion]) -> list[tuple[Occasion, Use]]:
    """Let occasions be another thing's; they, and their use before."""
    before = [(one, one.use) for one in those]
    for one in those:
        one.use = Use.OTHER
    return before


def _tell_again(found: Sequence[Occasion], on: date) -> None:
    """Let a day without a clock be past wherever it stands, where one sentence tells of it as past: 2019-12-08 above 12月8日の会が開催されました."""
    over = {one.days[0][1] for one in found if one.use is Use.PAST and one.last is None and not one.imprecise}
    for one in found if over else ():
        if one.use in _OPEN and not one.timed and _ends(one) <= on and one.days[0][1] in over:
            one.use = Use.PAST


def _ends(one: Occasion) -> date:
    return (one.last or one.days[-1])[1]


def _is_stamp(one: Occasion, text: str, on: date) -> bool:
    """Whether a day is the day on which the sentence before it, or a letter, was written: 受付を締め切りました(8/5), 差出人: … 日付: 8/5."""
    (day, _), *others = one.days
    if _SENT.search(text, max(0, day.start - _SENT_REACH), day.start):
        return bool(_HEADS.match(text, day.end) or _HEADED.search(text, max(0, day.start - _TALE), day.start))
    if _WROTE.match(text, one.end_at) or (_ends(one) <= on and (_heads(one, text) or _is_to_the_minute(one, text))):
        return True
    stamped = not others and one.last is None and text.startswith(")", day.end)
    return stamped and _STAMPED.search(text, max(0, day.start - _STAMP_REACH), day.start) is not None


def _heads(one: Occasion, text: str) -> bool:
    """Whether a full date of no label stands alone on the first line, over what was written that day."""
    day = one.days[0][0]
    alone = one.use is Use.NONE and not one.timed and one.last is None and len(one.days) == 1 and day.year is not None
    return alone and _TITLE.fullmatch(text, 0, day.start) is not None and _ALONE.match(text, day.end) is not None


def _is_to_the_minute(one: Occasion, text: str) -> bool:
    """Whether a full date in the first lines has a clock as no gathering has: 2018年11月9日 18時43分."""
    day, start = one.days[0][0], one.sittings[0].start if len(one.sittings) == 1 else None
    if start is None or one.sittings[0].end is not None or one.use is not Use.NONE or day.year is None:
        return False
    return start.minutes % 5 != 0 and _TITLE.fullmatch(text, 0, day.start) is not None


def _of_thing(one: Occasion, text: str, following: Occasion | None) -> bool:
    """Whether the sentence of the day speaks of something that is no meeting of people; the label of the day ``following`` it does not count."""
    end = max(token.end for token, _ in (*one.days, *([one.last] if one.last else ())))
    behind = text[end : _end_of(text, end)]
    if following is not None and following.use is not Use.NONE and end < following.start_at <= end + len(behind):
        *own, _ = _LABEL.split(text[end : following.start_at].rstrip(" :は"))
        behind = " ".join(own) if own else behind
    if ("潮" in behind or "日の" in behind) and (
        MEETS.search(beside := _OF_NATURE.sub("", behind)) or (not beside.strip(" ()※") and MEETS.search(text))
    ):
        behind = beside
    if _OF_DAY.match(behind):
        behind = _FULL.sub("", behind)
    found = _DOING.search(_OF_A_PART.sub("", _RESTS.sub("", _WHY.sub("", _BRACKET.sub("", behind)))))
    if found is not None:
        return found["thing"] is not None
    *why, before = _REASON.split(text[_begin_of(text, one.start_at) : one.start_at])
    if why and not before and _ASKS.match(behind):
        before = why[-1]  # 点検のため、6月13日の13時からは階段をご利用ください
    kinds = [one.lastgroup for one in _DOING.finditer(before)]
    return kinds[-1:] == ["thing"]


def _is_told_as_past(one: Occasion, text: str, following: int) -> bool:
    tale = text[one.start_at : min(following, one.start_at + _TALE)]
    return _PAST.search(tale) is not None and _CHANGED.search(tale) is None


def _begin_of(text: str, at: int) -> int:
    """Where the sentence begins that ``at`` stands in."""
    low = max(0, at - _REACH)
    return max((text.rfind(mark, low, at) + 1 for mark in _BREAKS), default=low) or low


def _end_of(text: str, at: int) -> int:
    """Where the sentence ends that ``at`` stands in."""
    high = min(len(text), at + _REACH)
    return min((place for mark in _BREAKS if (place := text.find(mark, at, high)) >= 0), default=high)
