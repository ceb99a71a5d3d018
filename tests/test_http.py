"""The fetcher against real servers on the loopback interface."""

import asyncio
import gzip
import logging
import ssl
import threading
from contextlib import ExitStack
from datetime import timedelta

import pytest
import stamina
from hypothesis import given
from hypothesis import strategies as st

from aggregator import __version__
from aggregator.errors import FetchError
from aggregator.http import Http, Outside
from aggregator.model import TroubleKind
from aggregator.plugin import Request
from aggregator.polite import CachedRobots, MemoryCache
from tests.loopback import WINDOW, Dial, Loopback, Reply, Time, fetch, fetch_one, world

FEED = Reply(body=b"<rss/>", headers={"Content-Type": "application/rss+xml"})
PUBLIC, OTHER = "1.2.3.4", "5.6.7.8"


@pytest.fixture(autouse=True)
def _no_back_off():
    with stamina.set_testing(True, attempts=3, cap=True):
        yield


@pytest.fixture
def site():
    with Loopback() as server:
        yield server


@pytest.fixture
def other():
    with Loopback() as server:
        yield server


@pytest.fixture
def time():
    return Time()


def without_robots(site, time):
    """A cache that knows that ``site`` has no robots.txt: a short timeout is for the page alone."""
    cache = MemoryCache()
    cache.put_robots(site.base, CachedRobots("", 404, time.now()))
    return cache


class TestConditionalRequests:
    def versioned(self, *bodies):
        """Replies with an entity tag, 304 to who holds the current one."""
        current = iter(bodies)
        state = {"body": next(current)}

        def answer(asked):
            tag = f'"{hash(state["body"])}"'
            if asked.headers.get("if-none-match") == tag:
                return Reply(304, headers={"ETag": tag})
            return Reply(body=state["body"], headers={"ETag": tag, "Content-Type": "text/plain"})

        return answer, lambda: state.update(body=next(current))

    def test_unchanged_page_comes_from_the_cache(self, site, time):
        answer, _ = self.versioned("朝の会".encode())
        site.on("/a", answer)
        cache = MemoryCache()
        first = fetch_one(time, site.url("/a"), cache=cache)
        time.pass_(hours=3)
        second = fetch_one(time, site.url("/a"), cache=cache)
        assert (first.not_modified, second.not_modified) == (False, True)
        assert first.text == second.text == "朝の会"
        assert second.content_type == "text/plain"
        kept = cache.get(site.url("/a"))
        assert kept.fetched_at == time.now()
        assert kept.changed_at < kept.fetched_at

    def test_changed_page_is_taken_and_remembered(self, site, time):
        answer, change = self.versioned(b"one", b"two")
        site.on("/a", answer)
        cache = MemoryCache()
        fetch_one(time, site.url("/a"), cache=cache)
        change()
        time.pass_(hours=1)
        assert fetch_one(time, site.url("/a"), cache=cache).text == "two"
        assert cache.get(site.url("/a")).changed_at > WINDOW.start
        assert fetch_one(time, site.url("/a"), cache=cache).not_modified

    def test_last_modified_alone_is_enough(self, site, time):
        stamp = "Mon, 23 Nov 2026 05:00:00 GMT"
        site.on(
            "/a",
            lambda asked: (
                Reply(304)
                if asked.headers.get("if-modified-since") == stamp
                else Reply(body=b"x", headers={"Last-Modified": stamp})
            ),
        )
        first, second = fetch(time, site.url("/a"), site.url("/a"))
        assert (first.not_modified, second.not_modified, second.body) == (False, True, b"x")

    def test_without_validators_the_body_is_not_kept_but_its_age_is(self, site, time):
        site.on("/a", Reply(body=b"same"), Reply(body=b"same"), Reply(body=b"new"))
        cache = MemoryCache()
        fetch_one(time, site.url("/a"), cache=cache)
        since = time.now()
        time.pass_(days=1)
        fetch_one(time, site.url("/a"), cache=cache)
        kept = cache.get(site.url("/a"))
        assert (kept.body, kept.changed_at) == (b"", since)
        fetch_one(time, site.url("/a"), cache=cache)
        assert cache.get(site.url("/a")).changed_at > since

    def test_no_store_is_respected(self, site, time):
        site.on("/a", Reply(body=b"x", headers={"ETag": '"1"', "Cache-Control": "private, No-Store"}))
        cache = MemoryCache()
        fetch_one(time, site.url("/a"), cache=cache)
        assert cache.get(site.url("/a")) is None

    def test_validators_go_to_the_page_and_not_to_the_redirect_before_it(self, site, time):
        answer, _ = self.versioned(b"x")
        site.on("/old", Reply(302, headers={"Location": "/new"})).on("/new", answer)
        _, second = fetch(time, site.url("/old"), site.url("/old"))
        assert second.not_modified
        assert [("if-none-match" in asked.headers, asked.path) for asked in site.asked[-2:]] == [
            (False, "/old"),
            (True, "/new"),
        ]

    def test_304_that_nobody_asked_for_is_an_error(self, site, time):
        error = fetch_one(time, site.on("/a", Reply(304)).url("/a"))
        assert (error.kind, error.status) == (TroubleKind.HTTP_STATUS, 304)

    def test_other_headers_are_another_page(self, site, time):
        answer, _ = self.versioned(b"x")
        site.on("/a", answer)
        plain, english = Request(site.url("/a")), Request(site.url("/a"), headers={"Accept-Language": "en"})
        pages = fetch(time, plain, english, plain, english)
        assert [page.not_modified for page in pages] == [False, False, True, True]

    def test_post_is_never_conditional(self, site, time):
        answer, _ = self.versioned(b"x")
        site.on("/a", answer)
        request = Request(site.url("/a"), method="POST")
        assert [page.not_modified for page in fetch(time, request, request)] == [False, False]


