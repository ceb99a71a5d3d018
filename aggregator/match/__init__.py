"""Can this person go, and would they like to? Listing -> Match | Rejected. Pure."""

from aggregator.match.matcher import Matcher, Surroundings
from aggregator.match.travel import Spot

__all__ = ["Matcher", "Spot", "Surroundings"]
