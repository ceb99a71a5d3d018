"""Running sources to their end, against real servers."""

import asyncio
import contextlib
import logging
from datetime import UTC, datetime

import pytest
import stamina

from aggregator.collect import collect, collect_all
from aggregator.errors import StoreError
from aggregator.harvest import Job
from aggregator.http import Http, Outside
from aggregator.model import TroubleKind
from aggregator.plugin import Options, ParseError, RawEvent, RecordError, Request, Source, Window
from aggregator.polite import MemoryCache
from tests.loopback import Loopback, Reply, Time

WINDOW = Window(datetime(2026, 11, 23, tzinfo=UTC), datetime(2026, 12, 23, tzinfo=UTC))


@pytest.fixture(autouse=True)
def _no_back_off():
    with stamina.set_testing(True, attempts=3, cap=True):
        yield


@pytest.fixture
def site():
    with Loopback() as server:
        yield server


class Lines(Source[Options]):
    """A page is lines: a title; ``> URL`` asks for another page; ``!`` lines go wrong in their own way."""

    def __init__(self, *urls):
        super().__init__(Options())
        self.urls = urls

    def requests(self, window):
        for url in self.urls:
            yield Request(url)

    def parse(self, page):
        for line in page.text.splitlines():
            if line.startswith("> "):
                yield Request(page.absolute(line[2:]))
            elif line.startswith("!"):
                yield self.wrong(line[1:])
            else:
                when, bar, title = line.rpartition("|")
                yield RawEvent(title=title, when=when if bar else None)

    def wrong(self, how):
        if how == "record":
            return RecordError("no title", field="title", value="")
        if how == "type":
            return RawEvent(title=["a", "list"])
        if how == "kind":
            raise ParseError("this is no list of lines", kind=TroubleKind.NOT_THE_KIND)
        raise ZeroDivisionError(how)


def page(*lines, **headers):
    return Reply(body="\n".join(lines).encode(), headers={"Content-Type": "text/plain; charset=utf-8", **headers})


def run(coroutine, cache=None):
    """Run ``coroutine(http)`` with a clock that only sleeping moves."""
    time = Time()

    async def main():
        async with Http(now=time.now, cache=cache, outside=Outside(clock=time.clock, sleep=time.sleep)) as http:
            return await coroutine(http)

    return asyncio.run(main())


def harvest(source, cache=None, **limits):
    return run(lambda http: collect("src", source, WINDOW, http, allow_private=True, **limits), cache)


def titles(found):
    return [event.title for event in found.events]


def kinds(found):
    return {trouble.kind for trouble in found.troubles}


class TestPages:
    def test_pages_are_followed_to_the_end(self, site):
        site.on("/1", page("a", "> /2")).on("/2", page("b", "> /3")).on("/3", page("c"))
        found = harvest(Lines(site.url("/1")))
        assert (titles(found), found.troubles, found.pages, found.source) == (["a", "b", "c"], (), 3, "src")

    def test_no_page_is_asked_for_twice(self, site):
        site.on("/1", page("a", "> /2", "> /2")).on("/2", page("b", "> /1", "> /2"))
        found = harvest(Lines(site.url("/1"), site.url("/1")))
        assert (titles(found), site.paths(robots=False)) == (["a", "b"], ["/1", "/2"])

    def test_endless_paging_meets_the_limit(self, site):
        for number in range(30):
            site.on(f"/{number}", page(f"event {number}", f"> /{number + 1}"))
        found = harvest(Lines(site.url("/0")), max_pages=4)
        assert titles(found) == ["event 0", "event 1", "event 2", "event 3"]
        (trouble,) = found.troubles
        assert (trouble.kind, trouble.source) == (TroubleKind.PAGE_LIMIT, "src")

    def test_a_calendar_that_goes_on_for_ever_is_left_behind_the_window(self, site):
        for month in range(11, 30):
            year, of_year = 2026 + (month - 1) // 12, (month - 1) % 12 + 1
            rows = [f"{year}年{of_year}月{day}日 19:00|定例会 {month}-{day}" for day in (5, 25)]
            site.on(f"/{month}", page(*rows, f"> /{month + 1}"))
        found = harvest(Lines(site.url("/11")))
        assert site.paths(robots=False) == ["/11", "/12", "/13"]
        assert found.troubles == ()

    def test_an_archive_is_not_followed_into_the_past_but_a_list_that_begins_there_is(self, site):
        for number in range(8):
            site.on(
                f"/back{number}", page(f"{2026 - number}-06-02|b", f"{2026 - number}-06-01|a", f"> /back{number + 1}")
            )
            site.on(f"/on{number}", page(f"{2020 + number}-06-01|a", f"{2020 + number}-06-02|b", f"> /on{number + 1}"))
        harvest(Lines(site.url("/back0")))
        assert site.paths(robots=False) == ["/back0", "/back1"]
        site.asked.clear()
        assert len(harvest(Lines(site.url("/on0"))).events) == 16

    def test_a_page_whose_days_are_not_all_told_leads_on(self, site):
        site.on("/1", page("2031-01-01|a", "b", "> /2")).on("/2", page("c"))
        assert titles(harvest(Lines(site.url("/1")))) == ["a", "b", "c"]

    def test_as_many_pages_as_the_limit_are_no_trouble(self, site):
        site.on("/1", page("a", "> /2")).on("/2", page("b"))
        assert harvest(Lines(site.url("/1")), max_pages=2).troubles == ()

    def test_unchanged_pages_are_read_again_from_the_cache(self, site):
        reply = page("a", "> /2", ETag='"1"')
        site.on("/1", lambda asked: Reply(304) if "if-none-match" in asked.headers else reply)
        site.on("/2", lambda asked: Reply(304) if "if-none-match" in asked.headers else page("b", ETag='"2"'))
        cache = MemoryCache()
        first, second = harvest(Lines(site.url("/1")), cache), harvest(Lines(site.url("/1")), cache)
        assert titles(first) == titles(second) == ["a", "b"]
        assert ((first.not_modified, first.hits), (second.not_modified, second.hits)) == ((False, 0), (True, 2))

    def test_one_changed_page_is_a_change(self, site):
        site.on(
            "/1", lambda asked: Reply(304) if "if-none-match" in asked.headers else page("a", "> /2", ETag='"1"')
        ).on("/2", page("b"))
        cache = MemoryCache()
        harvest(Lines(site.url("/1")), cache)
        found = harvest(Lines(site.url("/1")), cache)
        assert (found.not_modified, found.hits, found.pages) == (False, 1, 2)

    def test_a_status_that_means_no_hits_is_no_trouble(self, site):
        class Searching(Lines):
            def requests(self, window):
                yield Request(site.url("/none"), empty_status=(404,))

        found = harvest(Searching())
        assert (found.events, found.troubles, found.pages) == ((), (), 1)

    def test_a_source_without_requests_gives_nothing(self):
        found = harvest(Lines())
        assert (found.events, found.troubles, found.not_modified) == ((), (), False)


