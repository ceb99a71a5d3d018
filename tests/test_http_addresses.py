"""Which addresses may be connected to."""

import asyncio
from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.http.addresses import refused, resolve

PRIVATE = [
    "127.0.0.1",
    "127.8.8.8",
    "10.0.0.1",
    "172.16.3.4",
    "172.31.255.255",
    "192.168.1.1",
    "169.254.1.1",
    "100.64.0.1",
    "0.0.0.0",
    "192.0.2.1",
    "198.18.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "224.0.0.1",
    "::1",
    "::",
    "fe80::1",
    "fe80::1%eth0",
    "fc00::1",
    "fd12:3456::1",
    "fec0::1",
    "ff02::1",
    "2001:db8::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::c0a8:101",
    "64:ff9b:1::1",
    "2002:7f00:1::1",
    "2002:c0a8:101::1",
]
METADATA = [
    "169.254.169.254",
    "169.254.170.2",
    "168.63.129.16",
    "100.100.100.200",
    "fd00:ec2::254",
    "::ffff:169.254.169.254",
    "64:ff9b::a9fe:a9fe",
]
PUBLIC = [
    "8.8.8.8",
    "1.1.1.1",
    "203.104.105.1",
    "172.32.0.1",
    "2606:4700::1111",
    "2400:4070::1",
    "::ffff:8.8.8.8",
    "64:ff9b::808:808",
    "2002:808:808::1",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_need_permission(address):
    assert refused(address, allow_private=False)
    assert not refused(address, allow_private=True)


@pytest.mark.parametrize("address", METADATA)
def test_where_cloud_machines_keep_their_keys_is_never_allowed(address):
    assert refused(address, allow_private=True)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_fine(address):
    assert not refused(address, allow_private=False)


@pytest.mark.parametrize("address", ["", "localhost", "1.2.3", "::g", "1.2.3.4/8"])
def test_what_is_no_address_is_refused(address):
    assert refused(address, allow_private=True)


@given(st.integers(0, 2**32 - 1).map(IPv4Address))
def test_property_every_disguise_of_an_address_is_judged_like_it(address):
    plain = refused(str(address), allow_private=False)
    disguises = [
        IPv6Address(b"\0" * 10 + b"\xff\xff" + address.packed),
        IPv6Address(b"\0d\xff\x9b" + b"\0" * 8 + address.packed),
        IPv6Address(b"\x20\x02" + address.packed + b"\0" * 10),
    ]
    assert {refused(str(disguise), allow_private=False) for disguise in disguises} == {plain}


def test_the_systems_resolver():
    assert set(asyncio.run(resolve("127.0.0.1", 80))) == {"127.0.0.1"}
