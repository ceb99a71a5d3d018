"""When the person can go: weekly free slots in words, exceptions by date, and the own calendars. Pure."""

from aggregator.calendars.busy import read_busy
from aggregator.calendars.free import free
from aggregator.calendars.slots import Slot, SlotError, parse_slots

__all__ = ["Slot", "SlotError", "free", "parse_slots", "read_busy"]
