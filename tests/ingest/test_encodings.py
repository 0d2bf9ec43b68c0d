"""From bytes to characters, and to clean text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import InputError
from dragoman.ingest.clean import clean_line, clean_lines, join_paragraphs, unescape
from dragoman.ingest.encodings import decode
from tests.ingest.helpers import all_of, refused

WORDS = "Müller said: “Côte d’Ivoire and Österreich” — signed in Łódź."
WESTERN = "The minister said “no” to Müller’s offer in Córdoba – the talks between the two countries ended on Monday without a result."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_with_and_without_a_mark(encoding: str) -> None:
    assert decode(WORDS.encode(encoding)).text == WORDS


def test_utf16_without_a_mark() -> None:
    assert decode(("plain " + WESTERN).encode("utf-16-le")).text == "plain " + WESTERN


def test_windows_1252_is_guessed_and_said() -> None:
    decoded = decode(WESTERN.encode("cp1252"))
    assert (decoded.text, decoded.encoding) == (WESTERN, "cp1252")
    assert decoded.note is not None
    taken = all_of(WESTERN.encode("cp1252"))[0]
    assert taken.notes == (decoded.note,)


def test_declared_charsets() -> None:
    russian = "<meta charset='windows-1251'><p>Министр прибыл в Белград</p>"
    assert decode(russian.encode("cp1251")).text == russian
    wrong = "<meta charset='iso-8859-1'><p>Müller’s</p>"
    assert decode(wrong.encode("utf-8")).text == wrong, "UTF-8 throughout is UTF-8 whatever it declares"
    assert decode("<meta charset='iso-8859-1'>“quoted”".encode("cp1252")).text.endswith("“quoted”")
    assert decode(b"<?xml version='1.0' encoding='rot13'?><x/>").encoding == "utf-8"


def test_a_stray_byte_in_a_utf8_text() -> None:
    data = ("Präsident Vučić traf Đilas, Šešelj, Čović und Žižek. " * 3).encode() + b"Merkel\x92s visit"
    assert decode(data).text.endswith("Merkel’s visit")


def test_a_cut_in_the_middle_of_a_character() -> None:
    assert decode("Mali – Gao: the fighters’ café".encode()[:-1]).text == "Mali – Gao: the fighters’ caf"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\t\r\n", "empty"),
        ("\ufeff \u00a0".encode(), "empty"),
        (b"%PDF-1.7\n%\xe2\xe3", "binary"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "binary"),
        (b"MZ\x90\x00" + bytes(100), "binary"),
        (bytes(range(256)) * 4, "binary"),
        (b"\xff\xfeA\x00\x00\xd8B\x00\x00\xd8", "encoding"),
        (b"\xef\xbb\xbfabc\xff\xfe\xfd defg", "encoding"),
        (b"{\\rtf1 hello}", "unknown_format"),
        (b"From: a@b.example\nTo: c@d.example\nMIME-Version: 1.0\nSubject: x\n\nHello", "unknown_format"),
    ],
)
def test_each_kind_of_bad_input_has_its_own_reason(data: bytes, reason: str) -> None:
    assert refused(data, "input").reason == reason


def test_noise_above_the_ascii_range_has_no_encoding() -> None:
    noise = bytes((i * 89 + i * i * 7) % 112 + 0x81 + (i % 3) * 5 for i in range(400))
    with pytest.raises(InputError) as caught:
        decode(noise)
    assert caught.value.reason == "encoding"


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("two  \u00a0 blanks\u2009here", "two blanks here"),
        ("Vuc\u030cic\u0301", "Vučić"),
        ("soft\u00adhyphen and zero\u200bwidth", "softhyphen and zerowidth"),
        ("bell\x07 and \ud800surrogate", "bell and surrogate"),
        (" \ufeffstart and end \t", "start and end"),
        ("one\u2028two\r\nthree", "one two three"),
    ],
)
def test_clean_lines(dirty: str, clean: str) -> None:
    assert clean_line(dirty) == clean


def test_entities_are_resolved_once() -> None:
    assert unescape("A&amp;B &#8217; &amp;lt; &nosuch; R&D;") == "A&B ’ &lt; &nosuch; R&D;"


@given(st.lists(st.text(), max_size=6))
def test_joined_text_is_clean_whatever_went_in(raw: list[str]) -> None:
    text = join_paragraphs(raw)
    assert unicodedata.normalize("NFC", text) == text
    assert text == text.strip()
    assert "  " not in text
    assert "\n\n\n" not in text
    assert "\u00a0" not in text
    assert not [c for c in text if unicodedata.category(c) in ("Cc", "Cs") and c != "\n"]
    assert all(block == block.strip() and "\n" not in block for block in text.split("\n\n"))
    assert join_paragraphs(text.split("\n\n")) == text
    text.encode("utf-8")


@given(st.text())
def test_every_line_is_clean_but_for_its_indentation(raw: str) -> None:
    for line in clean_lines(raw):
        assert "  " not in line.strip()
        assert line == line.rstrip()


@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1))
def test_utf8_round_trip(text: str) -> None:
    data = text.encode()
    if (
        b"\x00" not in data[:8192]
        and not any(c < " " and c not in "\t\n\x0b\x0c\r\x1b" for c in text)
        and text[0] != "\ufeff"
    ):
        assert decode(data).text == text
