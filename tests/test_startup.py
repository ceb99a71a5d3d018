"""Asking for help must be instant: nothing heavy is imported for it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {
    "httpx",
    "bs4",
    "feedparser",
    "pydantic",
    "sqlalchemy",
    "alembic",
    "apscheduler",
    "jinja2",
    "lxml",
    "rich",
    "icalendar",
    "babel",
}


@pytest.mark.parametrize("arguments", [["--help"], ["--version"]])
@pytest.mark.parametrize("language", ["ja_JP.UTF-8", "C"])
def test_help_and_version_import_nothing_heavy(arguments: list[str], language: str) -> None:
    program = f"""
import sys
sys.argv = ["asagao", *{arguments!r}]
from aggregator.cli import main
try:
    main()
except SystemExit as end:
    assert not end.code
heavy = {HEAVY!r} & set(sys.modules)
assert not heavy, heavy
"""
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        env={"LANG": language, "PYTHONUTF8": "1"},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "asagao" in done.stdout.lower() or "朝顔" in done.stdout


def test_reading_a_text_loads_neither_templates_nor_network_nor_database() -> None:
    program = """
import sys
sys.argv = ["asagao", "read", "日時: 11月28日(土) 7:00〜8:30"]
from aggregator.cli import main
try:
    main()
except SystemExit as end:
    assert not end.code
heavy = {"jinja2", "httpx", "sqlalchemy", "icalendar", "ruamel.yaml"} & set(sys.modules)
assert not heavy, heavy
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, env={"PYTHONUTF8": "1"}, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "11月28日(土) 7:00〜8:30" in done.stdout


@pytest.mark.parametrize("arguments", [["check", "--offline"], ["sources"], ["events"], ["weights"]])
def test_what_reads_no_listing_loads_no_reading(tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "config.yaml").write_text(
        "profile: {home: 吉祥寺, hobbies: [読書]}\nstore: events.db\n", encoding="utf-8"
    )
    program = f"""
import sys
sys.argv = ["asagao", *{arguments!r}]
from aggregator.cli import main
try:
    main()
except SystemExit as end:
    assert not end.code
loaded = {{"aggregator.normalise.dates", "aggregator.normalise.fees", "aggregator.normalise.event", "httpx"}} & set(sys.modules)
assert not loaded, loaded
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, env={"PYTHONUTF8": "1", "HOME": str(tmp_path)}, cwd=tmp_path,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
