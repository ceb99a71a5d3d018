"""Which of a page's lists are its events: not its news, not what stands in windows over it. Pure."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Final

from aggregator.induce.dated import CLOCK, Dated
from aggregator.induce.gone import of_results, of_the_past
from aggregator.induce.grids import grids
from aggregator.induce.heads import head_of
from aggregator.induce.other import heads_another, heads_the_event, is_of_sale
from aggregator.induce.page import CONTAINERS, Line, PageText
from aggregator.induce.records import Listing, Record, listing_of
from aggregator.induce.rest import WORTH, beside, is_rest
from aggregator.induce.titles import by_signature, lie_alike
from aggregator.induce.told import tell
from aggregator.induce.within import belongs

_FAR: Final = 60
"""Lines above a day in which its heading is looked for."""
_WINDOW: Final = frozenset(["modal", "modal-dialog"])
_NEWS: Final = re.compile(
    (
        r"お知らせ|おしらせ|新着|ニュース|トピックス|更新(?:情報|履歴)|ブログ|日記|だより|便り|プレス|コメント|掲示板|口コミ"
        r"|(?<![a-z])(?:news|topics?|what.?s.?new|blog|press|oshirase|(?:site|page)?[-_ ]?updates?)(?![a-z])"
    ),
    re.IGNORECASE,
)
"""Words that head a list of what was announced: お知らせ, NEWS."""
_ONLY_NEWS: Final = re.compile(
    (
        r"\W*"
        r"(?:(?:最新の?)?お知らせ|おしらせ|(?:新着|更新)(?:情報|履歴|記録)|ニュース|トピックス|news|topics"
        r"|information|what.?s\s?new|updates?)\W*"
    ),
    re.IGNORECASE,
)
_KIND_OF_POST: Final = re.compile(
    rf"{_ONLY_NEWS.pattern}|\W*(?:活動|開催|実施)?(?:ご?報告|レポート)\W*|\W*(?:ブログ|コラム|プレス(?:リリース)?|採用(?:情報)?|blog|column|reports?)\W*",
    re.IGNORECASE,
)
_SALE: Final = re.compile(
    r"(?:発売|先行予約|先行販売|前売り?券?販売)(?:開始)?(?:の|に関する)?"
    r"(?:お知らせ|ご?案内|情報|予定|一覧|日程?|カレンダー|スケジュール|開始)\W*$"
)
_ENTRY: Final = re.compile(
    r"(?:申し?込み?|受付|受験|出願|応募|募集)(?:の|に関する)?(?:期間|期限|締切|日程|スケジュール)(?:一覧|のご?案内)?\W*$"
    r"|(?:検定|試験|入試)(?:の)?(?:日程|案内|申込期間|スケジュール)\W*$"
)
"""Words that head when one applies: 検定試験の申込期間."""
_ROUNDS: Final = re.compile(r"移動図書館|自動車文庫|ブックモービル|巡回(?:日程?|予定|先|場所|スケジュール|のご?案内)")
"""Words that head where a van calls again and again."""
_CLOSED: Final = re.compile(
    r"\W*(?:\d+月の|今月の)?(?:休[館園業場廊室]|定休|お休み)日?(?:カレンダー|のご?(?:案内|お知らせ))?\W*"
)
_OF_EVENTS: Final = re.compile(
    (
        r"イベント|催|公演|行事|展覧|展示|講座|スケジュール|予定"
        r"|(?<![a-z])(?:events?|schedules?|calendars?|exhibitions?|live|program)(?![a-z])"
    ),
    re.IGNORECASE,
)
_PROMISES: Final = re.compile(
    (
        r"イベント|催し|公演|行事|講座|教室|体験|ワークショップ|コンサート|ライブ|おはなし会"
        r"|(?<![a-z])(?:events?|lives?|workshops?)(?![a-z])"
    ),
    re.IGNORECASE,
)
"""Words that head what one can go to."""
_NOTICE: Final = re.compile(r"(?:です|ます|ました|ません|まで|より|受付|募集)\W*$")
_ANNOUNCES: Final = re.compile(
    r"(?:しました|ました|について|のお知らせ|のご案内|を(?:公開|掲載|発行|更新|開始|再開|募集|受賞)"
    r"|募集(?:します|中)?|いたします|復旧|入荷|休館)[。!！]?$"
)
"""Titles that tell what has been done, not what one can go to."""
_PAIR: Final = 2
_FEW: Final = 3
"""So many items make a list of their own."""


def events(page: PageText, dated: Mapping[int, Dated], today: date) -> list[Listing]:
    """The lists that together are the page's events: the best, and others of the same kind beside it."""
    found = listings(page, dated, today)
    chosen = found[:1]
    for one in found[1:]:
        other = beside(found[0], one)
        rest = other is not one or is_rest(found[0], other)
        told = 2 * len({*other.named}) > len(other.records)
        same = other.tail == found[0].tail or rest or (told and other.block == found[0].block)
        if len(other.records) == 1:  # one line like those of the list, elsewhere on the page, must be one of them
            same = rest or (other.records[0].title is not None and other.block == found[0].block)
        alike = same and (rest or other.worth >= max(WORTH, 0.12 * found[0].worth))
        if not (
            alike
            or _headed(page, other)
            or _goes_on(page, chosen, other, today)
            or _to_come(chosen, other, today, rest=rest)
        ):
            continue
        if not other.named and 2 * len(found[0].named) > len(found[0].records):
            continue  # days beside a list of names: a campaign, an archive
        if all(is_of_sale(record.when.text, record.when.marks) for record in other.records):
            continue
        if all(record.when.in_prose for record in other.records):
            continue  # a notice, a diary
        if not any(_overlap(its, record) for listing in chosen for its in listing.records for record in other.records):
            chosen.append(other)
    chosen = [_without_posts(page, one, today) for one in chosen]
    return sorted(chosen, key=lambda listing: listing.records[0].first)


