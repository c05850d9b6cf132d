"""The file that a writer is handed: it fills that from where it stands, and leaves it open."""

import io

import pytest

from quizkit.formats import parse_deck
from quizkit.interchange import FORMATS, Format, Outgoing, WriteOptions

DECK = """\
title: Seas
cards:
  - {id: a, question: Which sea is salt?, answer: Dead, distractors: [Red, Black]}
  - {id: b, question: Which is warm?, answer: Red}
"""


class Pipe(io.RawIOBase):
    """A file that can neither be sought in nor read; it may be full."""

    def __init__(self, room: int) -> None:
        self.data = bytearray()
        self._room = room

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        self.data += bytes(data)  # type: ignore[call-overload]
        if len(self.data) > self._room:
            raise OSError("full")
        return len(data)  # type: ignore[arg-type]


WRITERS = [pytest.param(each, id=each.name) for each in FORMATS.values() if each.writes]


def outgoing() -> Outgoing:
    deck = parse_deck(DECK).deck
    assert deck
    return Outgoing(deck=deck)


def ready(row: Format) -> None:
    if row.extra:
        pytest.importorskip("openpyxl", reason="the extra `convert`")


@pytest.mark.parametrize("row", WRITERS)
def test_a_file_stays_open_and_a_pipe_will_do(row: Format) -> None:
    ready(row)
    file, pipe = io.BytesIO(), Pipe(10**6)
    row.write([outgoing()], file, WriteOptions(), int)
    row.write([outgoing()], pipe, WriteOptions(), int)  # type: ignore[arg-type]
    assert not file.closed
    assert not pipe.closed
    assert len(pipe.data) >= len(file.getvalue()) > 30


@pytest.mark.parametrize("row", WRITERS)
def test_a_file_stays_open_where_a_deck_cannot_be_written(row: Format) -> None:
    ready(row)
    file = io.BytesIO()

    def stop(done: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        row.write([outgoing()], file, WriteOptions(), stop)
    assert not file.closed


@pytest.mark.parametrize("row", WRITERS)
def test_a_file_that_is_full_says_so_and_stays_open(row: Format) -> None:
    ready(row)
    pipe = Pipe(20)
    with pytest.raises(OSError, match="full"):
        row.write([outgoing()], pipe, WriteOptions(), int)  # type: ignore[arg-type]
    assert not pipe.closed
