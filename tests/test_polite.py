"""Manners, as pure functions."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.polite import (
    LONGEST_REST,
    CachedRobots,
    Robots,
    forbidden,
    household,
    retry_after,
    robots_fresh,
    shown,
    spacing,
    user_agent,
    worth_retrying,
)

NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)


class TestRobots:
    @pytest.mark.parametrize(
        ("rules", "path", "allowed"),
        [
            ("", "/a", True),
            ("User-agent: *\nDisallow: /", "/a", False),
            ("User-agent: *\nDisallow:", "/a", True),
            ("User-agent: *\nDisallow: /events/\nAllow: /events/public/", "/events/public/1", True),
            ("User-agent: *\nAllow: /*.ics$\nAllow: /*/ja.atom\nDisallow: /", "/event/1.ics", True),
            ("User-agent: *\nAllow: /*.ics$\nAllow: /*/ja.atom\nDisallow: /", "/explore/ja.atom", True),
            ("User-agent: *\nAllow: /*.ics$\nDisallow: /", "/event/1.ics?x=1", False),
            ("User-agent: Asagao\nDisallow: /a\n\nUser-agent: *\nDisallow: /", "/b", True),
            ("User-agent: asagaobot\nDisallow: /", "/b", True),
            ("User-agent: *\nDisallow: /催し", "/%E5%82%AC%E3%81%97/1", False),
            ("<!doctype html><html>Not found</html>", "/a", True),
        ],
    )
    def test_what_may_be_asked(self, rules, path, allowed):
        assert Robots(rules).allows(f"https://a.example{path}") is allowed

    @pytest.mark.parametrize(
        ("rules", "delay"),
        [
            ("", 0),
            ("User-agent: *\nCrawl-delay: 5", 5),
            ("User-agent: *\nCrawl-delay: 0.5", 0.5),
            ("User-agent: *\nCrawl-delay: soon", 0),
            ("User-agent: *\nRequest-rate: 1/20", 20),
            ("User-agent: *\nRequest-rate: 6/1m\nCrawl-delay: 3", 10),
            ("User-agent: other\nCrawl-delay: 9", 0),
        ],
    )
    def test_how_often(self, rules, delay):
        assert Robots(rules).delay == delay

    @given(st.text(max_size=200))
    def test_property_any_text_is_a_robots_txt(self, text):
        robots = Robots(text)
        assert robots.allows("https://a.example/robots.txt")
        assert robots.delay >= 0

    @pytest.mark.parametrize(
        ("age", "fresh"),
        [(timedelta(0), True), (timedelta(hours=23), True), (timedelta(hours=24), False), (timedelta(hours=-1), False)],
    )
    def test_how_long_it_counts(self, age, fresh):
        assert robots_fresh(CachedRobots("", 404, NOW - age), NOW) is fresh


class TestHouseRules:
    @pytest.mark.parametrize(
        "path", ["/api/v2/events/?count=100", "/explore/ja.atom", "/event/1.ics", "/robots.txt", "/%61pi/v2/"]
    )
    def test_allowed(self, path):
        assert forbidden(f"https://connpass.com{path}") is None

    @pytest.mark.parametrize(
        "path",
        [
            "",
            "/",
            "/event/1/",
            "/search/?q=.ics",
            "/event/1/?x=/api/",
            "/api/../event/1/",
            "/api/%2e%2e/event/1/",
            "/apiary",
            "//event/1",
        ],
    )
    @pytest.mark.parametrize(
        "host", ["connpass.com", "group.connpass.com", "CONNPASS.COM", "connpass.com:443", "connpass.com."]
    )
    def test_forbidden(self, host, path):
        assert "connpass" in forbidden(f"https://{host}{path}")

    def test_other_sites_have_none(self):
        assert forbidden("https://notconnpass.com/event/1/") is None
        assert forbidden("https://connpass.com.example/event/1/") is None

    def test_a_household_is_a_host_or_a_domain(self):
        assert household("https://me:pw@A.example:8443/x") == "a.example:8443"
        assert household("https://a.example/x") == household("http://a.example/y")
        assert household("https://x.connpass.com/") == household("https://connpass.com/") == "connpass.com"

    def test_the_longest_wish_counts(self):
        slow = Robots("User-agent: *\nCrawl-delay: 7")
        assert spacing("https://a.example/", 1.0, Robots("")) == 1.0
        assert spacing("https://a.example/", 1.0, slow) == 7
        assert spacing("https://connpass.com/ja.atom", 1.0, Robots("")) == 5
        assert spacing("https://connpass.com/ja.atom", 9.0, slow) == 9


class TestRetryAfter:
    @pytest.mark.parametrize(
        ("value", "seconds"),
        [
            (None, None),
            ("", None),
            ("soon", None),
            ("-5", None),
            ("0", 0),
            (" 120 ", 120),
            ("1.5", 1.5),
            ("99999999999999999999", LONGEST_REST),
            ("Mon, 23 Nov 2026 06:01:00 GMT", 60),
            ("Monday, 23-Nov-26 06:01:00 GMT", 60),
            ("Mon, 23 Nov 2026 15:01:00 +0900", 60),
            ("Mon, 23 Nov 2026 05:00:00 GMT", 0),
            ("Mon, 23 Nov 2099 05:00:00 GMT", LONGEST_REST),
            ("Mon, 99 Nov 2026 05:00:00 GMT", None),
        ],
    )
    def test_seconds_or_a_date(self, value, seconds):
        assert retry_after(value, NOW) == seconds

    @given(st.text(max_size=40))
    def test_property_nonsense_is_none_or_bounded(self, value):
        found = retry_after(value, NOW)
        assert found is None or 0 <= found <= LONGEST_REST


@pytest.mark.parametrize(
    ("status", "worth"),
    [
        (200, False),
        (304, False),
        (404, False),
        (408, True),
        (425, True),
        (429, True),
        (500, True),
        (501, False),
        (503, True),
        (505, False),
        (522, True),
        (530, False),
    ],
)
def test_which_states_pass(status, worth):
    assert worth_retrying(status) is worth


class TestShown:
    @pytest.mark.parametrize(
        ("url", "seen"),
        [
            ("https://a.example/x?page=2", "https://a.example/x?page=2"),
            ("https://me:pw@a.example:8443/x", "https://a.example:8443/x"),
            (
                "https://a.example/x?API_Key=abc&page=2&access_token=def",
                "https://a.example/x?API_Key=…&page=2&access_token=…",
            ),
            ("https://a.example/x?key", "https://a.example/x?key"),
            (
                "https://calendar.example/ical/me/private-0123abc/basic.ics",
                "https://calendar.example/ical/me/private-…/basic.ics",
            ),
            ("https://[bad/x", "(unreadable address)"),
        ],
    )
    def test_without_secrets(self, url, seen):
        assert shown(url) == seen

    @given(st.text(max_size=80))
    def test_property_never_raises(self, text):
        assert "geheim" not in shown(
            f"https://me:geheim@a.example/?token=geheim{text.replace('&', '').replace('#', '').replace('geheim', '')}"
        )


@pytest.mark.parametrize(
    ("contact", "agent"),
    [
        ("", "Asagao/1.2"),
        ("https://a.example/about", "Asagao/1.2 (+https://a.example/about)"),
        ("mailto:me@a.example", "Asagao/1.2 (+mailto:me@a.example)"),
        ("https://a.example/\r\nX-Evil: 1)", "Asagao/1.2 (+https://a.example/X-Evil:1)"),
        ("連絡先", "Asagao/1.2"),
    ],
)
def test_the_user_agent(contact, agent):
    assert user_agent("1.2", contact) == agent