def _without_posts(page: PageText, listing: Listing, today: date) -> Listing:
    """The list without the news in it, by their day and the badge of their kind (お知らせ, レポート), where others are to come."""
    kept = tuple(
        one
        for one in listing.records
        if one.day > today
        or one.until is not None
        or not any(_KIND_OF_POST.fullmatch(line.text) for line in page.lines[one.first : one.last])
    )
    return replace(listing, records=kept) if any(one.day > today for one in kept) else listing


def _to_come(chosen: Sequence[Listing], other: Listing, today: date, *, rest: bool) -> bool:
    """Whether a list is of days to come, and the others of none: the next meetings beside the minutes of the last.

    One day to come is enough where it is the ``rest`` of them: the same lines, without links to minutes.
    """
    past = all(record.day < today for listing in chosen for record in listing.records)
    ahead = sum(record.day >= today for record in other.records)
    return past and ((ahead > 1 and ahead * 2 > len(other.records)) or (ahead > 0 and rest and len(other.records) > 1))


def _goes_on(page: PageText, chosen: Sequence[Listing], other: Listing, today: date) -> bool:
    """Whether a list of another dress goes on with what is to come, or with the events that were (これまでのイベント).

    Its items have names and say when, one and all.

    Where it says again what the others name, its days are of something else, such as the sale of tickets. Two items are enough
    below a heading that heads none of the others.
    """
    heading = _heading(page, other.records[0].first)
    coming = all(record.day >= today for record in other.records)
    told = sum(record.title is not None and _says_when(page, record) for record in other.records)
    if coming and _PROMISES.search(heading) and not any(map(_NOTICE.search, other.named)):
        told = len(other.named)  # 体験教室（土曜日 午前10時～）
    names = {*other.named}
    return (
        (len(other.records) >= _FEW or (told == _PAIR and _is_pair(page, chosen, other, today)))
        and told * 5 >= len(other.records) * 4
        and len(names) * 5 >= len(other.records) * 4
        and (_OF_EVENTS.search(heading) is not None or any(record.day >= today for record in other.records))
        and not any(name in names for listing in chosen for name in listing.named)
    )


def _says_when(page: PageText, record: Record) -> bool:
    """Whether an item tells more than a day, on its line or on another one of its own."""
    return record.when.says_when or any(CLOCK.search(line.text) for line in page.lines[record.first : record.last])


def _is_pair(page: PageText, chosen: Sequence[Listing], pair: Listing, today: date) -> bool:
    """Whether both of two items are to come, below a heading that heads nothing else and promises events, or with times or last days."""
    heads = {page.headings[record.first] for listing in chosen for record in listing.records}
    heading = page.headings[pair.records[0].first]
    if heading < 0 or heading in heads or any(record.day < today for record in pair.records):
        return False
    return _OF_EVENTS.search(page.lines[heading].text) is not None or all(
        record.until is not None or any(CLOCK.search(line.text) for line in page.lines[record.first : record.last])
        for record in pair.records
    )


