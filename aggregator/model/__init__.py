"""The nouns: frozen, typed, aware of time zones, free of I/O. Each type is named after the step that makes it."""

from aggregator.model.base import Frozen
from aggregator.model.digest import Digest, Item, Receipt, Rendered
from aggregator.model.events import (
    Change,
    Changes,
    Conflict,
    Event,
    Format,
    Listing,
    Occurrence,
    Origin,
    Place,
    Precision,
    Price,
    Provenance,
    Status,
    Tier,
)
from aggregator.model.matches import Caution, Cautions, Fit, Match, Part, Ranked, Refusal, Rejected, Sitting, Wording
from aggregator.model.person import HORIZON_DAYS, Free, Interest, Interval, Profile
from aggregator.model.sources import SourceState, Trouble, TroubleKind

__all__ = [
    "HORIZON_DAYS",
    "Caution",
    "Cautions",
    "Change",
    "Changes",
    "Conflict",
    "Digest",
    "Event",
    "Fit",
    "Format",
    "Free",
    "Frozen",
    "Interest",
    "Interval",
    "Item",
    "Listing",
    "Match",
    "Occurrence",
    "Origin",
    "Part",
    "Place",
    "Precision",
    "Price",
    "Profile",
    "Provenance",
    "Ranked",
    "Receipt",
    "Refusal",
    "Rejected",
    "Rendered",
    "Sitting",
    "SourceState",
    "Status",
    "Tier",
    "Trouble",
    "TroubleKind",
    "Wording",
]
