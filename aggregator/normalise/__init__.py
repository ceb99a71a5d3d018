"""RawEvent -> Event: reading listings as a careful person does. Pure: the day of reading is an argument.

The reading is loaded when it is first asked for: its patterns take half a second to compile, and who lists sources or
checks settings needs the labels and places only.
"""

from typing import TYPE_CHECKING

from aggregator.lazy import exporter

if TYPE_CHECKING:
    from aggregator.normalise.event import normalise
    from aggregator.normalise.reading import Reading, read
else:
    __getattr__ = exporter(__name__, {"Reading": "reading", "normalise": "event", "read": "reading"})

__all__ = ["Reading", "normalise", "read"]
