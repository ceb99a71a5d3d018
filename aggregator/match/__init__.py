"""Can this person go, and would they like to? Listing -> Match | Rejected. Pure. docs/matching.md states the rules."""

from aggregator.match.crowd import Crowd
from aggregator.match.gates import RULES
from aggregator.match.likes import Near
from aggregator.match.matcher import Matcher
from aggregator.match.surroundings import Surroundings
from aggregator.match.travel import Spot

__all__ = ["RULES", "Crowd", "Matcher", "Near", "Spot", "Surroundings"]
