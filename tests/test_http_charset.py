"""Which charset a page is in, and the two codecs that Python lacks."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.http.charset import codec_of, find_charset
from aggregator.http.japanese import EUC, ISO_2022, decode_euc, decode_iso_2022

TEXT = "第48回 朝の読書会を開催します。参加費は500円、定員は12名です。"
WINDOWS = "①㈱髙﨑Ⅳ～"
EUC_WINDOWS = b"\xad\xa1\xad\xea\xfc\xe2\xf9\xf5\xad\xb8\xa1\xc1"
JIS_WINDOWS = b"\x1b$B\x2d\x21\x2d\x6a\x7c\x62\x79\x75\x2d\x38\x21\x41\x1b(B"


def html(label, text=TEXT):
    return f'<!doctype html><html><head><title>x</title><meta charset="{label}"></head><body>{text}</body></html>'


class TestDeclarations:
    @pytest.mark.parametrize(
        ("label", "codec"),
        [
            ("shift_jis", "cp932"),
            ("Shift-JIS", "cp932"),
            ("x-sjis", "cp932"),
            ("Windows-31J", "cp932"),
            ("EUC-JP", EUC),
            ("x-euc-jp", EUC),
            ("ISO-2022-JP", ISO_2022),
            ("UTF8", "utf-8"),
            ("iso-8859-1", "cp1252"),
            ("iso-8859-15", "iso-8859-15"),
            ("windows-1251", "windows-1251"),
            ("gb2312", "gb18030"),
            ("utf-16", "utf-8"),
            ("base64", None),
            ("idna", None),
            ("klingon", None),
            ("", None),
        ],
    )
    def test_labels_mean_what_browsers_take_them_for(self, label, codec):
        assert codec_of(label) == codec
        assert codec is None or codecs.lookup(codec)

    @pytest.mark.parametrize("label", ["Shift_JIS", "EUC-JP", "ISO-2022-JP", "UTF-8"])
    @pytest.mark.parametrize("where", ["header", "meta", "http-equiv", "xml", "nowhere"])
    def test_found_wherever_it_stands(self, label, where):
        heads = {
            "meta": f"<html><meta charset={label}>",
            "http-equiv": f'<html><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset={label}">',
            "xml": f"<?xml version='1.0' encoding='{label}'?><rss>",
        }
        body = (heads.get(where, "") + TEXT).encode(label)
        found = find_charset(body, f'text/html; Charset="{label}"' if where == "header" else "text/html")
        assert (body.decode(found.codec).endswith(TEXT), found.declared) == (True, None)

    def test_a_byte_order_mark_beats_the_header(self):
        assert find_charset(codecs.BOM_UTF8 + TEXT.encode(), "text/csv; charset=Shift_JIS").codec == "utf-8"
        for codec, mark in (("utf-16-le", codecs.BOM_UTF16_LE), ("utf-16-be", codecs.BOM_UTF16_BE)):
            assert find_charset(mark + TEXT.encode(codec)).codec == codec

    def test_the_header_beats_the_page(self):
        found = find_charset(html("EUC-JP").encode("cp932"), "text/html; charset=shift_jis")
        assert (found.codec, found.declared) == ("cp932", None)

    def test_a_declaration_in_a_comment_is_none(self):
        assert find_charset(b"<!-- <meta charset=euc-jp> --><html>" + TEXT.encode("cp932")).declared is None

    def test_json_that_quotes_a_page_declares_nothing(self):
        assert find_charset(b'{"html": "<meta charset=euc-jp>' + TEXT.encode() + b'"}').codec == "utf-8"

    def test_an_unknown_label_is_passed_over(self):
        assert find_charset(html("Shift_JIS").encode("cp932"), "text/html; charset=none").codec == "cp932"

    def test_a_server_that_says_latin_1_of_everything_is_not_believed(self):
        assert find_charset(html("Shift_JIS").encode("cp932"), "text/html; charset=ISO-8859-1").codec == "cp932"
        assert find_charset(TEXT.encode(), "text/html; charset=ISO-8859-1").codec == "utf-8"
        assert find_charset(TEXT.encode("cp932"), "text/html; charset=ISO-8859-1").codec == "cp932"
        assert find_charset(TEXT.encode("euc_jp"), "text/html; charset=us-ascii").codec == EUC

    def test_real_latin_1_is_believed(self):
        assert (
            find_charset(
                "Café à côté, soirée échecs du 5 décembre".encode("cp1252"), "text/html; charset=ISO-8859-1"
            ).codec
            == "cp1252"
        )


class TestMistakes:
    @pytest.mark.parametrize(
        ("said", "true"),
        [
            ("utf-8", "cp932"),
            ("shift_jis", "utf-8"),
            ("euc-jp", "cp932"),
            ("utf-8", "euc_jp"),
            ("shift_jis", "euc_jp"),
            ("utf-8", "iso2022_jp"),
        ],
    )
    def test_a_wrong_declaration_is_seen_through(self, said, true):
        body = TEXT.encode(true)
        found = find_charset(body, f"text/html; charset={said}")
        assert (body.decode(found.codec), found.declared) == (TEXT, said)

    @pytest.mark.parametrize("codec", ["utf-8", "cp932", "euc_jp"])
    @pytest.mark.parametrize("declared", [True, False])
    def test_a_stray_byte_does_not_turn_the_page_into_another_script(self, codec, declared):
        body = (TEXT * 3).encode(codec) + b"\xff\x81 " + TEXT.encode(codec)
        found = find_charset(body, f"text/html; charset={codec}" if declared else "")
        assert body.decode(found.codec, "replace").startswith(TEXT)
        assert found.declared is None

    @pytest.mark.parametrize(
        "body", [b"It\x92s free, don\x92t miss it", "Lost \ufffd\ufffd\ufffd and found".encode(), b"caf\xe9"]
    )
    def test_a_page_in_english_stays_one(self, body):
        found = find_charset(b"<meta charset=utf-8>" + body)
        assert (found.codec, found.declared) == ("utf-8", None)

    @pytest.mark.parametrize("text", ["名称,住所", "東京都", "①②③"])
    def test_a_few_characters_are_enough_to_tell(self, text):
        assert find_charset(text.encode("cp932"), "text/csv").codec == "cp932"
        assert find_charset(text.encode("cp932"), "text/csv; charset=utf-8").codec == "cp932"

    def test_a_character_cut_in_two_at_the_end(self):
        assert find_charset(TEXT.encode()[:-1]).codec == "utf-8"

    def test_noise_gets_a_charset_all_the_same(self):
        assert find_charset(bytes(range(128, 256)) * 20).codec in {"utf-8", "cp932", EUC}

    @given(st.binary(max_size=400), st.text(max_size=60))
    def test_property_every_body_can_be_decoded(self, body, content_type):
        body.decode(find_charset(body, content_type).codec, "replace")

    @given(
        st.text(alphabet=st.characters(min_codepoint=0x3041, max_codepoint=0x30F6), min_size=8, max_size=80),
        st.sampled_from(["utf-8", "cp932", "euc_jp", "iso2022_jp"]),
    )
    def test_property_kana_without_any_declaration(self, text, codec):
        try:
            body = text.encode(codec)
        except UnicodeEncodeError:
            return
        assert body.decode(find_charset(body).codec) == text


class TestJapaneseCodecs:
    def test_characters_of_windows(self):
        assert EUC_WINDOWS.decode(EUC) == WINDOWS
        assert JIS_WINDOWS.decode(ISO_2022) == WINDOWS
        assert find_charset(EUC_WINDOWS, "text/html; charset=euc-jp").codec == EUC

    def test_all_of_jis_x_0208_reads_as_python_reads_it(self):
        """Apart from six signs for which Windows has other characters."""
        windows = str.maketrans("〜‖−¢£¬", "～∥－￠￡￢")
        seen = 0
        for pair in (bytes((row, cell)) for row in range(0xA1, 0xFF) for cell in range(0xA1, 0xFF)):
            character = pair.decode("euc_jp", "ignore")
            if character:
                seen += 1
                assert pair.decode(EUC) == character.translate(windows)
                assert (b"\x1b$B" + bytes(byte & 0x7F for byte in pair)).decode(ISO_2022) == pair.decode(EUC)
        assert seen == 6879

    def test_half_width_katakana_and_jis_x_0212(self):
        assert b"\x8e\xb1\x8e\xb2 \x8f\xb0\xa1".decode(EUC) == "ｱｲ 丂"
        assert b"\x1b(I12\x1b(B \x1b$(D\x30\x21\x1b(B".decode(ISO_2022) == "ｱｲ 丂"

    def test_roman_set_and_lines(self):
        assert b'\x1b(J\\1,000~\x1b(B\\\r\n\x1b$B$"\n\x1b(B'.decode(ISO_2022) == "¥1,000‾\\\r\nあ\n"

    @pytest.mark.parametrize("body", [b"\xa4", b"\xa4\xa2\xff", b"\xa9\xa1", b"\x8e ", b"\x8f\xa1", b"\x80"])
    def test_broken_euc(self, body):
        with pytest.raises(UnicodeDecodeError):
            body.decode(EUC)
        assert "\ufffd" in body.decode(EUC, "replace")
        assert "\ufffd" not in body.decode(EUC, "ignore")

    @pytest.mark.parametrize(
        "body",
        [b"\x1b$B\x24", b"\x1b$B\x29\x21", b"\x1b$X", b"\xa4\xa2", b"\x1b(I\x7a", b"\x1b$(D\x30", b"\x1b$(D\x21\x21"],
    )
    def test_broken_iso_2022(self, body):
        with pytest.raises(UnicodeDecodeError):
            body.decode(ISO_2022)
        assert "\ufffd" in body.decode(ISO_2022, "replace")

    @given(st.binary(max_size=200))
    def test_property_any_bytes_can_be_read(self, body):
        for decode in (decode_euc, decode_iso_2022):
            text, used = decode(body, "replace")
            assert used == len(body)
            assert decode(body, "ignore")[0].isascii() or text

    def test_they_only_read(self):
        with pytest.raises(UnicodeEncodeError):
            "あ".encode(EUC)
