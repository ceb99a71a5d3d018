"""The only door to the network: one client, with manners, caps and a guard against private addresses."""

from aggregator.http.client import Http
from aggregator.http.page import guess_content_type, page_from_bytes
from aggregator.http.settings import Limits, Outside

__all__ = ["Http", "Limits", "Outside", "guess_content_type", "page_from_bytes"]
