"""One form for each web address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.normalise.urls import canonical


@pytest.mark.parametrize(
    ("url", "form"),
    [
        ("https://Example.jp/event/1", "https://example.jp/event/1"),
        ("https://example.jp:443/event/1", "https://example.jp/event/1"),
        ("http://example.jp:8080/a", "http://example.jp:8080/a"),
        ("https://example.jp", "https://example.jp/"),
        ("https://example.jp/a/./b/../c", "https://example.jp/a/c"),
        ("https://example.jp/../a", "https://example.jp/a"),
        ("https://example.jp/e?utm_source=x&id=3&fbclid=9&gclid=1", "https://example.jp/e?id=3"),
        ("https://example.jp/e?b=2&a=1", "https://example.jp/e?b=2&a=1"),
        ("https://example.jp/e#top", "https://example.jp/e"),
        ("https://user:pw@example.jp/e", "https://example.jp/e"),
        ("https://example.jp/%e3%81%82", "https://example.jp/%E3%81%82"),
        ("https://example.jp/あ", "https://example.jp/%E3%81%82"),
        ("https://example.jp/e?q=%a4%a2", "https://example.jp/e?q=%A4%A2"),
        ("https://example.jp/100%", "https://example.jp/100%25"),
        ("  https://example.jp/e\n", "https://example.jp/e"),
        ("https://日本.example/e", "https://xn--wgv71a.example/e"),
        ("http://[::1]:80/e", "http://[::1]/e"),
        ("https://example.jp./e", "https://example.jp/e"),
        ("https://example。jp。/e", "https://example.jp/e"),
    ],
)
def test_forms(url, form):
    assert canonical(url) == form


@pytest.mark.parametrize(
    "url",
    [
        "",
        "mailto:a@example.jp",
        "javascript:alert(1)",
        "example.jp/e",
        "https://",
        "https://x.example:99999/",
        "http://[::1",
        "ftp://example.jp/",
    ],
)
def test_what_is_no_web_address_is_empty(url):
    assert canonical(url) == ""


@given(st.text(max_size=80))
def test_property_never_raises_and_is_idempotent(text):
    for url in (text, f"https://example.jp/{text}", f"https://{text}/", f"https://example.jp/?{text}"):
        once = canonical(url)
        assert canonical(once) == once
        assert once == "" or once.startswith(("http://", "https://"))
