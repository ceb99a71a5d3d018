"""Bodies piece by piece: whole, compressed, broken, too large."""

import asyncio
import contextlib
import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.errors import FetchError
from aggregator.http.body import read_body
from aggregator.model import TroubleKind


def read(body, coding="", cap=1_000_000, pieces=1000, *, cut=False):
    async def chunks():
        for at in range(0, len(body), pieces):
            yield body[at : at + pieces]

    return asyncio.run(read_body(chunks(), coding, cap, cut=cut))


def raw_deflate(body):
    engine = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return engine.compress(body) + engine.flush()


PACKERS = {
    "": bytes,
    "identity": bytes,
    "gzip": gzip.compress,
    " GZip ": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "deflate (raw)": raw_deflate,
}


@given(st.binary(max_size=3000), st.sampled_from(sorted(PACKERS)), st.integers(1, 700))
def test_property_what_was_packed_comes_out(body, name, pieces):
    assert read(PACKERS[name](body), name.removesuffix(" (raw)"), pieces=pieces) == body


@given(st.binary(max_size=500), st.sampled_from(["gzip", "deflate"]), st.integers(0, 200))
def test_property_the_cap_is_never_exceeded(body, coding, cap):
    packed = PACKERS[coding](body)
    assert read(packed, coding, cap, pieces=7, cut=True) == body[:cap]
    if len(body) > cap:
        with pytest.raises(FetchError) as caught:
            read(packed, coding, cap, pieces=7)
        assert caught.value.kind is TroubleKind.TOO_LARGE


@given(st.binary(max_size=300), st.sampled_from(["gzip", "deflate", "x-gzip"]))
def test_property_noise_is_a_named_trouble_or_a_body(body, coding):
    with contextlib.suppress(FetchError):
        assert isinstance(read(body, coding), bytes)


def test_members_one_after_another():
    assert read(gzip.compress(b"one ") + gzip.compress(b"two"), "gzip", pieces=5) == b"one two"


def test_bytes_after_the_end_are_nobodys():
    assert read(gzip.compress(b"one") + b"\0\0\0", "gzip") == b"one"
    assert read(zlib.compress(b"one") + b"tail", "deflate") == b"one"


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_truncated_compression_is_named(coding):
    with pytest.raises(FetchError, match="too early") as caught:
        read(PACKERS[coding](b"x" * 1000)[:-9], coding)
    assert caught.value.kind is TroubleKind.UNREADABLE


def test_an_empty_body_needs_no_compression():
    assert read(b"", "gzip") == b""


def test_unknown_codings_are_refused():
    with pytest.raises(FetchError, match="zstd"):
        read(b"x", "zstd")
