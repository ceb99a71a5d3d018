"""Reading dates: tables of invented cases, and what must hold of any text."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator import normalise
from aggregator.model import Precision
from aggregator.normalise.dates import DateReading, Moment, read_dates, read_moment, read_span
from aggregator.normalise.text import fold

ON = date(2026, 11, 23)
TOKYO = ZoneInfo("Asia/Tokyo")
TABLES = Path(__file__).parent / "data" / "dates"


def table(name: str) -> list[dict]:
    return [json.loads(line) for line in (TABLES / name).read_text("utf-8").splitlines()]


def shown(moment: Moment | None) -> str | None:
    if moment is None:
        return None
    return moment.value.strftime("%Y-%m-%d %H:%M") if isinstance(moment.value, datetime) else moment.value.isoformat()


def read(text: str, title: str | None = None, on: date = ON) -> DateReading:
    return read_dates(fold(text), on, TOKYO, title=fold(title) if title is not None else None)


@pytest.mark.parametrize(
    "case",
    [case for path in sorted(TABLES.glob("*.jsonl")) if path.stem != "dateless" for case in table(path.name)],
    ids=lambda case: case["text"][:30],
)
def test_reads_as_a_careful_person_does(case: dict) -> None:
    reading = read(case["text"], case.get("title"), date.fromisoformat(case.get("on", ON.isoformat())))
    assert (shown(reading.start), shown(reading.end)) == (case["start"], case["end"])
    for key in ("doors", "deadline"):
        if key in case:
            assert shown(getattr(reading, key)) == case[key]
    if "dates" in case:
        spans = [[shown(span.start), shown(span.end)] for span in reading.dates]
        assert (spans if isinstance(case["dates"], list) else len(spans)) == case["dates"]
    if "all_day" in case:
        assert reading.all_day is case["all_day"]
    assert set(case.get("flags", ())) <= set(reading.flags)
    assert not set(case.get("not_flags", ())) & set(reading.flags)


@pytest.mark.parametrize("case", table("dateless.jsonl"), ids=lambda case: case["text"][:30])
def test_invents_no_date(case: dict) -> None:
    reading = read(case["text"])
    assert reading.start is None
    assert reading.deadline is None
    assert reading.dates == ()


def test_the_whole_reading_keeps_what_the_dates_say() -> None:
    """Of what is still to come ``normalise.read`` gives the same start; ``whole`` is what it says where it weighs otherwise."""
    cases = [case for path in sorted(TABLES.glob("*.jsonl")) for case in table(path.name)]
    differing = []
    for case in cases:
        on, want = case.get("on", ON.isoformat()), case.get("whole", case.get("start"))
        whole = normalise.read(case["text"], date.fromisoformat(on), TOKYO, title=case.get("title"))
        if (want is None or want >= on) and shown(whole.when.start) != want:
            differing.append((case["text"], shown(whole.when.start), want))
    assert differing == []


DAYS = {
    "slash": lambda day: f"{day.year}/{day.month}/{day.day}",
    "hyphen": lambda day: f"{day:%Y-%m-%d}",
    "dot": lambda day: f"{day.year}.{day.month:02}.{day.day:02}",
    "kanji": lambda day: f"{day.year}年{day.month}月{day.day}日",
    "weekday": lambda day: f"{day.year}年{day.month}月{day.day}日（{'月火水木金土日'[day.weekday()]}）",
    "short": lambda day: f"{day.month}/{day.day}({'月火水木金土日'[day.weekday()]})",
    "reiwa": lambda day: f"令和{day.year - 2018}年{day.month}月{day.day}日",
    "letter": lambda day: f"R{day.year - 2018}.{day.month}.{day.day}",
    "english": lambda day: f"{day:%a, %b} {day.day}, {day.year}",
    "british": lambda day: f"{day.day} {day:%B} {day.year}",
}
CLOCKS = {
    "colon": lambda clock: f"{clock:%H:%M}",
    "wide": lambda clock: f"{clock:%H:%M}".translate(str.maketrans("0123456789:", "０１２３４５６７８９：")),
    "hour": lambda clock: f"{clock.hour}時{clock.minute}分",
    "half": lambda clock: f"{'午前' if clock.hour < 12 else '午後'}{clock.hour % 12}時{clock.minute:02}分",
    "pm": lambda clock: f"{clock.hour % 12 or 12}:{clock.minute:02} {'AM' if clock.hour < 12 else 'PM'}",
}
STARTS = st.datetimes(min_value=datetime(2026, 11, 23), max_value=datetime(2027, 9, 30)).map(
    lambda one: one.replace(second=0, microsecond=0)
)


@given(
    start=STARTS,
    minutes=st.integers(min_value=10, max_value=600),
    day=st.sampled_from(sorted(DAYS)),
    clock=st.sampled_from(sorted(CLOCKS)),
    dash=st.sampled_from(["〜", "～", "-", "–", " - ", "から", " to "]),
    label=st.sampled_from(["", "日時：", "■日時 ", "【開催日時】", "日時\n", "When: "]),
)
def test_what_is_written_in_any_style_is_read_back(
    start: datetime, minutes: int, day: str, clock: str, dash: str, label: str
) -> None:
    end = start + timedelta(minutes=minutes)
    reading = read(f"{label}{DAYS[day](start)} {CLOCKS[clock](start)}{dash}{CLOCKS[clock](end)}")
    assert (shown(reading.start), shown(reading.end)) == (f"{start:%Y-%m-%d %H:%M}", f"{end:%Y-%m-%d %H:%M}")


PIECES = st.sampled_from(
    [
        "日時",
        ":",
        "11/28",
        "（土）",
        "7:00",
        "〜",
        "8:30",
        "毎週",
        "水曜",
        "第1",
        "・",
        "第3",
        "土曜",
        "令和",
        "8年",
        "12月",
        "5日",
        "午後",
        "七時半",
        "翌",
        "5時",
        "締切",
        "まで",
        "開場",
        "開演",
        "懇親会",
        "24:20",
        "2時間",
        "99:99",
        "2月30日",
        "来月",
        "末",
        "3日後",
        "\n",
        "。",
        "(",
        ")",
        "Nov",
        "28",
        "2026",
        "pm",
        "Z",
        "+09:00",
        "①",
        "〇",
        "千",
    ]
)


@given(st.one_of(st.text(), st.lists(PIECES, max_size=25).map("".join), st.lists(PIECES, max_size=25).map(" ".join)))
def test_any_text_is_read_without_error_and_ends_after_it_starts(text: str) -> None:
    folded = fold(text)
    reading = read_dates(folded, ON, TOKYO)
    assert reading == read_dates(folded, ON, TOKYO)
    for span in (*reading.dates, reading):
        if span.start is not None and span.end is not None:
            assert _comparable(span.start) <= _comparable(span.end)
    for moment in (reading.start, reading.end, reading.doors, reading.deadline):
        if moment is not None:
            assert 0 <= moment.start < moment.end <= len(folded.folded)
            assert moment.words
            assert isinstance(moment.value, datetime) == (moment.precision is Precision.MINUTE)


def _comparable(moment: Moment) -> date:
    return moment.value.date() if isinstance(moment.value, datetime) else moment.value


def test_a_title_tells_what_the_text_leaves_out() -> None:
    assert shown(read("楽しい会です。参加費500円", title="12/5(土)19:00〜 読書会").start) == "2026-12-05 19:00"
    assert shown(read("開催日：12月5日", title="12/5 19:00 読書会").start) == "2026-12-05 19:00"
    assert shown(read("開催日：12月5日", title="1/5 19:00 読書会").start) == "2026-12-05"
    assert shown(read("申込締切：12月1日", title="読書会").deadline) == "2026-12-01"


def test_words_are_the_original_ones() -> None:
    reading = read("日時：１２月５日（土）１９：００～ 会場：喫茶")
    assert reading.start is not None
    assert reading.start.words == "１２月５日（土）１９：００"


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2026-11-28T07:00:00Z", "2026-11-28 16:00", None),
        ("2026-11-28T07:00+0900", "2026-11-28 07:00", None),
        ("2026-11-28T07:00:00.123-05:00", "2026-11-28 21:00", None),
        ("20261128", "2026-11-28", None),
        ("20261128T070000", "2026-11-28 07:00", None),
        ("2026-11-28T07:00+9:00", "2026-11-28 07:00", None),
        ("2026-11-28T10:00/2026-11-28T12:00", "2026-11-28 10:00", "2026-11-28 12:00"),
        ("Sat, 28 Nov 2026 07:00:00 JST", "2026-11-28 07:00", None),
        ("Sat, 28 Nov 2026 07:00:00 GMT", "2026-11-28 16:00", None),
        ("2026-13-45", None, None),
        ("2026-11-28 99:00", None, None),
        ("Sat, 99 Nov 2026 07:00:00 GMT", None, None),
        ("2026年11月28日 7:00〜9:00", "2026-11-28 07:00", "2026-11-28 09:00"),
        ("申込締切 11月28日", "2026-11-28", None),
        ("未定", None, None),
        ("", None, None),
    ],
)
def test_structured_values(text: str, start: str | None, end: str | None) -> None:
    first, last = read_span(text, ON, TOKYO)
    assert (shown(first), shown(last)) == (start, end)
    assert read_moment(text, ON, TOKYO) == first


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1/",
        "11/28",
        "第1・",
        "毎週月・",
        "二",
        "2026年(",
        "1:",
        "12月5日 10時 ",
        "(月",
        "懇親会",
        "nov ",
        " ",
        "\n",
    ],
)
def test_a_long_text_of_one_piece_is_read(piece: str) -> None:
    read_dates(fold(piece * (40_000 // len(piece))), ON, TOKYO)
