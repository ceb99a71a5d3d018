"""What people install: a wheel built from this tree, in a fresh environment, run from another folder."""

from __future__ import annotations

import json
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(ROOT)],
        check=True,
    )
    return next(folder.glob("asagao-*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the programs of a fresh environment with the wheel in it."""
    environment = tmp_path_factory.mktemp("environment")
    venv.create(environment, with_pip=True)
    programs = environment / "bin"
    subprocess.run([programs / "python", "-m", "pip", "install", "--quiet", str(wheel)], check=True)
    return programs


def test_the_wheel_holds_what_the_program_needs(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert "aggregator/starter/config.yaml" in names
    assert "aggregator/templates/web/digest.html.j2" in names
    assert "aggregator/locale/en.json" in names
    assert "aggregator/data/taxonomy.json" in names
    assert any(name.startswith("aggregator/store/migrations/versions/") for name in names)
    assert "sources/kinds/feed.py" in names
    assert not any(name.startswith(("tests/", "tools/", "docs/")) for name in names)
    assert not any(
        name.startswith(("aggregator/data/", "aggregator/locale/")) and name.endswith((".yaml", ".po"))
        for name in names
    )


PROJECT = """\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "asagao-teahouse"
version = "1.0"

[project.entry-points."asagao.sources"]
teahouse = "asagao_teahouse:Teahouse"

[tool.hatch.build.targets.wheel]
only-include = ["asagao_teahouse.py"]
"""
SAVED = {
    "meetings": [
        {
            "id": 7,
            "name": "月夜の茶会",
            "link": "https://teahouse.example/7",
            "begins": "2030-12-06T18:00:00+09:00",
            "room": "月の間",
        },
        {
            "id": 8,
            "name": "朝の茶会",
            "link": "https://teahouse.example/8",
            "begins": "2030-12-08T07:00:00+09:00",
            "room": "広間",
        },
    ],
    "next": None,
}


def test_an_adapter_of_another_package_needs_one_line(installed: Path, tmp_path: Path) -> None:
    """The example of docs/write-a-source.md as a package of its own: built, installed beside Asagao, and used."""
    guide = (ROOT / "docs" / "write-a-source.md").read_text(encoding="utf-8")
    options, adapter = (
        next(
            block
            for block in guide.split("```python\n")
            if f"class {name}(" in block and (name != "Teahouse" or "Source[" in block)
        ).partition("```")[0]
        for name in ("TeahouseOptions", "Teahouse")
    )
    options = options[options.index("class TeahouseOptions") : options.index("class Teahouse(")]
    package = tmp_path / "package"
    package.mkdir()
    (package / "pyproject.toml").write_text(PROJECT, encoding="utf-8")
    head = "from collections.abc import Iterable, Iterator\nfrom pydantic import Field\n"
    head += "from aggregator.plugin import Found, Options, Page, RawEvent, Request, Source, Window\n\n"
    (package / "asagao_teahouse.py").write_text(f"{head}{options}\n{adapter}", encoding="utf-8")
    (tmp_path / "saved.json").write_text(json.dumps(SAVED), encoding="utf-8")
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(tmp_path), str(package)]
    subprocess.run(build, check=True)
    added = next(tmp_path.glob("asagao_teahouse-*.whl"))
    subprocess.run([installed / "python", "-m", "pip", "install", "--quiet", "--no-deps", str(added)], check=True)
    asagao = installed / "asagao"
    preview = ["sources", "preview", "saved.json", "--kind", "teahouse", "--option", "circle=green", "--json"]
    told = subprocess.run([asagao, *preview], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
    assert [json.loads(line)["title"] for line in told.stdout.splitlines()] == ["月夜の茶会", "朝の茶会"]


def test_the_installed_program_runs_from_another_folder(installed: Path, tmp_path: Path) -> None:
    asagao = installed / "asagao"
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([asagao, *arguments], cwd=elsewhere, capture_output=True, text=True, check=False)

    assert run("--version").stdout.startswith("asagao ")
    assert run("init", "--yes").returncode == 0
    assert run("check", "--offline").returncode == 0
    demo = run("demo", "--out", "out", "--quiet")
    assert demo.returncode == 0, demo.stderr
    assert (elsewhere / "out" / "digest.html").stat().st_size > 10_000