class TestWaiting:
    def test_short_retry_after_is_waited_for(self, site, time):
        site.on("/a", Reply(503, headers={"Retry-After": "7"}), FEED)
        assert fetch_one(time, site.url("/a")).body == b"<rss/>"
        assert max(time.slept) == 7

    def test_retry_after_as_a_date(self, site, time):
        later = (time.now() + timedelta(seconds=20)).strftime("%a, %d %b %Y %H:%M:%S GMT")
        site.on("/a", Reply(429, headers={"Retry-After": later}), FEED)
        assert fetch_one(time, site.url("/a")).body == b"<rss/>"
        assert max(time.slept) == pytest.approx(20)

    def test_long_retry_after_skips_the_host_until_then(self, site, time):
        site.on("/a", Reply(429, headers={"Retry-After": "3600"}), FEED).on("/b", FEED)
        cache = MemoryCache()
        first, second = fetch(time, site.url("/a"), site.url("/b"), cache=cache)
        assert first.kind is second.kind is TroubleKind.TOO_MANY_REQUESTS
        assert (first.status, first.retry_after) == (429, 3600)
        assert site.paths(robots=False) == ["/a"]
        time.pass_(minutes=50)
        assert fetch_one(time, site.url("/a"), cache=cache).kind is TroubleKind.TOO_MANY_REQUESTS
        time.pass_(minutes=11)
        assert fetch_one(time, site.url("/a"), cache=cache).body == b"<rss/>"
        assert max(time.slept, default=0) <= 1

    def test_a_server_in_trouble_is_asked_three_times(self, site, time):
        error = fetch_one(time, site.on("/a", Reply(502)).url("/a"))
        assert (error.kind, error.status) == (TroubleKind.HTTP_STATUS, 502)
        assert site.paths(robots=False) == ["/a"] * 3

    @pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451, 501])
    def test_a_definite_answer_is_not_asked_for_again(self, site, time, status):
        error = fetch_one(time, site.on("/a", Reply(status)).url("/a"))
        assert (error.kind, error.status) == (TroubleKind.HTTP_STATUS, status)
        assert site.paths(robots=False) == ["/a"]

    def test_429_without_a_hint_is_told_as_what_it_is(self, site, time):
        assert fetch_one(time, site.on("/a", Reply(429)).url("/a")).kind is TroubleKind.TOO_MANY_REQUESTS

    def test_a_dropped_connection_is_tried_again(self, site, time):
        site.on("/a", Reply(drop=True), FEED)
        assert fetch_one(time, site.url("/a")).body == b"<rss/>"

    def test_a_closed_port_is_unreachable(self, time):
        with Loopback() as site:
            url = site.url("/a")
        assert fetch_one(time, url).kind is TroubleKind.UNREACHABLE

    def test_an_unknown_name_is_unreachable(self, time):
        error = fetch_one(time, "http://nowhere.example/", outside=world(time, {}, {}))
        assert error.kind is TroubleKind.UNREACHABLE
        assert "nowhere.example" in error.message

    def test_an_unreachable_host_is_tried_for_once_in_a_run(self, time):
        outside = world(time, {"down.example": PUBLIC}, {})
        errors = fetch(
            time, *(f"http://down.example/{number}" for number in range(5)), outside=outside, allow_private=False
        )
        assert {error.kind for error in errors} == {TroubleKind.UNREACHABLE}
        assert outside.dial.dialled == [PUBLIC] * 3

    def test_a_host_that_keeps_silent_is_not_waited_for_again_and_again(self, site, time):
        for number in range(6):
            site.on(f"/{number}", Reply(before=site.closing.wait))
        errors = fetch(
            time, *(site.url(f"/{number}") for number in range(6)), timeout=0.4, cache=without_robots(site, time)
        )
        site.closing.set()
        assert [error.kind for error in errors] == [TroubleKind.TIMEOUT] * 3 + [TroubleKind.UNREACHABLE] * 3
        assert site.paths(robots=False) == ["/0", "/1", "/2"]


