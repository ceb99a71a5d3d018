"""The only door to the network: one client, with manners, caps and a guard against private addresses."""

from aggregator.http.client import Http
from aggregator.http.outside import Outside
from aggregator.http.page import guess_content_type, page_from_bytes

__all__ = ["Http", "Outside", "guess_content_type", "page_from_bytes"]
