"""Words that the readers of money, seats and ways in have in common, as alternatives of a pattern."""

from __future__ import annotations

from typing import Final

HERE: Final = "会場|現地|対面|リアル"
"""Where those are who come."""
AWAY: Final = "オンライン|配信|Zoom|zoom|ZOOM|リモート"
"""Where those are who watch."""
GIVEN: Final = "プレゼント|進呈|贈呈"
"""What one gets, and does not pay or sit on."""
TABLES: Final = "テーブル|卓|チーム|班|グループ"
"""Small groups in which people sit or play."""