def _headed(page: PageText, listing: Listing) -> bool:
    """Whether every item says when, below a heading of its own: the 会期 of the next exhibition.

    One alone must be a range and say nothing else (入会キャンペーン 2月1日～3月31日), and head no table.
    """
    first = listing.records[0]
    own = tell(first.when.line, first.when, own=True)
    only = (own is None or own.weak or own.badge) and first.when.line.element.tag != "th"
    alone = first.until is not None and first.when.line.link is None and not first.when.in_prose and only
    return (len(listing.records) > 1 or alone) and all(
        (record.until is not None or record.when.says_when)
        and any(line.is_heading and line.text == record.title for line in page.lines[record.first : record.last])
        for record in listing.records
    )


def _overlap(one: Record, other: Record) -> bool:
    """Whether two items are of the same lines; of what has no name nothing but the day is known to belong to it."""
    if one.title is None and other.title is None:
        return one.when.line is other.when.line
    return one.first < other.last and other.first < one.last


def listings(page: PageText, dated: Mapping[int, Dated], today: date) -> list[Listing]:
    """Every list of dated items, the one that looks most like the page's events first; news only where there is nothing else."""
    numbers = _without_past(page, _beside_menus(page, dated), dated, today)
    page.take_for_calendars(grids(page, numbers, dated))
    below_news = _below_news(page)
    told = {
        number
        for number in numbers
        if dated[number].days[0] <= today and (number in below_news or _of_news(page, number))
    }
    told |= {number for number in numbers if _of_another(page, number)} | _of_other_columns(page, numbers)
    groups = (by_signature(page, sorted(part)) for part in (told, set(numbers) - told))
    announced, events = (
        [
            one
            for signature, anchors in group.items()
            if (one := listing_of(page, signature, _plain(anchors, dated), dated)).records
        ]
        for group in groups
    )
    events = _joined(page, _in_sections(page, events, dated), dated)
    announced += [one for one in events if _announces(one, today)]
    events = [one for one in events if one not in announced]
    events = [one for one in events if not belongs(one, events, today)]
    return sorted(events or announced, key=lambda listing: -_seen(page, listing) * listing.worth)


def _of_other_columns(page: PageText, numbers: Sequence[int]) -> set[int]:
    """The days in columns headed by a deadline or a sale, and in any headed column beside one that is headed 開催日 in its table."""
    heads = {number: head for number in numbers if (head := head_of(page, page.lines[number].element))}
    tables = {number: next(page.lines[number].element.iterancestors("table"), None) for number in heads}
    of_events = {tables[number] for number, head in heads.items() if heads_the_event(head)}
    return {
        number
        for number, head in heads.items()
        if heads_another(head) or (tables[number] in of_events and not heads_the_event(head))
    }


def _beside_menus(page: PageText, dated: Mapping[int, Dated]) -> list[int]:
    """The dated lines that are not of menus; those of menus, if they say when, where a page has no list but there."""
    beside = [one for one in dated if not _navigation(page.lines[one])]
    if len(beside) > 1 or any(dated[one].says_when for one in beside):
        return beside
    within = [one for one in dated if dated[one].says_when and one not in beside]
    return within if len(within) >= _FEW else beside


def _without_past(page: PageText, numbers: list[int], dated: Mapping[int, Dated], today: date) -> list[int]:
    """The days without those of an archive, where some of the others are to come or not over: in parts that are called past or results.

    A few exhibitions that look like what is to come, in one element with it, stay: they are one list, of a year or a season.
    """
    past, results = of_the_past(page), of_results(page)
    kept = [number for number in numbers if number not in past and number not in results]
    if not any((dated[number].until or dated[number].days[0]) >= today for number in kept):
        return numbers
    if 2 * len(kept) < len(numbers):
        return kept
    places = Counter(page.signature(page.lines[number].element) for number in kept)
    usual = places.most_common(1)[0][0]
    return [
        number
        for number in numbers
        if number not in results
        and (
            number not in past
            or (not past[number] and dated[number].until and page.signature(page.lines[number].element) == usual)
        )
    ]