class TestPace:
    def test_requests_to_one_host_are_spaced(self, site, time):
        site.on("/a", FEED)
        outside = world(time, {"club.example": PUBLIC}, {PUBLIC: site})
        fetch(time, *["http://club.example/a"] * 4, interval=2.5, outside=outside, allow_private=False)
        assert time.slept == [2.5, 2.5, 2.5]

    def test_a_server_on_this_machine_need_not_be_spared(self, site, time):
        site.on("/a", FEED)
        fetch(time, *[site.url("/a")] * 4, interval=2.5)
        assert time.slept == []

    def test_robots_can_ask_for_more(self, site, time):
        site.on("/robots.txt", Reply(body=b"User-agent: *\nCrawl-delay: 12")).on("/a", FEED)
        fetch(time, *[site.url("/a")] * 3)
        assert time.slept == [12, 12]

    def test_a_delay_beyond_patience_leaves_the_rest_for_the_next_run(self, site, time):
        site.on("/robots.txt", Reply(body=b"User-agent: *\nCrawl-delay: 600")).on("/a", FEED)
        first, second = fetch(time, *[site.url("/a")] * 2)
        assert first.body
        assert second.kind is TroubleKind.TOO_MANY_REQUESTS
        assert time.slept == []

    def test_other_hosts_need_not_wait(self, site, other, time):
        site.on("/a", FEED)
        other.on("/a", FEED)
        fetch(time, site.url("/a"), other.url("/a"))
        assert time.slept == []

    def test_one_request_at_a_time_for_a_host_and_hosts_beside_each_other(self, site, other, time):
        """Each server holds its first page until the other has been asked: one after another would never end."""
        together = threading.Barrier(2, timeout=10)
        for server in (site, other):
            server.on("/first", Reply(body=b"x", before=together.wait))
            for number in range(6):
                server.on(f"/{number}", FEED)

        async def run():
            async with Http(now=time.now, outside=Outside(clock=time.clock, sleep=time.sleep)) as http:
                urls = [
                    server.url(path)
                    for server in (site, other)
                    for path in ("/first", *(f"/{number}" for number in range(6)))
                ]
                return await asyncio.gather(
                    *(http.get("s", Request(url), WINDOW, interval=0.01, allow_private=True) for url in urls)
                )

        pages = asyncio.run(run())
        assert len(pages) == 14
        assert (site.busiest, other.busiest) == (1, 1)

    def test_as_many_hosts_at_once_as_allowed(self, time):
        """Pages are answered in pairs: with one exchange at a time this would never end."""
        pairs, lock, busy, most = threading.Barrier(2, timeout=10), threading.Lock(), [0], [0]

        def answer(_asked):
            with lock:
                busy[0] += 1
                most[0] = max(most[0], busy[0])
            pairs.wait()
            with lock:
                busy[0] -= 1
            return FEED

        async def run(sites):
            async with Http(now=time.now, hosts=2, outside=Outside(clock=time.clock, sleep=time.sleep)) as http:
                await asyncio.gather(
                    *(http.get("s", Request(site.url("/a")), WINDOW, allow_private=True) for site in sites)
                )

        with ExitStack() as stack:
            asyncio.run(run([stack.enter_context(Loopback().on("/a", answer)) for _ in range(6)]))
        assert most[0] == 2


