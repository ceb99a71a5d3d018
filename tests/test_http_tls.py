"""Secure connections: whom to trust, and how long still. The certificate in tests/data/tls serves tests only."""

import ssl
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import stamina

from aggregator.http import Outside
from aggregator.model import TroubleKind
from aggregator.plugin import Request
from tests.loopback import Loopback, Reply, Time, fetch_one, world

PEM = Path(__file__).parent / "data" / "tls" / "server.pem"
ENDS = datetime.fromisoformat("2126-10-30T14:59:04+00:00")


@pytest.fixture(autouse=True)
def _no_back_off():
    with stamina.set_testing(True, attempts=3, cap=True):
        yield


@pytest.fixture
def site():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(PEM)
    with Loopback(context) as server:
        yield server.on("/a", Reply(body=b"x"))


@pytest.fixture
def trust():
    return ssl.create_default_context(cafile=PEM)


def secure(time, trust):
    return Outside(trust=trust, clock=time.clock, sleep=time.sleep)


def test_a_certificate_that_we_trust(site, trust):
    time = Time()
    page = fetch_one(time, site.url("/a"), outside=secure(time, trust))
    assert (page.body, page.notices) == (b"x", ())


@pytest.mark.parametrize("scheme", ["webcal", "WEBCALS"])
def test_a_calendar_address_is_a_secure_one(site, trust, scheme):
    time = Time()
    url = site.url("/a").replace("https", scheme)
    assert fetch_one(time, url, outside=secure(time, trust)).url == site.url("/a")


def test_one_that_we_do_not(site):
    error = fetch_one(Time(), site.url("/a"))
    assert error.kind is TroubleKind.CERTIFICATE
    assert "self-signed" in error.message
    assert site.asked == []


def test_one_for_another_name(site, trust):
    time = Time()
    outside = world(time, {"other.example": "1.2.3.4", "secure.example": "1.2.3.4"}, {"1.2.3.4": site}, trust=trust)
    assert (
        fetch_one(time, "https://other.example/a", outside=outside, allow_private=False).kind is TroubleKind.CERTIFICATE
    )
    assert fetch_one(time, "https://secure.example/a", outside=outside, allow_private=False).body == b"x"


def test_no_tls_behind_an_https_address(trust):
    time = Time()
    with Loopback() as plain:
        error = fetch_one(time, plain.url("/a").replace("http:", "https:"), outside=secure(time, trust))
    assert error.kind is TroubleKind.CERTIFICATE


@pytest.mark.parametrize(("left", "told"), [(timedelta(days=15), False), (timedelta(days=13), True)])
def test_one_that_is_about_to_end(site, trust, left, told):
    time = Time(ENDS - left)
    notices = fetch_one(time, site.url("/a"), outside=secure(time, trust)).notices
    assert [notice.kind for notice in notices] == [TroubleKind.CERTIFICATE_EXPIRING] * told
    assert all(notice.value == ENDS.isoformat() for notice in notices)


def test_secrets_are_not_sent_in_the_open_after_a_downgrade(site, trust):
    time = Time()
    site.on("/a", Reply(302, headers={"Location": "http://secure.example/b"}))
    request = Request("https://secure.example/a", secret={"X-Key": "SITE_KEY"})
    with Loopback() as plain:
        plain.on("/b", Reply(302, headers={"Location": "https://secure.example/c"}))
        site.on("/c", Reply(body=b"x"))
        outside = world(time, {"secure.example": "1.2.3.4"}, {"1.2.3.4:80": plain, "1.2.3.4:443": site}, trust=trust)
        fetch_one(time, request, outside=outside, allow_private=False, environment={"SITE_KEY": "k-123"})
        assert "x-key" not in plain.asked[-1].headers
    assert [asked.path for asked in site.asked if "x-key" in asked.headers] == ["/a", "/c"]


def test_secrets_survive_the_upgrade_to_https(site, trust):
    time = Time()
    with Loopback() as plain:
        plain.on("/a", Reply(301, headers={"Location": "https://secure.example/a"}))
        outside = world(time, {"secure.example": "1.2.3.4"}, {"1.2.3.4:80": plain, "1.2.3.4:443": site}, trust=trust)
        request = Request("http://secure.example/a", secret={"X-Key": "SITE_KEY"})
        assert (
            fetch_one(time, request, outside=outside, allow_private=False, environment={"SITE_KEY": "k-123"}).body
            == b"x"
        )
    assert site.asked[-1].headers["x-key"] == "k-123"
