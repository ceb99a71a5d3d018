"""What a careful reader would look at twice in a listing, with the words that say so, and what could be confirmed.

Never a verdict: a note quotes the listing. The rules, their weights and their sources are in
``aggregator/data/solicitation_rules.yaml``, whose head says how they are counted.
"""

from aggregator.cautions.reading import cautions

__all__ = ["cautions"]
