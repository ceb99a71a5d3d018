"""Asagao (朝顔): a calm morning digest of the meetings you can attend and would like."""

__version__ = "0.1.0"
