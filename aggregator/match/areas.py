"""Whether a place lies in one of the areas that a person has named."""

from __future__ import annotations

from collections.abc import Iterable

from aggregator.model import Place

_MUNICIPALITY = "市区町村"


class Areas:
    """Prefectures and municipalities as people write them: 東京, 京都府, 横浜市, 新宿区, 東京都武蔵野市."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = tuple(dict.fromkeys(name.strip() for name in names if name.strip()))
        self._known: dict[tuple[str, str], bool] = {}

    def __bool__(self) -> bool:
        return bool(self._names)

    def hold(self, place: Place) -> bool:
        """Whether ``place`` is inside; one whose prefecture is not known may be."""
        if place.prefecture is None:
            return True
        key = (place.prefecture, place.city or "")
        if key not in self._known:
            self._known[key] = any(_inside(name, *key) for name in self._names)
        return self._known[key]


def _inside(name: str, prefecture: str, city: str) -> bool:
    """京都 is 京都府 and the beginning of 京都市, and never a part of 東京都."""
    if name in (prefecture, prefecture[:-1]):
        return True
    if not city:
        return name.startswith(prefecture)  # a place that is known only by its prefecture may be in the municipality
    ward = name[-1] in _MUNICIPALITY and city.endswith(name)
    return ward or city.startswith(name) or f"{prefecture}{city}".startswith(name)
