"""Whether it is cancelled, postponed, moved, full or closed: what is so, against what would be so if. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from aggregator.model import Status
from aggregator.normalise.needed import Needed
from aggregator.normalise.text import Text

_TITLE: Final[tuple[tuple[Status, re.Pattern[str]], ...]] = tuple(
    (status, re.compile(pattern, re.IGNORECASE))
    for status, pattern in (
        (
            Status.CANCELLED,
            r"(?:開催)?中止(?!時|の場合|になる)|取り?止め|開催見送り|cancel+ed|(?<!ポリシー)キャンセルになりました|休会",
        ),
        (Status.POSTPONED, r"延期(?!の場合|公演|分)|postponed"),
        (
            Status.RESCHEDULED,
            r"(?:開催)?日(?:時|程|にち)?(?:を)?変更|日程変更|振替(?:開催|公演)|延期公演|rescheduled|時間変更|開始時刻変更",
        ),
        (Status.WAITLIST, r"キャンセル待ち|キャンセル待受|補欠募集|wait(?:ing)?\s?list"),
        (Status.FULL, r"満員御礼|満席|満員|完売|定員に達し|sold\s?out|fully booked|満枠|満室"),
        (
            Status.CLOSED,
            r"(?:受付|募集|申込み?|申し込み|エントリー|応募)(?:は|を)?(?:終了|締切|締め切り|しめきり)|終了しました|開催終了|受付〆切|registration closed|締切済",
        ),
    )
)
_TEXT: Final[tuple[tuple[Status, re.Pattern[str]], ...]] = tuple(
    (status, re.compile(pattern, re.IGNORECASE))
    for status, pattern in (
        (
            Status.CANCELLED,
            r"(?:開催|実施|公演|イベント|本会|今回|当日|本日|回|会|開催を|は)?(?:を|は|が|の開催を)?\s*(?:中止(?:と(?:なりました|いたしました|させていただきます|いたします|します|させて頂きます|なっております|なります(?!。ので))|し(?:ました|ます)|いたし(?:ました|ます)|が決定|になりました|決定|のお知らせ(?!は|を|方法)|する(?:こと)?(?:に|と)(?:いた)?し(?:ました|ます)|です|。)|取り?(?:やめ|止め)(?:と|に|ま)|見送(?:り(?:と|ます|ました)|らせて)|休(?:演|講)(?:いたし|し|と(?:なり|いたし|させて)))|(?:has been|is|was) cancell?ed|\bevent cancell?ed|(?:^|\n)\s*cancell?ed\b(?! (?:if|in case))|^\s*[【\[(★※●■]*\s*(?:開催)?中止\s*[】\]):★]?\s*$",
        ),
        (
            Status.POSTPONED,
            r"(?:を|は|が|の)?延期(?:と(?:なりました|いたし|させて|します|なります)|し(?:ました|ます)|いたし|になりました|が決定|決定|のお知らせ)|(?:has been|is) postponed|(?:^|\n)\s*postponed\b",
        ),
        (
            Status.RESCHEDULED,
            r"(?:日程|日時|開催日|開催日時|開始時[刻間]|開始|時間|日にち|期日)(?:を|が|は)[^\n。]{0,24}?(?:に|へ)?変更(?:し|いたし|と|になり|させて)|(?:日程|日時|開催日|時間|開始時刻)変更(?:のお知らせ|あり|しました|:)|振替(?:公演|開催)?(?:の?日程?|開催)(?:は|が|:)|振り?替え(?:て|の)(?:行|開催|実施)|\d日?\s?(?:\([^)\n]{1,4}\))?[にへ](?:延期|順延)して|(?:ため|により|につき)、?順延(?:し|と|いたし)|rescheduled to|moved to",
        ),
        (
            Status.WAITLIST,
            r"(?:現在|ただいま|以降は|ので)?[^\n。]{0,6}キャンセル待ち(?:で(?:の)?(?:お?受付|お?受け|承|お?申込|お?申し込み|ご案内|登録)|を(?:承|お?受け)|となり|です|になり|を受付|受付中|のみ|のお申)|キャンセル待ち\s*[:：]?\s*\d+\s*(?:名|人)|wait\s?list only|補欠(?:での|として)",
        ),
        (
            Status.FULL,
            r"満席(?:と(?:なりました|なっております|なりましたので|なったため)|になりました|です|御礼|につき|のため(?!.{0,6}場合))|満員御礼|満員(?:と|に)なりました|定員に達し(?:ました|たため|ましたので|ております)|予約で埋まり|(?:^|\n)\W*満席\W*(?:!|$|\n)|予定(?:枚数|数|人数)(?:に達し|を?終了)|完売(?:しました|いたしました|御礼|です)|sold out|残席\s*[:はなし]*\s*(?:0|なし)(?!\d)",
        ),
        (
            Status.CLOSED,
            r"(?<!講演)(?<!発表)(?<!演題)(?<!出店)(?<!出展)(?<!ボランティア)(?:受付|募集|申込み?|申し込み|お申し込み|エントリー|応募|予約)(?:は|を|の受付は)?[^\n。]{0,6}(?:終了(?:し(?:ました|ております|ています)|いたしました|です|。|$)|締め?切(?:り(?:ました|ま)|らせて|っております))|registration (?:is )?closed|(?:^|\n)\W*(?:この|本|当)?(?:開催|イベント|講座|会|セミナー|公演)?(?:は|を)?(?:全て|すべて|無事)?(?:に)?終了(?:し|いたし)ました",
        ),
    )
)
_NEEDED_IN_TITLE: Final = Needed(
    {
        Status.CANCELLED: ("中止", "取止", "取り止", "見送", "cance", "キャンセルに", "休会"),
        Status.POSTPONED: ("延期", "postponed"),
        Status.RESCHEDULED: ("変更", "振替", "延期", "rescheduled"),
        Status.WAITLIST: ("キャンセル待", "補欠", "wait"),
        Status.FULL: ("満員", "満席", "満枠", "満室", "完売", "定員に達し", "sold", "fully"),
        Status.CLOSED: ("終了", "締切", "締め切", "しめきり", "〆切", "closed"),
    }
)
_NEEDED: Final = Needed(
    {
        Status.CANCELLED: ("中止", "休演", "休講", "取りやめ", "取やめ", "止め", "見送", "cancel"),
        Status.POSTPONED: ("延期", "postponed"),
        Status.RESCHEDULED: ("変更", "順延", "振替", "振り替", "延期して", "rescheduled", "moved to"),
        Status.WAITLIST: ("キャンセル待ち", "補欠", "wait"),
        Status.FULL: ("満席", "満員", "定員に達し", "予約で埋", "に達し", "を終了", "予定枚数終", "予定数終", "予定人数終", "完売", "sold out", "残席"),
        Status.CLOSED: ("終了し", "終了いた", "終了で", "終了。", "終了$", "締切り", "締切ら", "締切っ", "締め切り", "締め切ら", "締め切っ", "closed"),
    }
)  # fmt: skip
"""One of these stands in every text that ``_TITLE`` and ``_TEXT`` speak of."""
_IF: Final = re.compile(
    r"場合|際(?:は|に)|とき(?:は|に)|時は|なら|れば|たら|可能性|ことがあり|こともあり|ことがござい|次第|ますので|恐れ|おそれ|検討|(?:雨天|荒天|悪天候|台風|大雪|強風)(?!(?:\d+号)?(?:接近)?(?:のため|の[^\n。、]{0,6}影響|が予想されるため|が見込まれるため|の影響|により|による|で中止))|満たない|達しない|達し次第|未満|前日|原則|際、|if |may be|in case|万が?一|昨年|前回|去年|202[0-5]年度?の|過去|これまで"
)
_LATER: Final = re.compile(
    r"^[^\n。]{0,12}増席|^[^\n。]{0,6}(?:場合|際|とき|時に?は|の可能性|こともあ|ことがあ|次第|かも|もあり|することが|となることが|になることが)"
)
_AS_PLANNED: Final = re.compile(r"予定(?:どおり|通り)")
"""握手会は取りやめとなりましたが、ライブは予定どおり: something else than the event."""
_CONDITIONAL: Final = re.compile(r"ポリシー|キャンセル料|チケットは|払い?戻|について|規定|に関する")
_RESUMED: Final = re.compile(
    r"中止(?:と|に)?.{0,12}(?:でしたが|だったが|ましたが).{0,24}(?:開催|再開)|予定通り(?:開催|実施|行い)|(?:通常通り|開催決定|開催します|実施します)(?!.{0,8}場合)"
)


_NEW_DAY: Final = re.compile(
    r"\d日?\s*(?:\([^)\n]{1,4}\))?\s*(?:\d{1,2}[:時]\S{0,6})?[にへ]\s?(?:延期|変更|順延)(?:と|し|いたし|になり|させ)"
)
"""26日(土)に延期します: a postponed event that has its new day (schema.org EventRescheduled)."""
_PIECE: Final = re.compile(r"[【\[(<★※][^】\])>★\n]*[】\])>★]?|[^【\[(<★※]+")
_MARKED: Final = re.compile(r"[【\[(<★※]|[^!]{0,20}!+\s*$")


@dataclass(frozen=True, slots=True)
class StatusReading:
    """The state of a listing, ``None`` where it says nothing; ``span`` in the folded text, or in the title."""

    status: Status | None = None
    words: str = ""
    in_title: bool = False


def read_status(text: Text, title: Text | None = None) -> StatusReading:
    """The state that a listing is in now. The title outweighs the text; conditions (雨天中止) say nothing."""
    if title is not None and (found := _of_title(title)) is not None:
        if found.status is Status.POSTPONED and (new := _NEW_DAY.search(text.folded)) is not None:
            return StatusReading(Status.RESCHEDULED, text.quote(*new.span()))
        return found
    body = text.folded
    if title is None and (found := _of_headline(text)) is not None:
        return found
    likely = _NEEDED(body)
    for status, pattern in _TEXT:
        if status not in likely:
            continue
        for match in pattern.finditer(body):
            if not _conditional(body, match):
                return StatusReading(status, text.quote(*match.span()))
    return StatusReading()


def _of_title(title: Text) -> StatusReading | None:
    likely = _NEEDED_IN_TITLE(title.folded)
    for status, pattern in _TITLE:
        if status not in likely:
            continue
        for match in pattern.finditer(title.folded):
            if not _conditional(title.folded, match):
                return StatusReading(status, title.quote(*match.span()), in_title=True)
    return None


def _of_headline(text: Text) -> StatusReading | None:
    """A first line that marks the state in brackets or with an exclamation, as titles do."""
    if not _NEEDED_IN_TITLE(text.folded):
        return None
    headline = text.folded.partition("\n")[0]
    if len(headline) > 120 or not _NEEDED_IN_TITLE(headline):
        return None
    marked = "".join(
        found[0] if _MARKED.match(found[0]) else " " * len(found[0]) for found in _PIECE.finditer(headline)
    )
    return _of_title(Text(text.original, marked, text.offsets)) if marked.strip() else None


def _conditional(body: str, match: re.Match[str]) -> bool:
    """Whether the words stand under a condition, speak of another time, or name a rule."""
    begin = max(body.rfind("\n", 0, match.start()), body.rfind("。", 0, match.start())) + 1
    before = body[max(begin, match.start() - 40) : match.start()]
    after = body[match.end() : match.end() + 24].partition("\n")[0]
    return (
        _IF.search(before + match[0]) is not None
        or _LATER.search(after) is not None
        or _CONDITIONAL.match(after.lstrip()) is not None
        or _AS_PLANNED.search(after) is not None
    )
