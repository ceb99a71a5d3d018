"""Two codecs that Python lacks: EUC-JP and ISO-2022-JP as browsers read them, with the characters of Windows (①, ㈱, 髙).

Both write the same table of 94 x 94 characters as Shift_JIS does, so each pair of bytes is read through Python's cp932,
which knows Windows' rows 13 and 89 to 92 (WHATWG Encoding Standard, index jis0208). JIS X 0212 comes from Python's euc_jp.
Importing this module registers the codecs under the names by which other software knows them.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing_extensions import Buffer

EUC = "eucjp_ms"
ISO_2022 = "cp50221"

_EUC_TOKEN = re.compile(rb"[\x00-\x7f]+|(?:[\xa1-\xfe]{2})+|(?:\x8e[\xa1-\xdf])+|(?:\x8f[\xa1-\xfe]{2})+")
_ESCAPE = re.compile(rb"\x1b(\([ABJI]|\$[@B]|\$\([BD])")
_ISO_TOKEN = re.compile(rb"[\x21-\x7e]+|[\x00-\x1a\x1c-\x20\x7f]+|.", re.DOTALL)
_SETS = {
    b"(A": "ascii",
    b"(B": "ascii",
    b"(J": "roman",
    b"(I": "kana",
    b"$@": "kanji",
    b"$B": "kanji",
    b"$(B": "kanji",
    b"$(D": "more",
}
_ROMAN = {ord("\\"): "¥", ord("~"): "‾"}
_KANA = 0xFF61 - 0x21


@cache
def _pairs() -> dict[bytes, str]:
    """The characters by their two bytes in EUC (each 0xA1 to 0xFE); unassigned ones are missing."""
    table: dict[bytes, str] = {}
    for row in range(94):
        lead = row // 2 + (0x81 if row < 62 else 0xC1)
        for cell in range(94):
            trail = cell + 0x9F if row % 2 else cell + (0x40 if cell < 63 else 0x41)
            try:
                table[bytes((row + 0xA1, cell + 0xA1))] = bytes((lead, trail)).decode("cp932")
            except UnicodeDecodeError:
                continue
    return table


def decode_euc(data: Buffer, errors: str = "strict") -> tuple[str, int]:
    """Decode EUC-JP; same contract as ``codecs.decode`` functions of the standard library."""
    source = bytes(data)
    return "".join(_euc(source, errors)), len(source)


def _euc(data: bytes, errors: str) -> Iterator[str]:
    at = 0
    while at < len(data):
        found = _EUC_TOKEN.match(data, at)
        if found is None:
            put, at = _failed(EUC, data, at, at + 1, errors)
            yield put
            continue
        run, start, at = found[0], at, found.end()
        first = run[0]
        if first < 0x80:
            yield run.decode("ascii")
        elif first == 0x8E:
            yield "".join(chr(byte - 0x80 + _KANA) for byte in run[1::2])
        elif first == 0x8F:
            yield run.decode("euc_jp", errors)
        else:
            yield from _kanji(EUC, data, start, run, errors)


def _kanji(codec: str, data: bytes, start: int, run: bytes, errors: str) -> Iterator[str]:
    table = _pairs()
    for index in range(0, len(run), 2):
        character = table.get(run[index : index + 2])
        yield character if character is not None else _failed(codec, data, start + index, start + index + 2, errors)[0]


def decode_iso_2022(data: Buffer, errors: str = "strict") -> tuple[str, int]:
    """Decode ISO-2022-JP (RFC 1468) with half-width katakana, JIS X 0212 and Windows' characters."""
    source = bytes(data)
    return "".join(_iso_2022(source, errors)), len(source)


def _iso_2022(data: bytes, errors: str) -> Iterator[str]:
    charset, at = "ascii", 0
    for escape in _ESCAPE.finditer(data):
        yield from _segment(charset, data, at, escape.start(), errors)
        charset, at = _SETS[escape[1]], escape.end()
    yield from _segment(charset, data, at, len(data), errors)


def _segment(charset: str, data: bytes, start: int, end: int, errors: str) -> Iterator[str]:
    """Characters between two escape sequences. Line ends and blanks stand for themselves in every set."""
    for found in _ISO_TOKEN.finditer(data, start, end):
        run, at = found[0], found.start()
        if run[0] > 0x7F or run == b"\x1b":
            yield _failed(ISO_2022, data, at, found.end(), errors)[0]
        elif run[0] < 0x21 or run[0] == 0x7F or charset == "ascii":
            yield run.decode("ascii")
        elif charset == "roman":
            yield run.decode("ascii").translate(_ROMAN)
        elif charset == "kana":
            yield from _half_width(data, at, run, errors)
        else:
            yield from _double(charset, data, at, run, errors)


def _half_width(data: bytes, start: int, run: bytes, errors: str) -> Iterator[str]:
    for at, byte in enumerate(run, start):
        yield chr(byte + _KANA) if byte < 0x60 else _failed(ISO_2022, data, at, at + 1, errors)[0]


def _double(charset: str, data: bytes, start: int, run: bytes, errors: str) -> Iterator[str]:
    whole = len(run) - len(run) % 2
    high = bytes(byte | 0x80 for byte in run[:whole])
    if charset == "kanji":
        yield from _kanji(ISO_2022, data, start, high, errors)
    else:
        yield b"".join(b"\x8f" + high[index : index + 2] for index in range(0, whole, 2)).decode("euc_jp", errors)
    if whole < len(run):
        yield _failed(ISO_2022, data, start + whole, start + len(run), errors)[0]


def _failed(codec: str, data: bytes, start: int, end: int, errors: str) -> tuple[str, int]:
    """What the error handler puts for ``data[start:end]``, and where to go on."""
    put, resume = codecs.lookup_error(errors)(UnicodeDecodeError(codec, data, start, end, "illegal multibyte sequence"))
    return (put if isinstance(put, str) else put.decode("latin-1")), resume


def _encode(text: str, errors: str = "strict") -> tuple[bytes, int]:
    raise UnicodeEncodeError(EUC, text, 0, len(text), f"this codec only reads (errors={errors})")


def _search(name: str) -> codecs.CodecInfo | None:
    decoders = {EUC: decode_euc, ISO_2022: decode_iso_2022}
    return codecs.CodecInfo(_encode, decoders[name], name=name) if name in decoders else None


codecs.register(_search)
