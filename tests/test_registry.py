"""From a kind to its adapter."""

import sys
from textwrap import dedent
from types import ModuleType

import pytest

from aggregator.errors import ConfigError
from aggregator.plugin import Source
from aggregator.registry import kinds, source_class


@pytest.fixture(autouse=True)
def _fresh():
    kinds.cache_clear()
    source_class.cache_clear()
    yield
    kinds.cache_clear()
    source_class.cache_clear()


@pytest.fixture
def install(tmp_path, monkeypatch):
    """Puts a distribution with one module and its entry points on the path."""
    monkeypatch.syspath_prepend(str(tmp_path))

    def put(module, code, points, name="thirdparty"):
        (tmp_path / f"{module}.py").write_text(dedent(code), encoding="utf-8")
        info = tmp_path / f"{name}-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", encoding="utf-8")
        lines = "".join(f"{kind} = {value}\n" for kind, value in points.items())
        (info / "entry_points.txt").write_text(f"[asagao.sources]\n{lines}", encoding="utf-8")
        monkeypatch.delitem(sys.modules, module, raising=False)

    return put


ADAPTER = """
    from aggregator.plugin import Options, Source

    class Theirs(Source[Options]):
        def requests(self, window):
            return []

        def parse(self, page):
            yield from ()
"""


def test_every_kind_of_ours_loads():
    ours = {kind: place for kind, place in kinds().items() if place.startswith("sources.")}
    assert {"feed", "ics", "html"} <= set(ours)
    for kind, place in ours.items():
        assert issubclass(source_class(kind), Source)
        assert source_class(kind).__module__ == place
    assert list(kinds()) == sorted(kinds())


@pytest.mark.parametrize(("typed", "meant"), [("fed", "feed"), ("Feed", "feed"), ("htm", "html"), ("icss", "ics")])
def test_a_misspelt_kind_gets_a_proposal(typed, meant):
    with pytest.raises(ConfigError, match=f"did you mean '{meant}'"):
        source_class(typed)


def test_a_strange_kind_gets_the_list():
    with pytest.raises(ConfigError, match=r"known kinds: .*feed"):
        source_class("zzzzzz")


@pytest.mark.parametrize("kind", ["os", "__init__", "../feed", "kinds", "kinds.feed", "_fields", "feed\n", ""])
def test_only_adapters_are_imported(kind):
    with pytest.raises(ConfigError):
        source_class(kind)


def test_an_entry_point_brings_a_kind(install):
    install("theirs", ADAPTER, {"theirs": "theirs:Theirs", "Bad-Name": "theirs:Theirs"})
    assert kinds()["theirs"] == "theirs:Theirs"
    assert "Bad-Name" not in kinds()
    assert source_class("theirs").__name__ == "Theirs"


def test_our_own_kind_wins_over_an_entry_point(install):
    install("theirs", ADAPTER, {"feed": "theirs:Theirs"})
    assert source_class("feed").__module__ == "sources.kinds.feed"


@pytest.mark.parametrize(
    ("code", "value", "said"),
    [
        ("import no_such_module_anywhere", "broken:Theirs", "no_such_module_anywhere"),
        ("x = 1", "broken:Theirs", "Theirs"),
        ("class Theirs: pass", "broken:Theirs", "not a subclass"),
        ("Theirs = 3", "broken:Theirs", "not a subclass"),
        ("def broken(:", "broken:Theirs", "invalid syntax"),
    ],
)
def test_an_adapter_that_cannot_be_loaded_is_named(install, code, value, said):
    install("broken", code, {"theirs": value})
    with pytest.raises(ConfigError, match=said) as caught:
        source_class("theirs")
    assert "'theirs'" in str(caught.value)


def test_a_module_must_hold_one_adapter(monkeypatch):
    module = ModuleType("sources.kinds.feed")
    monkeypatch.setitem(sys.modules, "sources.kinds.feed", module)
    with pytest.raises(ConfigError, match="one public subclass of Source is wanted"):
        source_class("feed")


def test_another_sources_package_in_the_way_is_named(monkeypatch, tmp_path):
    theirs = ModuleType("sources")
    theirs.__file__ = str(tmp_path / "sources" / "__init__.py")
    monkeypatch.setitem(sys.modules, "sources", theirs)
    with pytest.raises(ConfigError, match=r"in the way: the folder .*pipx"):
        kinds()


def test_the_distribution_that_owns_it_is_named(monkeypatch, tmp_path, install):
    install("elsewhere", "", {}, name="otherdist")
    info = tmp_path / "otherdist-1.0.dist-info"
    (info / "top_level.txt").write_text("sources\n", encoding="utf-8")
    theirs = ModuleType("sources")
    theirs.__file__ = None
    monkeypatch.setitem(sys.modules, "sources", theirs)
    with pytest.raises(ConfigError, match="the distribution otherdist"):
        kinds()
