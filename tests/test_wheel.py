"""What people install: a wheel built from this tree, in a fresh environment, run from another folder."""

from __future__ import annotations

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


def test_the_wheel_holds_what_the_program_needs(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert "aggregator/starter/config.yaml" in names
    assert "aggregator/templates/web/digest.html.j2" in names
    assert "aggregator/locale/en.json" in names
    assert "aggregator/data/taxonomy.json" in names
    assert any(name.startswith("aggregator/store/migrations/versions/") for name in names)
    assert "sources/kinds/feed.py" in names
    assert not any(name.startswith(("tests/", "tools/", "docs/")) for name in names)


def test_the_installed_program_runs_from_another_folder(wheel: Path, tmp_path: Path) -> None:
    environment = tmp_path / "env"
    venv.create(environment, with_pip=True)
    python = environment / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", str(wheel)], check=True)
    asagao = environment / "bin" / "asagao"
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