class TestTroubles:
    def test_a_page_that_fails_keeps_the_others(self, site):
        site.on("/1", page("a", "> /gone", "> /wrong", "> /2")).on("/wrong", page("!kind")).on("/2", page("b"))
        found = harvest(Lines(site.url("/1")))
        assert titles(found) == ["a", "b"]
        assert kinds(found) == {TroubleKind.HTTP_STATUS, TroubleKind.NOT_THE_KIND}

    def test_what_was_read_before_a_page_broke_is_kept(self, site):
        found = harvest(Lines(site.on("/1", page("a", "b", "!kind", "c")).url("/1")))
        assert titles(found) == ["a", "b"]

    def test_a_bad_record_keeps_its_neighbours(self, site):
        found = harvest(Lines(site.on("/1", page("a", "!record", "b", "!record")).url("/1")))
        (trouble,) = found.troubles
        assert titles(found) == ["a", "b"]
        assert (trouble.kind, trouble.field, trouble.count, trouble.url) == (
            TroubleKind.BAD_RECORD,
            "title",
            2,
            site.url("/1"),
        )

    def test_a_value_of_another_type_is_a_bad_record(self, site):
        (trouble,) = harvest(Lines(site.on("/1", page("a", "!type")).url("/1"))).troubles
        assert (trouble.kind, trouble.field, trouble.value) == (TroubleKind.BAD_RECORD, "title", "['a', 'list']")

    def test_a_crash_is_logged_with_its_traceback_and_the_source(self, site, caplog):
        site.on("/1", page("a", "!boom", "b")).on("/2", page("c"))
        found = harvest(Lines(site.url("/1"), site.url("/2")))
        (trouble,) = found.troubles
        assert titles(found) == ["a", "c"]
        assert (trouble.kind, trouble.detail) == (TroubleKind.CRASHED, "ZeroDivisionError: boom")
        assert "source src" in caplog.text
        assert "Traceback" in caplog.text

    def test_a_crash_before_the_first_request(self):
        class Broken(Lines):
            def requests(self, window):
                raise KeyError("group")

        (trouble,) = harvest(Broken()).troubles
        assert (trouble.kind, trouble.url) == (TroubleKind.CRASHED, None)

    def test_a_server_that_cannot_serve_is_left_in_peace(self, site):
        site.on("/1", page("a", *(f"> /{number}" for number in range(2, 12)))).on(
            "/2", Reply(429, headers={"Retry-After": "900"})
        )
        found = harvest(Lines(site.url("/1")))
        (trouble,) = found.troubles
        assert (trouble.kind, trouble.count) == (TroubleKind.TOO_MANY_REQUESTS, 1)
        assert site.paths(robots=False) == ["/1", "/2"]

    def test_the_same_failure_of_many_pages_is_told_once(self, site):
        site.on("/1", page("a", *(f"> /gone{number}" for number in range(5))))
        (trouble,) = harvest(Lines(site.url("/1"))).troubles
        assert (trouble.kind, trouble.count, trouble.url) == (TroubleKind.HTTP_STATUS, 5, site.url("/gone0"))

    def test_a_moved_address_is_told_of_the_config_only(self, site):
        site.on("/1", Reply(301, headers={"Location": "/one"})).on("/one", page("a", "> /2"))
        site.on("/2", Reply(301, headers={"Location": "/two"})).on("/two", page("b"))
        (trouble,) = harvest(Lines(site.url("/1"))).troubles
        assert (trouble.kind, trouble.url, trouble.value, trouble.count) == (
            TroubleKind.MOVED,
            site.url("/1"),
            site.url("/one"),
            1,
        )

    def test_what_is_no_address_costs_only_itself(self, site):
        site.on("/1", page("a", "> http://[", "> http://a.example:x/", "> /2")).on("/2", page("b"))
        found = harvest(Lines(site.url("/1")))
        assert titles(found) == ["a", "b"]
        assert {(trouble.kind, trouble.field) for trouble in found.troubles} == {
            (TroubleKind.BAD_RECORD, "url"),
            (TroubleKind.UNREACHABLE, None),
        }

    def test_first_addresses_that_are_none(self, site):
        found = harvest(Lines("http://[", site.on("/1", page("a")).url("/1")))
        assert (titles(found), kinds(found)) == (["a"], {TroubleKind.UNREACHABLE})

    def test_a_missing_key_says_which(self, site):
        class Keyed(Lines):
            def requests(self, window):
                yield Request(site.url("/1"), secret={"X-Key": "ASAGAO_TEST_NO_SUCH_KEY"})

        (trouble,) = harvest(Keyed()).troubles
        assert trouble.kind is TroubleKind.NEEDS_KEY
        assert "ASAGAO_TEST_NO_SUCH_KEY" in trouble.detail

    def test_private_addresses_are_refused_unless_allowed(self, site):
        found = run(lambda http: collect("src", Lines(site.url("/1")), WINDOW, http))
        assert kinds(found) == {TroubleKind.FORBIDDEN_ADDRESS}
        assert site.asked == []