class TestRobots:
    def test_forbidden_page_is_not_fetched(self, site, time):
        site.on("/robots.txt", Reply(body=b"User-agent: *\nDisallow: /members/")).on("/members/a", FEED).on("/a", FEED)
        no, yes = fetch(time, site.url("/members/a"), site.url("/a"))
        assert no.kind is TroubleKind.ROBOTS
        assert yes.body
        assert site.paths() == ["/robots.txt", "/a"]

    def test_rules_for_our_own_name_win(self, site, time):
        site.on("/robots.txt", Reply(body=b"User-agent: *\nDisallow: /\n\nUser-agent: asagao\nAllow: /")).on("/a", FEED)
        assert fetch_one(time, site.url("/a")).body

    @pytest.mark.parametrize("status", [401, 403, 404, 410])
    def test_none_allows_everything(self, site, time, status):
        assert fetch_one(time, site.on("/robots.txt", Reply(status)).on("/a", FEED).url("/a")).body

    def test_a_server_that_cannot_say_is_left_alone(self, site, time):
        site.on("/robots.txt", Reply(500)).on("/a", FEED)
        errors = fetch(time, site.url("/a"), site.url("/a"))
        assert {error.kind for error in errors} == {TroubleKind.ROBOTS}
        assert site.paths() == ["/robots.txt"] * 3

    def test_a_kept_copy_serves_while_the_server_is_in_trouble(self, site, time):
        site.on("/robots.txt", Reply(body=b"User-agent: *\nDisallow: /x"), Reply(500)).on("/a", FEED)
        cache = MemoryCache()
        fetch_one(time, site.url("/a"), cache=cache)
        time.pass_(days=3)
        assert fetch_one(time, site.url("/a"), cache=cache).body
        assert fetch_one(time, site.url("/x"), cache=cache).kind is TroubleKind.ROBOTS

    def test_asked_for_once_a_day(self, site, time):
        site.on("/robots.txt", Reply(404)).on("/a", FEED)
        cache = MemoryCache()
        for _ in range(3):
            fetch(time, site.url("/a"), site.url("/a"), cache=cache)
            time.pass_(hours=11)
        assert site.paths().count("/robots.txt") == 1
        time.pass_(hours=3)
        fetch_one(time, site.url("/a"), cache=cache)
        assert site.paths().count("/robots.txt") == 2

    def test_its_redirects_are_followed(self, site, time):
        site.on("/robots.txt", Reply(301, headers={"Location": "/other.txt"})).on(
            "/other.txt", Reply(body=b"User-agent: *\nDisallow: /a")
        )
        assert fetch_one(time, site.on("/a", FEED).url("/a")).kind is TroubleKind.ROBOTS

    def test_its_redirect_in_a_circle_means_there_is_none(self, site, time):
        site.on("/robots.txt", Reply(302, headers={"Location": "/robots.txt"})).on("/a", FEED)
        assert fetch_one(time, site.url("/a")).body
        assert site.paths().count("/robots.txt") == 6

    def test_a_huge_one_is_read_up_to_the_cap(self, site, time):
        rules = b"User-agent: *\nDisallow: /a\n" + b"# filler\n" * 80_000
        assert (
            fetch_one(time, site.on("/robots.txt", Reply(body=rules)).on("/a", FEED).url("/a")).kind
            is TroubleKind.ROBOTS
        )

    def test_of_every_host_on_the_way(self, site, other, time):
        site.on("/a", Reply(302, headers={"Location": other.url("/b")}))
        other.on("/robots.txt", Reply(body=b"User-agent: *\nDisallow: /b")).on("/b", FEED)
        assert fetch_one(time, site.url("/a")).kind is TroubleKind.ROBOTS
        assert other.paths() == ["/robots.txt"]

    def test_waiters_share_one_request(self, site, time):
        site.on("/robots.txt", Reply(500)).on("/a", FEED)

        async def run():
            async with Http(now=time.now, outside=Outside(clock=time.clock, sleep=time.sleep)) as http:
                gets = (http.get("s", Request(site.url("/a")), WINDOW, allow_private=True) for _ in range(8))
                return await asyncio.gather(*gets, return_exceptions=True)

        assert {error.kind for error in asyncio.run(run())} == {TroubleKind.ROBOTS}
        assert len(site.asked) == 3


class TestRedirects:
    def test_followed_to_the_page(self, site, time):
        site.on("/a", Reply(302, headers={"Location": "b?x=1#part"})).on("/b?x=1", FEED)
        page = fetch_one(time, site.url("/a"))
        assert (page.url, page.request.url, page.notices) == (site.url("/b?x=1"), site.url("/a"), ())

    def test_a_circle_ends(self, site, time):
        site.on("/a", Reply(302, headers={"Location": "/b"})).on("/b", Reply(302, headers={"Location": "/a"}))
        assert fetch_one(time, site.url("/a")).kind is TroubleKind.REDIRECT_LOOP
        assert site.paths(robots=False) == ["/a", "/b"]

    def test_an_endless_chain_ends(self, site, time):
        for number in range(30):
            site.on(f"/{number}", Reply(302, headers={"Location": f"/{number + 1}"}))
        assert fetch_one(time, site.url("/0")).kind is TroubleKind.REDIRECT_LOOP
        assert len(site.paths(robots=False)) == 11

    def test_a_page_that_sets_a_cookie_and_comes_back_is_read(self, site, time):
        def answer(asked):
            if "session=1" in asked.headers.get("cookie", ""):
                return FEED
            return Reply(302, headers={"Location": "/a", "Set-Cookie": "session=1; Path=/"})

        assert fetch_one(time, site.on("/a", answer).url("/a")).body == b"<rss/>"

    def test_cookies_do_not_outlive_the_page(self, site, time):
        site.on("/a", Reply(body=b"x", headers={"Set-Cookie": "who=me; Path=/"}))
        fetch(time, site.url("/a"), site.url("/a"))
        assert not any("cookie" in asked.headers for asked in site.asked)

    def test_moved_for_good_is_told(self, site, time):
        site.on("/a", Reply(301, headers={"Location": "/b"})).on("/b", Reply(308, headers={"Location": "/c"})).on(
            "/c", Reply(307, headers={"Location": "/d"})
        ).on("/d", FEED)
        (notice,) = fetch_one(time, site.url("/a")).notices
        assert (notice.kind, notice.url, notice.value, notice.source) == (
            TroubleKind.MOVED,
            site.url("/a"),
            site.url("/c"),
            "src",
        )

    def test_permanent_after_temporary_says_nothing_of_the_first_address(self, site, time):
        site.on("/a", Reply(302, headers={"Location": "/b"})).on("/b", Reply(301, headers={"Location": "/c"})).on(
            "/c", FEED
        )
        assert fetch_one(time, site.url("/a")).notices == ()

    def test_a_redirect_without_an_address_is_a_status(self, site, time):
        assert fetch_one(time, site.on("/a", Reply(302)).url("/a")).kind is TroubleKind.HTTP_STATUS

    @pytest.mark.parametrize(
        "location", ["ftp://files.example/a", "file:///etc/passwd", "javascript:alert(1)", "data:text/html,x"]
    )
    def test_other_schemes_are_refused(self, site, time, location):
        assert (
            fetch_one(time, site.on("/a", Reply(302, headers={"Location": location})).url("/a")).kind
            is TroubleKind.FORBIDDEN_ADDRESS
        )

    def test_an_unreadable_address_is_named(self, site, time):
        error = fetch_one(time, site.on("/a", Reply(302, headers={"Location": "http://[::bad/"})).url("/a"))
        assert error.kind is TroubleKind.UNREACHABLE

    def test_credentials_in_the_new_address_are_refused(self, site, time):
        error = fetch_one(
            time, site.on("/a", Reply(302, headers={"Location": f"http://me:pw@127.0.0.1:{site.port}/b"})).url("/a")
        )
        assert error.kind is TroubleKind.FORBIDDEN_ADDRESS
        assert "pw" not in str(error)

    @pytest.mark.parametrize(
        ("status", "method"), [(301, "GET"), (302, "GET"), (303, "GET"), (307, "POST"), (308, "POST")]
    )
    def test_the_method_of_the_next_request(self, site, time, status, method):
        site.on("/a", Reply(status, headers={"Location": "/b"})).on("/b", FEED)
        fetch_one(time, Request(site.url("/a"), method="POST"))
        assert site.asked[-1].method == method

    def test_a_redirect_can_be_the_sites_way_to_say_no_hits(self, site, time):
        site.on("/a", Reply(302, headers={"Location": "/top"}))
        assert fetch_one(time, Request(site.url("/a"), empty_status=(302,))).body == b""


