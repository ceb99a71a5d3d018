"""From bytes to a page, as for a saved file."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.http import guess_content_type, page_from_bytes
from aggregator.model import TroubleKind
from aggregator.plugin import Window

WINDOW = Window(datetime(2026, 11, 23, tzinfo=UTC), datetime(2026, 12, 23, tzinfo=UTC))


@pytest.mark.parametrize(
    ("body", "name", "media_type"),
    [
        (b"BEGIN:VCALENDAR\r\nVERSION:2.0", "", "text/calendar"),
        (b"\xef\xbb\xbfBEGIN:VCALENDAR\r\n", "saved.txt", "text/calendar"),
        (b"<?xml version='1.0'?>\n<rss version='2.0'>", "", "application/rss+xml"),
        (
            b"<?xml version='1.0'?><!-- made by x --><feed xmlns='http://www.w3.org/2005/Atom'>",
            "",
            "application/atom+xml",
        ),
        (b"<atom:feed xmlns:atom='http://www.w3.org/2005/Atom'>", "", "application/atom+xml"),
        (b"<?xml version='1.0' encoding='EUC-JP'?><rdf:RDF>", "", "application/rdf+xml"),
        (b"\n\n<!DOCTYPE HTML PUBLIC '-//W3C//DTD HTML 4.01//EN'>", "", "text/html"),
        (b"<html lang=ja>", "list.php", "text/html"),
        (b"<?xml version='1.0'?><!DOCTYPE html><html>", "", "text/html"),
        (b"<?xml version='1.0'?><events>", "", "application/xml"),
        (b'  [{"a": 1}]', "", "application/json"),
        (b'{"a": 1}', "x.csv", "application/json"),
        (b"%PDF-1.7", "flyer", "application/pdf"),
        (b"\x89PNG\r\n", "", "image/*"),
        ("イベント名,開始日".encode("cp932"), "https://a.example/events.CSV?x=1.json", "text/csv"),
        (b"", "https://a.example/calendar.ics#today", "text/calendar"),
        (b"hello", "https://a.example/", "text/plain"),
    ],
)
def test_the_type_is_told_from_the_body_then_from_the_name(body, name, media_type):
    assert guess_content_type(body, name) == media_type
    assert page_from_bytes(body, WINDOW, url=name).content_type == media_type


def test_a_header_is_believed():
    assert (
        page_from_bytes(b"{}", WINDOW, content_type="text/plain; charset=utf-8").content_type
        == "text/plain; charset=utf-8"
    )


def test_a_saved_page_reads_like_a_fetched_one():
    body = "<html><meta charset=Shift_JIS><a href=../b>①髙</a>".encode("cp932")
    page = page_from_bytes(body, WINDOW, url="https://a.example/x/y", source="preview")
    assert (page.charset, page.window, page.notices) == ("cp932", WINDOW, ())
    assert page.text.endswith(">①髙</a>")
    assert page.request.url == page.url
    assert page.absolute(page.soup.a["href"]) == "https://a.example/b"


def test_a_wrong_charset_is_told():
    body = "<html><meta charset=utf-8><p>句会のお知らせ".encode("euc_jp")
    (notice,) = page_from_bytes(body, WINDOW, source="preview").notices
    assert (notice.kind, notice.source, notice.field, notice.value) == (
        TroubleKind.UNREADABLE,
        "preview",
        "charset",
        "utf-8",
    )


@given(st.binary(max_size=200), st.text(max_size=30))
def test_property_anything_is_a_page(body, name):
    assert isinstance(page_from_bytes(body, WINDOW, url=name).text, str)
