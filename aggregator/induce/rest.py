"""The rest of a list of days without names, in another dress than its other lines: those that are not linked yet. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from lxml.html import HtmlElement

from aggregator.induce.layout import block_of
from aggregator.induce.records import Listing, Record

_CELLS: Final = frozenset(["td", "li", "dd"])
_FEW: Final = 2
WORTH: Final = 2
"""Of a list that is worth mention."""


def is_rest(listing: Listing, other: Listing) -> bool:
    """Whether a list goes on with the lines of another in another dress, some linked, some not, and names nothing else."""
    return other.block == listing.block and other.worth >= WORTH and {*other.named} <= {*listing.named}


def beside(listing: Listing, other: Listing) -> Listing:
    """Of a short list those of its days, without names, that stand among days that have none: the ones that are not linked yet."""
    if listing.named or other.block != listing.block or len(other.records) > _FEW:
        return other
    rooms = {_room(record) for record in listing.records}
    among = [record for record in other.records if _room(record) in rooms]
    bare = (
        replace(record, first=number, last=number + 1, title=None)
        for record in among
        for number in (record.when.line.number,)
    )
    return replace(other, records=tuple(bare)) if among else other


def _room(record: Record) -> HtmlElement:
    """The element whose parts the blocks of a list are: the ``ul`` of an ``li``, the rows of a cell."""
    block = block_of(record.when.line.element)
    outer = block.getparent()
    if block.tag == "p" and outer is not None and outer.tag in _CELLS:
        block, outer = outer, outer.getparent()
    return outer.getparent() if block.tag == "td" and outer is not None else outer