class TestAddresses:
    def test_this_machine_is_refused(self, site, time):
        error = fetch_one(time, site.url("/a"), allow_private=False)
        assert error.kind is TroubleKind.FORBIDDEN_ADDRESS
        assert site.asked == []

    def test_a_name_of_a_private_address_is_refused(self, site, time):
        outside = world(time, {"inside.example": "192.168.3.4"}, {"192.168.3.4": site})
        assert (
            fetch_one(time, "http://inside.example/", allow_private=False, outside=outside).kind
            is TroubleKind.FORBIDDEN_ADDRESS
        )
        assert outside.dial.dialled == []

    def test_a_private_address_behind_a_redirect_is_refused(self, site, other, time):
        outside = world(
            time,
            {"public.example": PUBLIC, "169.254.169.254": "169.254.169.254"},
            {PUBLIC: site, "169.254.169.254": other},
        )
        site.on("/a", Reply(302, headers={"Location": "http://169.254.169.254/latest/meta-data/"}))
        error = fetch_one(time, "http://public.example/a", allow_private=False, outside=outside)
        assert error.kind is TroubleKind.FORBIDDEN_ADDRESS
        assert other.asked == []

    def test_a_name_that_changes_its_address_gains_nothing(self, site, other, time):
        """DNS rebinding: public for the check, private for the connection. Every connection is made to the judged address."""
        answers = iter([[PUBLIC], ["127.0.0.1"], ["127.0.0.1"]])

        async def rebinding(_host, _port):
            return next(answers)

        dial = Dial({PUBLIC: site.port, "127.0.0.1": other.port})
        outside = Outside(resolve=rebinding, dial=dial, clock=time.clock, sleep=time.sleep)
        site.on("/robots.txt", Reply(404, headers={"Connection": "close"})).on("/a", FEED)
        error = fetch_one(time, "http://evil.example/a", allow_private=False, outside=outside)
        assert error.kind is TroubleKind.FORBIDDEN_ADDRESS
        assert dial.dialled == [PUBLIC]
        assert other.asked == []

    def test_a_private_address_among_public_ones_is_passed_over(self, site, time):
        outside = world(time, {"both.example": ["10.0.0.7", PUBLIC]}, {PUBLIC: site})
        site.on("/a", FEED)
        assert fetch_one(time, "http://both.example/a", allow_private=False, outside=outside).body
        assert set(outside.dial.dialled) == {PUBLIC}

    def test_the_next_address_is_tried_when_one_does_not_answer(self, site, time):
        outside = world(time, {"two.example": [OTHER, PUBLIC]}, {PUBLIC: site})
        assert fetch_one(time, "http://two.example/a", allow_private=False, outside=outside).status == 404
        assert outside.dial.dialled[:2] == [OTHER, PUBLIC]

    def test_an_open_connection_is_not_lent_to_who_may_not_connect(self, site, time):
        site.on("/a", FEED)

        async def run():
            async with Http(now=time.now, outside=Outside(clock=time.clock, sleep=time.sleep)) as http:
                await http.get("mine", Request(site.url("/a")), WINDOW, allow_private=True)
                with pytest.raises(FetchError) as caught:
                    await http.get("theirs", Request(site.url("/a")), WINDOW)
                return caught.value

        assert asyncio.run(run()).kind is TroubleKind.FORBIDDEN_ADDRESS

    @pytest.mark.parametrize(
        "url",
        ["ftp://a.example/", "file:///etc/passwd", "gopher://a.example", "/relative", "https:///nohost", "a.example/x"],
    )
    def test_only_web_addresses(self, time, url):
        assert fetch_one(time, url).kind is TroubleKind.FORBIDDEN_ADDRESS

    def test_credentials_in_the_address_are_refused_and_not_repeated(self, time):
        error = fetch_one(time, "https://user:geheim@a.example/")
        assert error.kind is TroubleKind.FORBIDDEN_ADDRESS
        assert "geheim" not in str(error)
        assert "geheim" not in error.url

    @pytest.mark.parametrize(
        "url",
        [
            "https://connpass.com/event/1/",
            "https://tokyo.connpass.com/",
            "https://CONNPASS.com/explore/",
            "https://connpass.com/api/../event/1/",
        ],
    )
    def test_pages_of_a_site_that_forbids_it_are_not_fetched(self, time, url):
        error = fetch_one(time, url)
        assert error.kind is TroubleKind.ROBOTS
        assert "API" in error.message

    def test_a_household_with_house_rules_is_asked_at_its_pace(self, site, time):
        outside = world(time, {"connpass.com": PUBLIC, "tokyo.connpass.com": PUBLIC}, {PUBLIC: site})
        site.on("/explore/ja.atom", FEED).on("/ja.atom", FEED)
        fetch(
            time,
            "http://connpass.com/explore/ja.atom",
            "http://tokyo.connpass.com/ja.atom",
            allow_private=False,
            outside=outside,
        )
        assert time.slept == [5.0]