class Watching:
    """Progress that remembers."""

    def __init__(self):
        self.told = []

    def started(self, name):
        self.told.append(("started", name))

    def page(self, name, pages, events):
        self.told.append(("page", name, pages, events))

    def finished(self, harvest):
        self.told.append(("finished", harvest.source, len(harvest.events)))


class TestMany:
    def jobs(self, sites):
        return [Job(f"s{number}", Lines(site.url("/1")), allow_private=True) for number, site in enumerate(sites)]

    def test_all_run_and_come_back_in_order(self):
        with contextlib.ExitStack() as stack:
            sites = [stack.enter_context(Loopback().on("/1", page(f"event {number}"))) for number in range(6)]
            watching = Watching()
            found = run(lambda http: collect_all(self.jobs(sites), WINDOW, http, watching))
        assert [titles(one) for one in found] == [[f"event {number}"] for number in range(6)]
        assert [one.source for one in found] == [f"s{number}" for number in range(6)]
        for number in range(6):
            own = [told for told in watching.told if told[1] == f"s{number}"]
            assert own == [("started", f"s{number}"), ("page", f"s{number}", 1, 1), ("finished", f"s{number}", 1)]

    def test_one_bad_source_costs_the_others_nothing(self, site, caplog):
        caplog.set_level(logging.CRITICAL)
        site.on("/1", page("a")).on("/bad", page("!boom"))
        jobs = [
            Job("good", Lines(site.url("/1")), allow_private=True),
            Job("bad", Lines(site.url("/bad")), allow_private=True),
            Job("refused", Lines(site.url("/1"))),
        ]
        good, bad, refused = run(lambda http: collect_all(jobs, WINDOW, http))
        assert (titles(good), kinds(bad), kinds(refused)) == (
            ["a"],
            {TroubleKind.CRASHED},
            {TroubleKind.FORBIDDEN_ADDRESS},
        )

    def test_no_jobs(self):
        assert run(lambda http: collect_all([], WINDOW, http)) == []

    def test_a_broken_store_ends_the_run_as_itself(self, site):
        class Broken(MemoryCache):
            def put(self, key, page):
                raise StoreError("the disk is full")

        site.on("/1", page("a"))
        with pytest.raises(StoreError, match="disk"):
            run(lambda http: collect_all(self.jobs([site]), WINDOW, http), Broken())

    def test_being_cancelled_stops_everything(self, site):
        """As by Ctrl-C: the task is cancelled while a server is still thinking."""

        async def cancelled(http):
            asked = asyncio.Event()
            loop = asyncio.get_running_loop()

            def think():
                loop.call_soon_threadsafe(asked.set)
                site.closing.wait(10)

            site.on("/1", Reply(before=think, body=b"a"))
            task = asyncio.create_task(collect_all(self.jobs([site]), WINDOW, http))
            await asked.wait()
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            site.closing.set()
            return [other for other in asyncio.all_tasks() if other is not asyncio.current_task()]

        assert run(cancelled) == []
