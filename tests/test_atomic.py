"""Files are put in place whole, and who may read them stays as it was."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from aggregator.atomic import replace


def test_the_new_file_stands_in_the_old_ones_place_and_nothing_else_is_left(tmp_path: Path) -> None:
    replace(tmp_path / "new" / "page.html", "朝顔\r\n")
    replace(tmp_path / "new" / "page.html", b"\xff", keep=True)
    assert (tmp_path / "new" / "page.html").read_bytes() == b"\xff"
    assert (tmp_path / "new" / "page.html.bak").read_bytes() == "朝顔\r\n".encode()
    assert len(os.listdir(tmp_path / "new")) == 2


def test_what_only_its_owner_may_read_stays_so_and_so_does_its_copy(tmp_path: Path) -> None:
    file = tmp_path / "config.yaml"
    file.write_text("old")
    file.chmod(0o600)
    replace(file, "new", keep=True)
    assert [one.stat().st_mode & 0o777 for one in (file, tmp_path / "config.yaml.bak")] == [0o600, 0o600]


def test_a_new_file_may_be_read_by_whom_the_users_own_setting_lets(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        replace(tmp_path / "page.html", "x")
    finally:
        os.umask(before)
    assert (tmp_path / "page.html").stat().st_mode & 0o777 == 0o600


def test_what_a_link_leads_to_is_replaced_and_not_the_link(tmp_path: Path) -> None:
    (tmp_path / "kept.yaml").write_text("old")
    (tmp_path / "config.yaml").symlink_to("kept.yaml")
    replace(tmp_path / "config.yaml", "new")
    assert (tmp_path / "config.yaml").is_symlink()
    assert (tmp_path / "kept.yaml").read_text() == "new"


def test_where_it_cannot_be_written_the_old_one_stays(tmp_path: Path) -> None:
    (tmp_path / "page.html").mkdir()
    with pytest.raises(OSError, match=r"page\.html"):
        replace(tmp_path / "page.html", "new")
    assert os.listdir(tmp_path) == ["page.html"]