ANY = st.text(st.characters(), max_size=30)  # lone surrogates included
TRUST = ssl.create_default_context()


@given(
    st.sampled_from(["", "http://", "https://", "http://a.example/", "http://[", "//", "http://a.example:"]),
    st.text(max_size=30),
)
def test_property_any_text_is_an_address_or_a_named_failure(start, rest):
    time = Time()
    error = fetch_one(time, start + rest, outside=world(time, {}, {}, trust=TRUST))
    assert isinstance(error, FetchError)


@pytest.fixture(scope="module")
def echo():
    with Loopback() as server:
        yield server


@given(ANY, ANY, ANY, ANY)
def test_property_any_header_and_parameter_is_sent_or_a_named_failure(echo, name, value, key, term):
    time = Time()
    request = Request("http://a.example/", headers={name: value}, params={key: term})
    error = fetch_one(
        time, request, outside=world(time, {"a.example": PUBLIC}, {PUBLIC: echo}, trust=TRUST), allow_private=False
    )
    assert isinstance(error, FetchError)


class TestBodies:
    def test_a_huge_body_stops_at_the_cap(self, site, time):
        sent = []

        def endless():
            while True:
                sent.append(1)
                yield b"x" * 65536

        error = fetch_one(time, site.on("/a", Reply(stream=endless)).url("/a"), max_bytes=1_000_000)
        assert error.kind is TroubleKind.TOO_LARGE
        assert len(sent) < 1000

    def test_a_gzip_bomb_stops_at_the_cap(self, site, time):
        bomb = gzip.compress(b"\0" * 50_000_000)
        error = fetch_one(
            time, site.on("/a", Reply(body=bomb, headers={"Content-Encoding": "gzip"})).url("/a"), max_bytes=1_000_000
        )
        assert error.kind is TroubleKind.TOO_LARGE

    def test_a_body_at_the_cap_is_read(self, site, time):
        assert len(fetch_one(time, site.on("/a", Reply(body=b"y" * 5000)).url("/a"), max_bytes=5000).body) == 5000

    def test_a_slow_drip_meets_the_time_cap(self, site, time):
        def drip():
            while not site.closing.wait(0.02):
                yield b"."

        error = fetch_one(
            time, site.on("/a", Reply(stream=drip)).url("/a"), timeout=0.4, cache=without_robots(site, time)
        )
        assert error.kind is TroubleKind.TIMEOUT
        assert site.paths(robots=False) == ["/a"]

    def test_a_server_that_never_answers_meets_it_too(self, site, time):
        error = fetch_one(
            time,
            site.on("/a", Reply(before=site.closing.wait)).url("/a"),
            timeout=0.4,
            cache=without_robots(site, time),
        )
        site.closing.set()
        assert error.kind is TroubleKind.TIMEOUT

    def test_a_truncated_body_is_no_page(self, site, time):
        error = fetch_one(time, site.on("/a", Reply(body=b'{"events": [', length=500)).url("/a"))
        assert error.kind is TroubleKind.UNREACHABLE

    @pytest.mark.parametrize("body", [b"", b" \r\n\t\n"])
    @pytest.mark.parametrize("status", [200, 202])
    def test_nothing_is_not_a_quiet_day(self, site, time, body, status):
        assert fetch_one(time, site.on("/a", Reply(status, body)).url("/a")).kind is TroubleKind.EMPTY_BODY

    def test_a_status_that_means_no_hits_is_an_empty_page(self, site, time):
        page = fetch_one(time, Request(site.on("/a", Reply(404, b"nothing found")).url("/a"), empty_status=(404,)))
        assert (page.body, page.url) == (b"", site.url("/a"))

    def test_gzip_is_unpacked(self, site, time):
        body = "朝活と交流会".encode() * 1000
        page = fetch_one(
            time, site.on("/a", Reply(body=gzip.compress(body), headers={"Content-Encoding": "gzip"})).url("/a")
        )
        assert page.body == body

    def test_an_encoding_that_was_not_asked_for_is_named(self, site, time):
        error = fetch_one(time, site.on("/a", Reply(body=b"xx", headers={"Content-Encoding": "br"})).url("/a"))
        assert error.kind is TroubleKind.UNREADABLE
        assert "br" in error.message

    def test_the_header_decides_the_charset(self, site, time):
        body = "①髙橋さんの～朝会".encode("cp932")
        page = fetch_one(
            time, site.on("/a", Reply(body=body, headers={"Content-Type": "text/html; charset=Shift_JIS"})).url("/a")
        )
        assert (page.text, page.charset, page.notices) == ("①髙橋さんの～朝会", "cp932", ())

    def test_a_wrong_charset_is_read_and_told(self, site, time):
        body = "句会のお知らせ。はじめての方も歓迎します。".encode("cp932")
        page = fetch_one(
            time, site.on("/a", Reply(body=body, headers={"Content-Type": "text/html; charset=UTF-8"})).url("/a")
        )
        assert page.text == "句会のお知らせ。はじめての方も歓迎します。"
        (notice,) = page.notices
        assert (notice.kind, notice.value) == (TroubleKind.UNREADABLE, "UTF-8")

    def test_head_has_no_body(self, site, time):
        assert fetch_one(time, Request(site.on("/a", FEED).url("/a"), method="HEAD")).kind is TroubleKind.EMPTY_BODY


