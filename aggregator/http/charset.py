"""Which charset a page is in, named as a Python codec. Pure.

Order as in browsers (WHATWG HTML §13.2.3): byte order mark, Content-Type, then the XML declaration or ``meta``; what none of
them says, or says wrongly, is found by trying. Labels mean what browsers take them for: ``shift_jis`` is Windows' cp932.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from aggregator.http.japanese import EUC, ISO_2022

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_LABELS = {
    **dict.fromkeys(
        (
            "shift_jis",
            "shift-jis",
            "sjis",
            "x-sjis",
            "ms_kanji",
            "windows-31j",
            "ms932",
            "csshiftjis",
            "cp932",
            "cp943",
        ),
        "cp932",
    ),
    **dict.fromkeys(("euc-jp", "euc_jp", "eucjp", "x-euc-jp", "cseucpkdfmtjapanese", "eucjp-ms", "cp51932"), EUC),
    **dict.fromkeys(("iso-2022-jp", "iso2022-jp", "csiso2022jp", "jis", "cp50221", "iso-2022-jp-ms"), ISO_2022),
    **dict.fromkeys(("utf-8", "utf8", "unicode-1-1-utf-8", "utf-8-sig", "utf-8n"), "utf-8"),
    **dict.fromkeys(
        ("iso-8859-1", "iso8859-1", "latin1", "latin-1", "l1", "us-ascii", "ascii", "windows-1252", "cp1252"), "cp1252"
    ),
    **dict.fromkeys(("gb2312", "gbk", "gb18030", "x-gbk", "gb_2312-80"), "gb18030"),
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987", "ksc5601", "windows-949"), "cp949"),
    **dict.fromkeys(("big5", "big5-hkscs", "x-x-big5"), "big5hkscs"),
}
# A server that was never configured says Latin-1 of everything: such a label counts only if nothing better fits.
_WEAK = "cp1252"
_OTHERS = re.compile(r"iso-?8859-(?:[2-9]|1[03-6])|windows-125[0-8]|koi8-[ru]")
_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([^\s\"';,]+)", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml[^>]*?\bencoding\s*=\s*[\"']([A-Za-z0-9._:-]+)", re.IGNORECASE)
_META = re.compile(rb"<meta\b[^>]*?\bcharset\s*=\s*[\"']?\s*([A-Za-z0-9._:-]+)", re.IGNORECASE)
_COMMENT = re.compile(rb"<!--.*?(?:-->|$)", re.DOTALL)
_PRESCAN = 4096
# What is not ASCII is judged by its first part: it tells enough, and noise of 8 MiB takes seconds.
_SAMPLE = 131_072
_BEYOND_ASCII = re.compile(rb"[\x1b\x80-\xff]")
# A stray byte or a character cut in two must not turn a whole page into another script: so much may be broken, as a share
# of what is not ASCII, or as a number of characters.
_TOLERABLE_SHARE = 0.05
_TOLERABLE = 2


@dataclass(frozen=True, slots=True)
class Charset:
    """``codec`` is the Python codec to read with; ``declared`` the label that turned out wrong, if one did."""

    codec: str
    declared: str | None = None


def find_charset(body: bytes, content_type: str = "") -> Charset:
    """The charset of ``body``.

    Args:
        body: the page, after decompression.
        content_type: the Content-Type header.
    """
    for mark, codec in _MARKS:
        if body.startswith(mark):
            return Charset(codec)
    declared = list(_declared(body, content_type))
    beyond = _BEYOND_ASCII.search(body)
    sample = body[beyond.start() : beyond.start() + _SAMPLE] if beyond else b""
    codec = _best(sample, _order([codec for _, codec in declared], sample))
    wrong = bool(declared) and declared[0][1] not in {codec, _WEAK}
    return Charset(codec, declared[0][0] if wrong else None)


def _best(body: bytes, order: list[str]) -> str:
    """The first codec that reads ``body`` well, else the one that breaks least of it."""
    shares: dict[str, float] = {}
    for codec in order:
        broken, share = _broken(body, codec)
        if broken <= _TOLERABLE or share <= _TOLERABLE_SHARE:
            return codec
        shares[codec] = share
    return min(order, key=shares.__getitem__)


def _declared(body: bytes, content_type: str) -> Iterator[tuple[str, str]]:
    """Label and codec of each declaration that names a charset we can read, the weightiest first."""
    labels = [found[1] for found in [_HEADER.search(content_type)] if found]
    head = body[:_PRESCAN]
    if head.lstrip()[:1] == b"<":
        head = _COMMENT.sub(b"", head)
        labels += [found[1].decode("ascii") for found in (_XML.search(head), _META.search(head)) if found]
    for label in labels:
        if codec := codec_of(label):
            yield label, codec


def codec_of(label: str) -> str | None:
    """The Python codec that browsers would use for ``label``; ``None`` for an unknown one.

    ``utf-16`` in a declaration that was read as ASCII is impossible and means UTF-8 (WHATWG HTML §13.2.3.3).
    """
    label = label.strip().lower()
    if label in _LABELS:
        return _LABELS[label]
    if label.startswith(("utf-16", "utf-32")):
        return "utf-8"
    return label if _OTHERS.fullmatch(label) else None


def _order(declared: list[str], body: bytes) -> list[str]:
    """The codecs to try, best first."""
    strong = [codec for codec in declared if codec != _WEAK]
    guesses = ["utf-8", EUC, "cp932"]
    if _WEAK in declared and not any(_has_kana(body, codec) for codec in (EUC, "cp932")):
        guesses.insert(1, _WEAK)
    # The escape sequences are pure ASCII: any other codec would accept them and show rubbish.
    escaped = [ISO_2022] if b"\x1b$" in body else []
    return list(dict.fromkeys([*escaped, *strong, *guesses]))


def _has_kana(body: bytes, codec: str) -> bool:
    """Whether ``body``, read with ``codec``, looks like Japanese: a fifth of all that is not ASCII is kana."""
    text = body.decode(codec, "replace")
    kana = sum("ぁ" <= character <= "ヶ" for character in text)
    return kana > 0 and kana * 5 >= _beyond_ascii(text)


def _beyond_ascii(text: str) -> int:
    return len(text) - len(text.encode("ascii", "ignore"))


def _broken(body: bytes, codec: str) -> tuple[int, float]:
    """How many characters cannot be read with ``codec``, and their share of those beyond ASCII."""
    text = body.decode(codec, "replace")
    # A page can hold the replacement character itself, where its own maker lost something.
    bad = text.count("\ufffd") - (body.count(b"\xef\xbf\xbd") if codec == "utf-8" else 0)
    return bad, bad / max(_beyond_ascii(text), 1)
