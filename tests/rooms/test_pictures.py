"""Pictures: their sizes, the protocols byte by byte, and what a terminal says that it can."""

import re
from base64 import b64decode
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from quizkit.cli.pictures import iterm, kitty, pillow, sixel
from quizkit.cli.pictures.asking import REPLY, Able, Protocol, able_of, question
from quizkit.cli.pictures.beside import Picture, PictureLine
from quizkit.cli.pictures.layout import Place, cells_of, with_pictures
from quizkit.cli.pictures.sizes import Size, size_of
from tests.pictures import gif, jpeg, png, webp

SIDES = st.integers(1, 0x3FFF)
HAS_PILLOW = pytest.mark.skipif(not pillow.is_there(), reason="the extra `pictures` brings Pillow")


@given(SIDES, SIDES)
def test_the_size_of_a_picture_is_read_from_its_first_bytes(width: int, height: int) -> None:
    head = png(1, 1)[:16] + width.to_bytes(4, "big") + height.to_bytes(4, "big")
    kinds = [webp(width, height, kind) for kind in (b"VP8X", b"VP8L", b"VP8 ")]
    for data in (head, jpeg(width, height), gif(width, height), *kinds):
        assert size_of(data) == Size(width, height), data[:30]


@given(
    st.sampled_from([b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF89a", b"RIFF\0\0\0\0WEBP", b""]),
    st.sampled_from([b"", b"VP8X", b"VP8L", b"VP8 ", b"\xff\xc0", b"\xe1\0\0"]),
    st.binary(max_size=60),
)
def test_any_bytes_are_of_a_size_or_of_none(head: bytes, kind: bytes, rest: bytes) -> None:
    size = size_of(head + kind + rest)
    assert size is None or min(size) > 0


@given(st.integers(0, 40))
def test_a_picture_that_is_cut_off_before_its_size_has_none(end: int) -> None:
    for data, least in (
        (png(3, 2), 24),
        (gif(3, 2), 10),
        (jpeg(3, 2), 24),
        (webp(3, 2, b"VP8L"), 25),
    ):
        assert (size_of(data[:end]) is None) == (end < least), (data, end)


def test_a_long_picture_without_a_size_is_gone_through_once() -> None:
    assert size_of(b"\xff\xd8\xff\xe0" + b"\0\2\xff\xe0" * 1_000_000) is None


def test_kitty_is_sent_the_bytes_of_a_file() -> None:
    assert kitty.shown(b"\x89PNG", 20, 7, 1) == (
        "\x1b_Ga=T,f=100,t=d,i=1,c=20,r=7,C=1,q=2,m=0;iVBORw==\x1b\\"
    )


@given(st.binary(min_size=1, max_size=12_000))
def test_kitty_is_sent_a_large_file_in_chunks(data: bytes) -> None:
    sent = kitty.shown(data, 20, 7, 3)
    parts = re.findall(r"\x1b_G([^;]*);([^\x1b]*)\x1b\\", sent)
    assert "".join(f"\x1b_G{keys};{text}\x1b\\" for keys, text in parts) == sent
    assert b64decode("".join(text for _, text in parts)) == data
    assert [keys.endswith("m=1") for keys, _ in parts] == [True] * (len(parts) - 1) + [False]
    assert all(len(text) == 4096 for _, text in parts[:-1])
    assert all(keys in ("q=2,m=1", "q=2,m=0") for keys, _ in parts[1:])


def test_iterm_is_sent_the_bytes_of_a_file() -> None:
    assert iterm.shown(b"GIF89a", 20, 7) == (
        "\x1b]1337;File=inline=1;size=6;width=20;height=7;preserveAspectRatio=1:R0lGODlh\x07"
    )


@HAS_PILLOW
def test_a_picture_is_made_of_sixels() -> None:
    read = pillow.read(png(4, 8))
    assert read is not None
    sent = sixel.shown(read, Size(4, 8), 256)
    assert re.fullmatch(r'\x1bP0;1q"1;1;4;8#0;2;7[89];0;0#0!4~-#0!4B\x1b\\', sent), sent


@HAS_PILLOW
def test_what_is_transparent_stays_as_the_terminal_has_it() -> None:
    from PIL import Image

    picture = Image.new("RGBA", (2, 6), (0, 0, 0, 0))
    picture.putpixel((1, 0), (255, 255, 255, 255))
    bands = sixel.shown(picture, Size(2, 6), 16).split("#")
    assert bands[-1] == "1?@\x1b\\" or bands[-1] == "0?@\x1b\\", bands


@HAS_PILLOW
@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n", png(9, 9)[:40], jpeg(9, 9)])
def test_a_broken_picture_is_none(data: bytes) -> None:
    assert pillow.read(data) is None


@HAS_PILLOW
def test_a_small_file_that_claims_to_be_huge_is_not_read() -> None:
    head = png(1, 1)
    assert pillow.read(head[:16] + b"\0\1\0\0\0\1\0\0" + head[24:]) is None


@HAS_PILLOW
def test_a_picture_that_kitty_does_not_read_becomes_a_png() -> None:
    from PIL import Image

    file = BytesIO()
    Image.new("P", (40, 20)).save(file, "GIF")
    read = pillow.read(file.getvalue())
    assert read is not None
    assert size_of(pillow.png_of(read, Size(20, 20))) == Size(20, 10)
    assert size_of(pillow.png_of(read, Size(99, 99))) == Size(40, 20)


XTERM = {"TERM": "xterm-256color"}
OK, CELL = "\x1b_Gi=31;OK\x1b\\", "\x1b[6;20;10t"


def name(text: str) -> str:
    return f"\x1bP>|{text}\x1b\\"


@pytest.mark.parametrize(
    ("replies", "environment", "protocol"),
    [
        ([OK, CELL, name("kitty(0.26.5)"), "\x1b[?62;c"], XTERM, Protocol.KITTY),
        ([OK, name("ghostty 1.1.3"), "\x1b[?62;22c"], XTERM, Protocol.KITTY),
        ([OK, name("WezTerm 20240203"), "\x1b[?65;4;6;18;22c"], XTERM, Protocol.ITERM),
        (["\x1b[?62;4c", name("iTerm2 3.5.0")], XTERM, Protocol.ITERM),
        ([OK, name("Konsole 22.12.3"), "\x1b[?62;1;4c"], XTERM, Protocol.ITERM),
        (["\x1b[?64;4c"], {**XTERM, "LC_TERMINAL": "iTerm2"}, Protocol.ITERM),
        (["\x1b[?62c"], {**XTERM, "LC_TERMINAL": "iTerm2"}, None),
        (["\x1b[?62;4c"], {**XTERM, "LC_TERMINAL": "iTerm2", "ZELLIJ": "0"}, Protocol.SIXEL),
        (["\x1b[?1;2;4c"], {**XTERM, "TERM_PROGRAM": "vscode"}, Protocol.ITERM),
        (["\x1b[?1;2c"], {**XTERM, "TERM_PROGRAM": "vscode"}, None),
        ([name("foot(1.13.1)"), "\x1b[?62;4;22c"], XTERM, Protocol.SIXEL),
        (["\x1b[?63;1;2;4;6;9;15;22c", name("XTerm(379)")], XTERM, Protocol.SIXEL),
        (["\x1b[?64;1;2;6;9;15;18;21;22c", name("XTerm(379)")], XTERM, None),
        (["\x1b[?4c"], XTERM, None),
        (["\x1b_Gi=31;ENOTSUPPORTED:x\x1b\\", "\x1b[?62c"], XTERM, None),
        (["\x1b[?1;2;4c"], {**XTERM, "TMUX": "/tmp/x", "LC_TERMINAL": "iTerm2"}, Protocol.SIXEL),
        (["\x1b[?1;2c"], {"TERM": "tmux-256color", "LC_TERMINAL": "iTerm2"}, None),
        ([], XTERM, None),
    ],
)
def test_what_a_terminal_can_is_known_by_its_replies(
    replies: list[str], environment: dict[str, str], protocol: Protocol | None
) -> None:
    assert all(map(REPLY.fullmatch, replies))
    assert able_of(replies, environment).protocol is protocol


def test_pixels_and_colours_are_as_the_terminal_says() -> None:
    said = [CELL, "\x1b[?1;0;16S", "\x1b[?62;4c"]
    assert able_of(said, XTERM) == Able(Protocol.SIXEL, Size(10, 20), 16)
    assert able_of(["\x1b[6;0;0t", "\x1b[?1;0;99999S"], XTERM) == Able()


@pytest.mark.parametrize(
    "key", ["\x1b", "\x1b[A", "\x1b[1;5C", "\x1bOP", "\x1b_", "\x1bP", "\x1b[3~", "a"]
)
def test_no_key_is_a_reply(key: str) -> None:
    assert REPLY.fullmatch(key) is None


def test_terminals_without_pictures_are_asked_nothing_that_they_show() -> None:
    assert "_G" in question(XTERM)
    for inside in ({**XTERM, "TMUX": "x"}, {"TERM": "screen"}, {"TERM": "tmux-256color"}):
        assert "_G" not in question(inside)
        assert question(inside).endswith("\x1b[c")
    for term in ("linux", "dumb", ""):
        assert question({"TERM": term}) == ""
    assert question({**XTERM, "TERM_PROGRAM": "Apple_Terminal"}) == ""


@given(SIDES, SIDES, st.integers(1, 80), st.integers(1, 40), st.floats(0.5, 4))
def test_a_picture_stays_within_its_room_and_keeps_its_proportions(
    width: int, height: int, columns: int, rows: int, ratio: float
) -> None:
    cells = cells_of(Size(width, height), Size(columns, rows), ratio)
    assert 1 <= cells.width <= columns
    assert 1 <= cells.height <= rows
    if min(cells) > 4 and cells.width < columns:
        assert cells.width / cells.height / ratio == pytest.approx(width / height, rel=0.2)


def line(number: int = 1) -> PictureLine:
    return PictureLine("[picture]", Picture(Path(f"/{number}.png"), "p"))


USUAL = Size(400, 300)


def laid_out(ways: list[list[str]], rows: int, size: Size | None = USUAL) -> list[str] | None:
    return with_pictures(ways, Size(80, rows), 2.0, lambda picture: size)


@given(
    st.integers(1, 30), st.integers(1, 3), st.integers(3, 40), st.tuples(SIDES, SIDES), st.randoms()
)
def test_words_keep_their_room_and_pictures_take_what_is_left(
    words: int, pictures: int, rows: int, sides: tuple[int, int], chance: object
) -> None:
    lines = [*(f"word {number}" for number in range(words)), *map(line, range(pictures))]
    chance.shuffle(lines)  # type: ignore[attr-defined]
    found = laid_out([lines], rows, Size(*sides))
    if found is None:
        return
    assert len(found) <= rows
    kept = [each for each in found if each.startswith("word")]
    assert kept == [each for each in lines if each.startswith("word")]
    places = [each for each in found if isinstance(each, Place)]
    assert places
    assert sum(place.cells.height for place in places) <= rows // 2
    shown = [each.picture for each in found if isinstance(each, (Place, PictureLine))]
    assert shown == [each.picture for each in lines if isinstance(each, PictureLine)]
    for at, each in enumerate(found):
        if isinstance(each, Place):
            assert found[at + 1 : at + each.cells.height] == [""] * (each.cells.height - 1)


def test_a_screen_without_room_or_pictures_has_none() -> None:
    words = ["word"] * 10
    assert laid_out([[*words, line()]], 11) is None
    assert laid_out([words], 24) is None
    assert laid_out([[*words, line()]], 24, None) is None


def test_air_gives_way_to_a_picture() -> None:
    airy, tight = [*["word", ""] * 4, line()], [*["word"] * 4, line()]
    assert laid_out([airy, tight], 10) == [
        *["word"] * 4,
        Place(line().picture, Size(13, 5)),
        *[""] * 4,
    ]
    found = laid_out([airy, tight], 24)
    assert found is not None
    assert found[:8] == airy[:8]


def test_two_pictures_share_the_room() -> None:
    found = laid_out([["word", line(1), line(2)]], 24)
    assert found is not None
    places = [each for each in found if isinstance(each, Place)]
    assert [place.cells.height for place in places] == [6, 6]
    assert [b.picture.path < a.picture.path for a, b in pairwise(places)] == [False]