NONSENSE = {
    "no http": b"hello\r\n\r\n",
    "noise": bytes(range(256)) * 4,
    "status in words": b"HTTP/1.1 OK fine\r\n\r\n",
    "status far off": b"HTTP/1.1 999 Odd\r\nContent-Length: 1\r\n\r\nx",
    "early hints for ever": b"HTTP/1.1 103 Early\r\n\r\n" * 50,
    "length in words": b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\nx",
    "negative length": b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nx",
    "two lengths": b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx",
    "bad chunk": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\nx\r\n",
    "unfinished chunk": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nx",
    "endless header": b"HTTP/1.1 200 OK\r\nX: " + b"x" * 300_000,
    "header without a name": b"HTTP/1.1 200 OK\r\n: x\r\n\r\n",
    "no gzip": b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nplain",
    "half a gzip": b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(b"x" * 900)[:-12],
    "two codings": b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip, br\r\nContent-Length: 1\r\n\r\nx",
    "location of noise": b"HTTP/1.1 302 Found\r\nLocation: http://\xff\xfe:x/\r\nContent-Length: 0\r\n\r\n",
    "location with a wild port": b"HTTP/1.1 302 Found\r\nLocation: http://a.example:99999999/\r\nContent-Length: 0\r\n\r\n",
    "location without a host": b"HTTP/1.1 302 Found\r\nLocation: http:///x\r\nContent-Length: 0\r\n\r\n",
    "location in a strange name": b"HTTP/1.1 302 Found\r\nLocation: http://xn--\xe3\x81\x82/\r\nContent-Length: 0\r\n\r\n",
    "cookie of noise": b"HTTP/1.1 404 No\r\nSet-Cookie: \xff=\x80; expires=never; domain=..\r\nContent-Length: 0\r\n\r\n",
}


@pytest.mark.parametrize("raw", NONSENSE.values(), ids=NONSENSE)
@pytest.mark.parametrize("path", ["/a", "/robots.txt"])
def test_nonsense_from_a_server_is_a_named_failure(site, time, raw, path):
    site.on("/a", Reply(404)).on(path, Reply(raw=raw))
    error = fetch_one(time, site.url("/a"))
    assert isinstance(error, FetchError)
    assert error.source == "src"


