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


def said(arguments: list[str], unwanted: set[str], **more: str) -> str:
    """What a command says that must load none of the ``unwanted`` modules; ``more`` is added to its environment."""
    program = f"""
import sys
sys.argv = ["asagao", *{arguments!r}]
from aggregator.cli import main
try:
    main()
except SystemExit as end:
    assert not end.code
loaded = {unwanted!r} & set(sys.modules)
assert not loaded, loaded
"""
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        env={"PYTHONUTF8": "1", **more},
        cwd=more.get("HOME"),
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("arguments", [["--help"], ["--version"]])
@pytest.mark.parametrize("language", ["ja_JP.UTF-8", "C"])
def test_help_and_version_import_nothing_heavy(arguments: list[str], language: str) -> None:
    told = said(arguments, HEAVY, LANG=language)
    assert "asagao" in told.lower() or "朝顔" in told


def test_reading_a_text_loads_neither_templates_nor_network_nor_database() -> None:
    text = "日時: 11月28日(土) 7:00〜8:30"
    told = said(["read", text], {"jinja2", "httpx", "sqlalchemy", "icalendar", "ruamel.yaml"})
    assert "11月28日(土) 7:00〜8:30" in told


@pytest.mark.parametrize("arguments", [["check", "--offline"], ["sources"], ["events"], ["weights"]])
def test_what_reads_no_listing_loads_no_reading(tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "config.yaml").write_text(
        "profile: {home: 吉祥寺, hobbies: [読書]}\nstore: events.db\n", encoding="utf-8"
    )
    reading = {f"aggregator.normalise.{concern}" for concern in ("dates", "fees", "event")}
    said(arguments, {*reading, "httpx"}, HOME=str(tmp_path))
