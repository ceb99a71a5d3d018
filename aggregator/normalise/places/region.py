"""From names to one prefecture and municipality: which of several places is meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aggregator.normalise.places.gazetteer import Gazetteer, Kind, Mention, Spot
from aggregator.normalise.places.said import SCAN_LIMIT, Strength, meant, sole, strength
from aggregator.normalise.places.surroundings import coded_in

_OWN = {"立": "東京都"}
"""Only the special wards of Tokyo are bodies of their own (地方自治法 第281条): a 港区立 house stands there."""
_Rated = tuple[Strength, Mention]


@dataclass(slots=True)
class Region:
    """Prefecture and municipality, as far as the words decide them. ``ambiguous``: a name of several places stayed open."""

    prefecture: str | None = None
    city: str | None = None
    spot: Spot | None = None
    mention: Mention | None = None
    ambiguous: bool = False


def region(text: str, places: Gazetteer, *, venue: bool, hints: frozenset[str] = frozenset()) -> Region:
    """The one region that the text names; ``hints`` are the prefectures that its surroundings name."""
    mentions = places.mentions(text[:SCAN_LIMIT])
    if not mentions:
        return Region()
    rated = [(strength(text, mention, venue=venue), mention) for mention in mentions]
    said = [(rating, mention) for rating, mention in rated if rating is not Strength.NOT]
    stated = _stated(said) or _coded(text, said, places)
    likely = (
        stated or {name for rating, mention in said if rating >= Strength.BARE and (name := sole(mention))} or hints
    )
    found = Region()
    vague = said and all(rating is Strength.ATTACHED and not _widely_known(mention) for rating, mention in said)
    if vague and len({name for _, mention in rated if (name := sole(mention))}) > 1:
        return found  # 豊田塾宜野湾道場: of two towns in one name nobody can tell
    for rating, mention in sorted(said, key=_order):
        if rating is Strength.ATTACHED and found.prefecture:
            break
        _settle(found, text, mention, likely, narrow=bool(stated))
    if found.city and not found.city.endswith(
        "区"
    ):  # 緑区「かたくりホール」(相模原市): the ward may stand before its city
        for _, mention in said:
            if mention.name.endswith("区"):
                _settle(found, text, mention, likely, narrow=bool(stated))
    if found.prefecture is None and len(stated) == 1:
        found.prefecture = next(iter(stated))
    found.ambiguous &= found.city is None
    return found


def _widely_known(mention: Mention) -> bool:
    """Whether a bare name means its place in running text, too."""
    return any(spot.known or spot.kind is Kind.PREFECTURE for spot in mention.spots)


def _order(rated: _Rated) -> tuple[int, int, int]:
    """Surest first; an address before a station, a station before an area."""
    rating, mention = rated
    return -rating, min(spot.kind for spot in mention.spots), mention.start


def _stated(said: Sequence[_Rated]) -> frozenset[str]:
    """The prefectures that are named in full."""
    return frozenset(
        spot.prefecture
        for rating, mention in said
        for spot in mention.spots
        if spot.kind is Kind.PREFECTURE and rating is Strength.FULL
    )


def _coded(text: str, said: Sequence[_Rated], places: Gazetteer) -> frozenset[str]:
    """The prefecture of the postal codes, unless a municipality that is named in full lies elsewhere."""
    coded = coded_in(text[:SCAN_LIMIT], places) if len(said) and "-" in text else frozenset()
    full = [{spot.prefecture for spot in mention.spots} for rating, mention in said if rating is Strength.FULL]
    return coded if len(coded) == 1 and all(coded & found for found in full) else frozenset()


def _settle(found: Region, text: str, mention: Mention, likely: frozenset[str] | set[str], *, narrow: bool) -> None:
    """Let one more name decide what is still open; ``narrow``: a name outside the likely prefectures is no candidate."""
    own = _OWN.get(text[mention.end : mention.end + 1]) if mention.name.endswith("区") else None
    if own is not None:
        likely, narrow = {own}, True
    agreeing = tuple(spot for spot in mention.spots if spot.prefecture in likely)
    spots = meant(_within(found, agreeing if agreeing or narrow else mention.spots))
    prefectures = {spot.prefecture for spot in spots}
    found.ambiguous |= len(prefectures) > 1
    if len(prefectures) != 1:
        return
    found.prefecture = spots[0].prefecture
    if len({spot.city for spot in spots}) > 1:
        found.ambiguous = True
    elif spots[0].city or found.spot is None:
        found.city, found.spot, found.mention = spots[0].city, spots[0], mention


def _within(found: Region, spots: tuple[Spot, ...]) -> tuple[Spot, ...]:
    """The candidates that lie in what is settled: the prefecture, and the city of which a ward may follow (大阪市 北区)."""
    if found.prefecture:
        spots = tuple(spot for spot in spots if spot.prefecture == found.prefecture)
    if whole := found.city:
        spots = tuple(spot for spot in spots if spot.city and spot.city != whole and spot.city.startswith(whole))
    return spots