@pytest.mark.parametrize("charset", ["utf-8\0", "idna", "undefined", "rot13", "unicode_escape", "\x80"])
def test_nonsense_in_the_charset_is_passed_over(site, time, charset):
    site.on(
        "/a",
        Reply(
            raw=f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset={charset}\r\n\r\n".encode() + "朝の会".encode()
        ),
    )
    page = fetch_one(time, site.url("/a"))
    assert isinstance(page, FetchError) or page.text == "朝の会"


class TestSecretsAndNames:
    def test_the_user_agent_is_honest(self, site, time):
        fetch_one(time, site.on("/a", FEED).url("/a"), contact="https://asagao.example/about")
        assert {asked.headers["user-agent"] for asked in site.asked} == {
            f"Asagao/{__version__} (+https://asagao.example/about)"
        }

    def test_a_secret_comes_from_the_environment(self, site, time):
        request = Request(
            site.on("/a", FEED).url("/a"), secret={"X-Key": "SITE_KEY", "Authorization": "Bearer SITE_TOKEN"}
        )
        fetch_one(time, request, environment={"SITE_KEY": "k-123", "SITE_TOKEN": " t-456\n"})
        assert site.asked[-1].headers["x-key"] == "k-123"
        assert site.asked[-1].headers["authorization"] == "Bearer t-456"
        assert "x-key" not in site.asked[0].headers

    @pytest.mark.parametrize(
        "environment", [{}, {"SITE_KEY": ""}, {"SITE_KEY": "  "}, {"SITE_KEY": "鍵"}, {"SITE_KEY": "a\r\nb: c"}]
    )
    def test_a_missing_or_impossible_secret_is_named(self, site, time, environment):
        error = fetch_one(time, Request(site.url("/a"), secret={"X-Key": "SITE_KEY"}), environment=environment)
        assert error.kind is TroubleKind.NEEDS_KEY
        assert "SITE_KEY" in error.message
        assert site.asked == []

    def test_secrets_are_never_logged(self, site, time, caplog):
        caplog.set_level(logging.DEBUG)
        site.on("/a?api_key=q-789", Reply(503), FEED)
        request = Request(site.url("/a"), params={"api_key": "q-789"}, secret={"X-Key": "SITE_KEY"})
        fetch_one(time, request, environment={"SITE_KEY": "k-123"})
        assert "GET" in caplog.text
        assert "k-123" not in caplog.text
        assert "q-789" not in caplog.text

    def test_secrets_stay_with_their_host(self, site, other, time):
        site.on("/a", Reply(302, headers={"Location": other.url("/b")}))
        other.on("/b", Reply(302, headers={"Location": site.url("/c")}))
        site.on("/c", FEED)
        request = Request(site.url("/a"), headers={"Cookie": "mine=1", "X-Plain": "yes"}, secret={"X-Key": "SITE_KEY"})
        fetch_one(time, request, environment={"SITE_KEY": "k-123"})
        (abroad,) = [asked for asked in other.asked if asked.path == "/b"]
        assert ("x-key" in abroad.headers, "cookie" in abroad.headers, abroad.headers["x-plain"]) == (
            False,
            False,
            "yes",
        )
        assert site.asked[-1].headers["x-key"] == "k-123"

    @pytest.mark.parametrize(
        ("path", "params", "sent"),
        [
            ("/a", {"q": "朝活 会"}, "/a?q=%E6%9C%9D%E6%B4%BB+%E4%BC%9A"),
            ("/a?x=1", {"y": "2"}, "/a?x=1&y=2"),
            ("/a?q=%92%A9%8A%88", {"p": "1"}, "/a?q=%92%A9%8A%88&p=1"),
            ("/催し#top", {}, "/%E5%82%AC%E3%81%97"),
        ],
    )
    def test_the_address_as_it_is_sent(self, site, time, path, params, sent):
        site.on(sent, FEED)
        assert fetch_one(time, Request(site.url(path), params=params)).url == site.url(sent)

    def test_a_name_in_japanese_is_resolved_as_punycode(self, site, time):
        outside = world(time, {"xn--eckwd4c7c.example": PUBLIC}, {PUBLIC: site})
        site.on("/a", FEED)
        assert fetch_one(time, "http://ドメイン.example/a", allow_private=False, outside=outside).body

    @pytest.mark.parametrize(
        "url",
        [
            "http://[",
            "http://[::bad/",
            "http://a.example:port/",
            "http://a.example:99999999/",
            "http://\x00/",
            "http://xn--/",
        ],
    )
    def test_what_is_no_address_is_named(self, time, url):
        error = fetch_one(time, url, outside=world(time, {}, {}))
        assert error.kind is TroubleKind.UNREACHABLE
        assert error.url

    def test_an_error_names_source_and_page(self, site, time):
        error = fetch_one(time, site.url("/gone"))
        assert (error.source, error.url) == ("src", site.url("/gone"))
        assert str(error).startswith("src: ")
