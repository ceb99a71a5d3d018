"""Every case under ``sources/``: saved pages through the real fetcher and parser, compared with ``expected.json``.

A case is a folder ``<kind>/<case>/`` with ``source.yaml`` (the block as in config.yaml), the pages in the order in which
they are asked for, and ``expected.json``, which ``pytest tests/test_sources.py --accept`` writes.
"""

import ast
import json
import re
from datetime import datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from ruamel.yaml import YAML

from aggregator import registry
from aggregator.errors import RecordError
from aggregator.normalise import normalise
from aggregator.plugin import Options, Source, Window
from aggregator.quality import quality
from tests.replay import replay

JST = timezone(timedelta(hours=9))
NOW = datetime(2026, 11, 23, 6, 0, tzinfo=JST)
WINDOW = Window(datetime(2026, 11, 23, tzinfo=JST), datetime(2027, 1, 31, tzinfo=JST))
CASES = Path(__file__).parent / "sources"
ROOT = Path(__file__).parents[1]
SOURCES = ROOT / "sources"
ADAPTERS = sorted(SOURCES.glob("[a-z]*.py"))
MODULES = sorted(SOURCES.rglob("*.py"))
FOLDERS = sorted(path.parent for path in CASES.glob("*/*/source.yaml"))
NETWORK = {
    "httpx",
    "httpcore",
    "requests",
    "socket",
    "urllib.request",
    "http.client",
    "sqlite3",
    "asyncio",
    "subprocess",
    "os",
    "pathlib",
}


def source_of(folder):
    block = YAML(typ="safe").load(folder / "source.yaml")
    kind = registry.source_class(block.pop("kind"))
    return kind(kind.options_type.model_validate(block))


def pages_of(folder):
    return sorted((page for page in folder.iterdir() if page.stem.isdigit()), key=lambda page: int(page.stem))


PLACE, PRICE = {"name", "address", "prefecture", "city"}, {"min", "max"}
MAIN = (
    "uid",
    "url",
    "start",
    "end",
    "all_day",
    "place",
    "format",
    "organiser",
    "price",
    "capacity",
    "accepted",
    "waiting",
)


def told(event):
    """The main fields of an event, without what the site did not say."""
    include = {
        "title": True,
        "status": True,
        "deadline": True,
        **dict.fromkeys(MAIN, True),
        "place": PLACE,
        "price": PRICE,
    }
    kept = event.model_dump(mode="json", include=include, exclude_defaults=True)
    return dict(sorted(kept.items()))


def outcome(folder):
    source = source_of(folder)
    harvest, asked = replay(source, pages_of(folder), WINDOW, NOW)
    troubles = [f"{trouble.kind}: {trouble.detail}" for trouble in harvest.troubles]
    events = []
    for raw in harvest.events:
        try:
            events.append(told(normalise(raw, "case", ZoneInfo(source.zone), NOW.date())))
        except RecordError as error:
            troubles.append(f"{error.kind}: {error.message}")
    return {"asked": asked, "events": events, "troubles": troubles}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: f"{folder.parent.name}/{folder.name}")
def test_case(folder, request):
    found = outcome(folder)
    expected = folder / "expected.json"
    if request.config.getoption("--accept"):
        expected.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert found == json.loads(expected.read_text(encoding="utf-8"))
    assert len(found["asked"]) == len(pages_of(folder)), "each saved page is asked for, and no other"


@pytest.mark.parametrize("kind", [kind for kind, place in registry.kinds().items() if place.startswith("sources.")])
def test_every_kind_has_a_case(kind):
    assert any(folder.parent.name == kind for folder in FOLDERS)


@pytest.mark.parametrize("kind", [kind for kind, place in registry.kinds().items() if place.startswith("sources.")])
def test_a_kind_gives_what_it_says_it_gives(kind):
    """Its quality rests on these: each is filled by at least one event of its saved pages."""
    filled = set()
    for folder in FOLDERS:
        if folder.parent.name == kind:
            harvest, _ = replay(source_of(folder), pages_of(folder), WINDOW, NOW)
            filled |= {name for raw in harvest.events for name in raw.model_dump(exclude_defaults=True)}
    assert set(registry.source_class(kind).gives) <= filled


def test_quality_follows_from_what_an_adapter_declares():
    class Tea(Source[Options]):
        """A tea house. Terms: fill in."""

    assert quality(Tea) == ("draft", ("terms",))
    Tea.__doc__ = "A tea house."
    assert quality(Tea) == ("draft", ("terms",))
    Tea.__doc__ = "A tea house. Terms: link back."
    assert quality(Tea) == ("bronze", ("interface", "identity", "start", "end"))
    Tea.interface = "feed"
    assert quality(Tea) == ("bronze", ("identity", "start", "end"))
    Tea.gives = ("id", "start", "end", "address")
    assert quality(Tea) == ("silver", ("status",))
    Tea.gives += ("status",)
    assert quality(Tea) == ("gold", ())
    Tea.lists_all = False
    assert quality(Tea) == ("silver", ("all",))


@pytest.mark.parametrize("page", sorted((ROOT / "docs" / "kinds").glob("*.md")), ids=lambda page: page.stem)
def test_a_kind_s_page_names_its_quality(page):
    level = quality(registry.source_class(page.stem)).level
    named = re.search(r"^Quality: (\w+)", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert named
    assert named[1] == level


def test_cases_are_told_apart_by_what_they_hold():
    assert {folder.parent.name for folder in FOLDERS} <= set(registry.kinds())


def code_lines(path):
    """Lines of code: neither blank, nor comment, nor docstring."""
    text = path.read_text(encoding="utf-8")
    described = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node) is not None:
            described |= set(range(node.body[0].lineno, node.body[0].end_lineno + 1))
    lines = enumerate(text.splitlines(), 1)
    return sum(
        bool(line.strip()) and not line.strip().startswith("#") and number not in described for number, line in lines
    )


def imported(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module


@pytest.mark.parametrize("path", ADAPTERS, ids=lambda path: path.stem)
def test_an_adapter_is_small_and_says_what_the_site_allows(path):
    assert code_lines(path) <= 30
    adapter = registry.source_class(path.stem)
    assert adapter.hosts or adapter.addresses
    assert "Terms" in adapter.__doc__
    assert all(field.description for field in adapter.options_type.model_fields.values())


def unsaid_terms(path):
    """``file:line`` of each line that only says that the terms of use are to be filled in."""
    lines = enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    return [f"{path.relative_to(ROOT)}:{number}: {line.strip()}" for number, line in lines if "Terms: fill in" in line]


@pytest.mark.parametrize(
    "path", [*ADAPTERS, *sorted((ROOT / "docs" / "kinds").glob("*.md"))], ids=lambda path: path.name
)
def test_what_the_terms_allow_is_said_and_not_left_to_be_filled_in(path):
    assert unsaid_terms(path) == [], "read the site's terms of use and say what they allow"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_sources_do_no_input_or_output(path):
    names = set(imported(path))
    assert not names & NETWORK
    assert not any(name.startswith("aggregator") and name != "aggregator.plugin" for name in names)


@pytest.mark.parametrize("path", ADAPTERS, ids=lambda path: path.stem)
def test_adapters_do_not_know_each_other(path):
    others = {f"sources.{other.stem}" for other in ADAPTERS}
    assert not set(imported(path)) & others


@pytest.mark.parametrize("kind", sorted(registry.kinds()))
def test_every_option_is_described(kind):
    fields = registry.source_class(kind).options_type.model_fields
    assert all(field.description for field in fields.values())
