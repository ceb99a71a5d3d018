"""Play the demo: an evening's run, a night in which things change, and the morning's digest."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Final

from aggregator.app.gather import Gathered, gather
from aggregator.app.morning import compose
from aggregator.app.send import write_files
from aggregator.config.load import Loaded, load_text
from aggregator.deliver.file import make_folder
from aggregator.demo.samples import TOKYO
from aggregator.demo.server import SampleSites, serve
from aggregator.harvest import Progress
from aggregator.i18n import translator
from aggregator.model import Digest
from aggregator.store import Store

SOURCES = 10
_CONFIG = """\
profile:
  language: {language}
  home: 吉祥寺駅
  work: 新宿駅
  free: [平日 6:30-8:45, 水・金 18:30-22:00, 土日祝 9:00-18:00]
  max_travel: 60
  areas: [東京都, 神奈川県]
  budget: 3000
  hobbies: [ボードゲーム, ランニング, 読書, 茶道]
  industries: [IT]
  kinds: [異業種交流会, 朝活, もくもく会]
  purposes: [人脈, 学び]
  words: [Python, 生成AI]
sources:
  - {{name: 吉祥寺・新宿 集まり便り, kind: feed, url: "{rss}/rss", allow_private: true}}
  - {{name: 技術の集まり, kind: feed, url: "{atom}/atom", allow_private: true}}
  - {{name: 三鷹の催し, kind: feed, url: "{rdf}/rdf", allow_private: true}}
  - {{name: 中野・新宿の交流会, kind: jsonld, url: "{jsonld}/jsonld", allow_private: true}}
  - name: 杉並・武蔵野 文化の集い
    kind: html
    url: "{html}/html"
    allow_private: true
    item: div.event
    fields: {{title: h3, url: h3 a@href, when: .when, venue: .place, price: .fee, text: .text, organiser: .by}}
  - name: まちのあつまりAPI
    kind: json
    url: "{json}/json/events"
    allow_private: true
    items: events
    fields: {{id: id, title: name, url: permalink, when: date, venue: place.name, address: place.address, organiser: host, price: fee, capacity: seats.limit, accepted: seats.taken, text: body}}
    paging: {{next: next}}
  - {{name: 武蔵野市オープンデータ, kind: csv, url: "{csv}/csv", allow_private: true}}
  - {{name: 井の頭カレンダー, kind: ics, url: "{ics}/ics", allow_private: true}}
  - {{name: ゆっくりカレンダー, kind: ics, url: "{slow}/slow", allow_private: true}}
  - {{name: わざと壊した見本, kind: feed, url: "{broken}/broken", allow_private: true}}
"""


_EVENING: Final = time(18, 30)
"""When the day before was looked at: what is shown again on one day counts as shown once."""


@dataclass(frozen=True, slots=True)
class Played:
    """The morning's digest and the files that were written."""

    digest: Digest
    files: tuple[Path, ...]


def play(out: Path, *, language: str = "ja", progress: Progress | None = None, now: datetime | None = None) -> Played:
    """Run the pipeline twice against the sample sites, the evening before and now, and write the morning's digest to ``out``.

    Args:
        out: the folder for digest.html, digest.eml, digest.ics and the sample config.yaml.
        language: of the page.
        progress: is told of the morning's run.
        now: the morning; the present moment if missing.

    Raises:
        DeliveryError: nothing can be written to ``out``.
    """
    make_folder(out)
    morning = now or datetime.now(TOKYO)
    evening = datetime.combine(morning.astimezone(TOKYO) - timedelta(days=1), _EVENING, TOKYO)
    folder = Path(tempfile.mkdtemp(prefix="asagao-demo-"))
    try:
        with (
            serve(SampleSites(today=morning.astimezone(TOKYO).date())) as sites,
            Store.open(folder / "demo.db") as store,
        ):
            config = _CONFIG.format(language=language, **sites.bases)
            loaded = load_text(config, {}, translator(language), folder=str(out))
            _run(loaded, store, evening, None)
            sites.morning = True
            gathered = _run(loaded, store, morning, progress)
            digest = compose(loaded, store, gathered, morning)
            return Played(digest, write_files(digest, out, loaded.settings))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(loaded: Loaded, store: Store, moment: datetime, progress: Progress | None) -> Gathered:
    """One run at ``moment``; the evening's digest counts as read, so that the morning knows what is new."""
    gathered = asyncio.run(gather(loaded, store, lambda: moment, progress=progress, refresh=True))
    if progress is None:
        seen = compose(loaded, store, gathered, moment)
        store.show(loaded.settings.profile.name, (item.ranked.match.listing for item in seen.items), moment)
    return gathered
