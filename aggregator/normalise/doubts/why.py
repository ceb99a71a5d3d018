"""What a reader is told of each sign of a doubt, and which flags of a rule doubt a field already. Plain data."""

from __future__ import annotations

from typing import Final

WHY: Final = {
    sign: why
    for why, signs in {
        "days": ["other event", "other none", "not the first", "several days", "range", "rule"],
        "day": ["weak", "no weekday"],
        "clocks": ["clocks though none", "clocks 4+", "clocks 2-3", "clocks 1", "clock apart", "no clock", "no end", "sittings", "start without clock", "said way"],
        "seldom": ["night", "odd minute", "before its start", "seldom as long", "odd"],
        "notice": ["meets 0-1", "meets 2-3", "notice 1", "notice 2", "notice 3+"],
        "others": ["said usual", "said sent", "said next", "said before", "said closing", "said stall", "said party", "said shop"],
        "moved": ["other state", "said moved", "cancelled", "closed"],
        "told": ["sentences", "sentences 4+", "labels 0", "labels 1-2", "before は"],
        "amounts": ["amounts 1", "amounts 2-3", "amounts 4+", "several lines", "several sentences", "free though amounts", "not written"],
        "tiers": ["flat though tiers", "wide", "from free", "from free labelled", "free told", "span", "open", "said or"],
        "beside": ["extras", "other thing read"],
        "name": ["put together", "cut before", "begins digit", "begins mark", "mark", "length 1-2", "length 16+", "particle", "quote", "の", "way within", "no house"],
        "ways": ["onsite though online", "onsite no house", "hybrid", "hybrid house", "hybrid no house", "said online"],
        "people": ["full told", "said tiers"],
    }.items()
    for sign in signs
}  # fmt: skip
"""The reason of each sign that speaks for a doubt."""
_DAY: Final = frozenset(
    {"weekday_mismatch", "day_differs", "imprecise", "only_end", "half_guessed", "unannounced", "past"}
    | {"other_day", "day_in_passing", "month_inferred", "year_far", "clock_apart"}
)
RULED: Final = {
    "start": _DAY | {"only_doors", "other_start"},
    "end": _DAY | {"other_end", "end_apart"},
    "price": frozenset({"extra_fee", "course_fee", "free_or_fee", "other_fee", "weighed_fee"}),
    "capacity": frozenset({"other_capacity", "weighed_seats"}),
    "status": frozenset({"status_unsure"}),
    "format": frozenset({"format_unsure", "place_online_conflict"}),
    "place": frozenset({"place_guessed", "place_online_conflict"}),
    "city": frozenset({"place_ambiguous"}),
}
"""The flags by which a rule doubts each field."""
DOUBTFUL: Final = "_doubtful"
"""Behind the field that is likely to be wrong, in the name of its flag."""


def doubted(flag: str) -> str:
    """The field that such a flag is of; of another flag empty."""
    name = flag.partition(":")[0]
    return name.removesuffix(DOUBTFUL) if name.endswith(DOUBTFUL) else ""
