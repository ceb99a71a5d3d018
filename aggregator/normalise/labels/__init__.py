"""Kinds, hobbies, industries, purposes and audience of a listing, from the words of ``aggregator/data/taxonomy.yaml``."""

from aggregator.normalise.labels.lexicon import Hit, Lexicon, outermost
from aggregator.normalise.labels.reading import Labels, LabelSpan, is_morning, read_labels
from aggregator.normalise.labels.taxonomy import Group, Label, Taxonomy, folded, names_of, resolve, taxonomy

__all__ = [
    "Group",
    "Hit",
    "Label",
    "LabelSpan",
    "Labels",
    "Lexicon",
    "Taxonomy",
    "folded",
    "is_morning",
    "names_of",
    "outermost",
    "read_labels",
    "resolve",
    "taxonomy",
]
