"""The same store on PostgreSQL: started from the machine's own binaries, skipped where there are none."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from itertools import takewhile
from pathlib import Path

import pytest

from aggregator.dedupe import dedupe
from aggregator.errors import StoreError
from aggregator.health import Run
from aggregator.model import Event, Place, Receipt, Rendered, Status
from aggregator.plugin import Window
from aggregator.polite import CachedPage
from aggregator.store import Parcel, Store, Turn, Verb

JST = timezone(timedelta(hours=9))
NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
DAY = timedelta(days=1)
USER = "postgres"

pytestmark = pytest.mark.slow


def _binaries() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    on_path = shutil.which("initdb")
    return found[0].parent if found else Path(on_path).parent if on_path else None


def _as_postgres(command: list[str | Path], folder: Path) -> None:
    """PostgreSQL refuses to run as root: then its own user runs it."""
    prefix = ["setpriv", f"--reuid={USER}", f"--regid={USER}", "--init-groups"] if os.geteuid() == 0 else []
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "LC_ALL": "C.UTF-8", "TZ": "Asia/Tokyo"}
    subprocess.run([*prefix, *command], check=True, cwd=folder, env=environment, stdout=subprocess.DEVNULL, timeout=120)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    pytest.importorskip("psycopg", reason="the [cluster] extra is not installed")
    binaries = _binaries()
    if binaries is None:
        pytest.skip("no PostgreSQL on this machine")
    folder = tmp_path_factory.mktemp("postgresql")
    if os.geteuid() == 0:
        for parent in (folder, *takewhile(lambda one: one != Path(tempfile.gettempdir()), folder.parents)):
            parent.chmod(0o755)
        shutil.chown(folder, USER)
    data = folder / "data"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    _as_postgres([binaries / "initdb", "-D", data, "-A", "trust", "-U", "asagao", "-E", "UTF8"], folder)
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
    _as_postgres([binaries / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start"], folder)
    yield f"postgresql://asagao@127.0.0.1:{port}/postgres"
    _as_postgres([binaries / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop"], folder)


def event(uid: str, title: str, **fields: object) -> Event:
    told = {"start": datetime(2026, 11, 28, 7, 30, tzinfo=JST), **fields}
    return Event(uid=uid, source=uid.partition(":")[0], title=title, **told)


def test_the_whole_life_of_a_listing(server: str) -> None:
    spot = Place(name="喫茶ランプ", city="杉並区")
    one = event("a:1", "朝の読書会", place=spot, description="100%_手作りの、☕と\u3000全角")
    other = event("b:9", "【残席わずか】朝の読書会", place=spot)
    with Store.open(server) as store:
        assert store.save(dedupe([one, other], now=NOW), NOW).new == ("a:1",)
        later = one.model_copy(update={"status": Status.CANCELLED})
        merged = dedupe([later], store.known([later], after=NOW), store.decisions(), now=NOW + DAY)
        changes = store.save(merged, NOW + DAY, seen={"a:1"}, complete={"b"}, window=Window(NOW, NOW + 30 * DAY))
        assert [change.field for change in changes.changed] == ["status"]
        assert changes.gone == ("a:1",)
    with Store.open(server) as store:
        (listing,) = store.listings(text="0%_手", source="a")
        assert (listing.first_seen, listing.last_seen, listing.gone_from) == (NOW, NOW + DAY, ("b",))
        assert listing.event.start == one.start
        assert store.listing("b:9") == store.listing("a:1") == listing
        assert [change.at for change in store.history("b:9")] == [NOW + DAY]
        store.mark("default", "b:9", Verb.SAVED, NOW)
        store.split("a:1", "b:9", NOW)
        store.save(dedupe([], store.known(), store.decisions()), NOW + 2 * DAY, seen=())
        assert [found.id for found in store.listings()] == ["a:1", "b:9"]
        assert [mark.listing for mark in store.marks("default")] == ["b:9"]


def test_sources_pages_and_outbox(server: str) -> None:
    page = CachedPage("https://a.example/", b"\x00body", "text/html", None, None, "00", NOW, NOW)
    run = Run(source="a", started=NOW, finished=NOW, events=3, filled={"start": 3})
    parcel = Parcel(rendered=Rendered(subject="朝", html="", mail_html="", text="", ics=""), shows={"nobody": "f"})
    receipt = Receipt(channel="file", key="k", where="out", at=NOW)
    with Store.open(server) as store:
        store.cache.put("k", page)
        store.cache.put("k", page)
        assert store.cache.get("k") == page
        store.record_run(run)
        assert store.runs("a") == (run,)
        store.mark_run("digest", NOW)
        assert store.last_run("digest") == NOW
        assert store.begin_delivery("k", parcel, NOW).turn is Turn.SEND
        assert store.begin_delivery("k", parcel, NOW).turn is Turn.BUSY
        store.delivered("k", receipt, NOW)
        assert store.begin_delivery("k", parcel, NOW).receipt == receipt
        store.save_weights("default", {"a": 1.5}, NOW)
        assert store.weights("default") == {"a": 1.5}


def test_a_server_that_is_not_there_is_said_without_the_password() -> None:
    pytest.importorskip("psycopg", reason="the [cluster] extra is not installed")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(StoreError) as caught:
        Store.open(f"postgresql://asagao:geheim@127.0.0.1:{port}/postgres")
    assert "geheim" not in str(caught.value)