def _joined(page: PageText, found: Sequence[Listing], dated: Mapping[int, Dated]) -> list[Listing]:
    """The lists, those whose days stand in blocks of one kind, some bold and some not, as one where that names more items."""
    kinds: dict[str, list[Listing]] = defaultdict(list)
    for one in found:
        kinds[one.block].append(one)
    joined: list[Listing] = []
    for parts in kinds.values():
        spans = sorted((part.records[0].first, part.records[-1].first) for part in parts)
        if any(second[0] < one[1] for one, second in pairwise(spans)):
            anchors = _plain(sorted({record.when.line.number for part in parts for record in part.records}), dated)
            whole = listing_of(page, parts[0].signature, anchors, dated)
            if len({*whole.named}) > sum(len({*part.named}) for part in parts) * 0.95 and whole.worth > max(
                part.worth for part in parts
            ):
                joined.append(whole)
                continue
        joined += parts
    return joined


def _in_sections(page: PageText, found: Sequence[Listing], dated: Mapping[int, Dated]) -> list[Listing]:
    """The lists, those of sections that differ in one class alone and go on in time (sec-jan, sec-feb) as one: few items show no titles."""
    joined: list[Listing] = []
    for one in sorted(found, key=lambda listing: listing.records[0].first):
        before = joined[-1] if joined else None
        if before is not None and _goes_on_in_time(before, one):
            anchors = sorted({record.when.line.number for part in (before, one) for record in part.records})
            joined[-1] = listing_of(page, before.signature, anchors, dated)
        else:
            joined.append(one)
    return joined


def _goes_on_in_time(before: Listing, one: Listing) -> bool:
    few = min(len(before.records), len(one.records)) <= _FEW
    later = before.records[-1].day < one.records[0].day
    return few and later and lie_alike(before.signature, one.signature)


def _seen(page: PageText, listing: Listing) -> float:
    """How much of a list's worth counts: less where it stands in windows over the page, which say again what stands in it."""
    around = page.tops(listing.records[0].when.line.element)
    hidden = any(outer.get("role") == "dialog" or _WINDOW & {*(outer.get("class") or "").split()} for outer in around)
    return 0.5 if hidden else 1.0


def _plain(anchors: Sequence[int], dated: Mapping[int, Dated]) -> Sequence[int]:
    """The days of a list without those in sentences, such as an introduction and a diary, where these are few."""
    plain = [one for one in anchors if not dated[one].in_prose]
    return plain if len(plain) * 3 >= len(anchors) * 2 else anchors


def _heading(page: PageText, number: int) -> str:
    """The nearest heading above a line."""
    above = page.headings[number]
    return page.lines[above].text if above >= 0 and number - above <= _FAR else ""


def _of_another(page: PageText, number: int) -> bool:
    """Whether a line stands below a heading that tells of the sale (チケット発売情報), whose names are listed above, of closing days, entries or rounds."""
    heading = _heading(page, number)
    of_another = (
        _SALE.search(heading) or _ENTRY.search(heading) or _ROUNDS.search(heading) or _CLOSED.fullmatch(heading)
    )
    return len(heading) < _FAR / 2 and of_another is not None


def _below_news(page: PageText) -> set[int]:
    """The lines below one that says nothing but 更新履歴, お知らせ or NEWS and is no heading: to the next gap or the end of its text."""
    found: set[int] = set()
    for line in page.lines:
        if len(line.text) > _FAR / 4 or line.is_heading or line.link is not None or not _ONLY_NEWS.fullmatch(line.text):
            continue
        for number in range(line.number + 1, page.led_by(line)[1]):
            if page.lines[number].is_heading or page.lines[number].gap:
                break
            found.add(number)
    return found


def _of_news(page: PageText, number: int) -> bool:
    """Whether a line stands below a heading, or in an element, that is called news and nothing of events."""
    heading = _heading(page, number)
    if _OF_EVENTS.search(heading):
        return False
    if _NEWS.search(heading):
        return True
    names = (
        f"{outer.get('id') or ''} {outer.get('class') or ''}"
        for outer in page.tops(page.lines[number].element)
        if 2 * (page.stretches[outer][1] - page.stretches[outer][0]) < len(page.lines)
    )
    return any(_NEWS.search(name) and not _OF_EVENTS.search(name) for name in names)


def _announces(listing: Listing, today: date) -> bool:
    """Whether the titles tell of what was done by ``today``."""
    titles = [record.title for record in listing.records if record.title]
    if len(titles) < 2 or any(record.day > today for record in listing.records):
        return False
    return sum(_ANNOUNCES.search(title) is not None for title in titles) * 2 >= len(titles)


def _navigation(line: Line) -> bool:
    return any(outer.tag in CONTAINERS for outer in (line.element, *line.element.iterancestors()))
