"""The documentation tells the truth: generated pages are current, links lead somewhere, README commands exist."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from aggregator.cli import COMMANDS
from aggregator.config.load import load_text
from aggregator.config.schema import (
    CalendarSettings,
    ConfigFile,
    DigestSettings,
    FetchSettings,
    MailSettings,
    ProfileSettings,
    SourceSettings,
)
from aggregator.i18n import translator

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def test_reference_pages_are_current() -> None:
    done = subprocess.run(
        [sys.executable, "tools/reference.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    targets = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", text)
    missing = [target for target in targets if not (page.parent / target).exists()]
    assert not missing


@pytest.mark.parametrize("name", ["README.md", "README.en.md"])
def test_the_readme_names_only_commands_that_exist(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    used = set(re.findall(r"\basagao ([a-z]+)\b", text))
    assert used <= set(COMMANDS), used - set(COMMANDS)
    targets = {
        name for pair in re.findall(r"`make ([a-z-]+)`|^make ([a-z-]+)", text, re.MULTILINE) for name in pair if name
    }
    known = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert targets <= known


def test_no_page_names_a_machine_or_a_registry() -> None:
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        assert not re.search(r"/(?:work|home|root)/|files\.pythonhosted|registry\.npmjs", text), page


def test_every_key_of_the_configuration_has_an_example_that_is_valid() -> None:
    text = (ROOT / "docs" / "config-example.yaml").read_text(encoding="utf-8")
    load_text(text, {"MY_CALENDAR": "https://example.jp/own.ics"}, translator("ja"))
    example = YAML(typ="safe").load(text)
    keys = {
        "profile": ProfileSettings, "digest": DigestSettings, "mail": MailSettings, "fetch": FetchSettings, "sources": SourceSettings,
        "calendars": CalendarSettings,
    }  # fmt: skip
    assert set(ConfigFile.model_fields) == set(example)
    for name, model in keys.items():
        entries = example[name] if isinstance(example[name], list) else [example[name]]
        assert {field.alias or key for key, field in model.model_fields.items()} <= {
            key for one in entries for key in one
        }
