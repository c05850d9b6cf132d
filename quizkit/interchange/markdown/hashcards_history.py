"""What hashcards remembers: the answers in `hashcards.db`, by digests of the texts of cards.

Source: the README of hashcards 0.3 on its database, and how it hashes cards.
"""

import sqlite3
import struct
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date, datetime, time
from itertools import count
from pathlib import Path

from quizkit.interchange.markdown.blake3 import blake3
from quizkit.interchange.options import ReadOptions
from quizkit.interchange.values import Loss
from quizkit.progress import Answered, AnswerOutcome, EventId
from quizkit.scheduling import Rating

DATABASE = "hashcards.db"
_MOST_BYTES = 512 * 2**20
_STEPS, _MOST_PIECES = 10_000, 50_000
_READING = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION}
_GRADES = {"forgot": Rating.AGAIN, "hard": Rating.HARD, "good": Rating.GOOD, "easy": Rating.EASY}
_START = time(4)
_READ = """SELECT review_id, card_hash, reviewed_at, grade, due_date FROM reviews
    ORDER BY reviewed_at, review_id"""


class History:
    """The answers of a collection, each given to one card.

    Args:
        root: the folder of the collection; None if there is none.
        options: with the zone of the learner, whose clock the database goes by.
    """

    def __init__(self, root: Path | None, options: ReadOptions) -> None:
        self.losses: list[Loss] = []
        self._options = options
        self._by_hash: dict[str, list[tuple[object, ...]]] = {}
        self._writer = "hashcards"
        path = root / DATABASE if root and options.history else None
        try:
            if path and path.is_file() and path.stat().st_size <= _MOST_BYTES:
                self._take(_rows(path.read_bytes()))
        except (OSError, sqlite3.Error, UnicodeError) as error:
            self._lose("a history that cannot be read", DATABASE, f"{DATABASE}: {error}")

    def _lose(self, what: str, place: str, why: str) -> None:
        self.losses.append(Loss(what, place, why=why))

    def _take(self, rows: Sequence[tuple[object, ...]]) -> None:
        for row in rows:
            self._by_hash.setdefault(str(row[1]), []).append(row)
        if rows:  # the first answer of all stays it, and no two collections have the same
            first = blake3(f"{rows[0][2]} {rows[0][1]}".encode())
            self._writer = f"hashcards-{first[:12]}"

    def __bool__(self) -> bool:
        return bool(self._by_hash)

    def of_question(self, question: str, answer: str) -> tuple[Answered, ...]:
        """Return the answers to a card, by its texts as they stand in the file."""
        data = b"Basic" + question.strip().encode() + answer.strip().encode()
        return tuple(self._events(blake3(data), ""))

    def of_cloze(
        self, text: str, answers: Sequence[str], ends: Sequence[str]
    ) -> tuple[Answered, ...]:
        """Return the answers to the cards of a text with gaps.

        Args:
            text: as it stands in the file.
            answers: what the blanks of our note hold, in order.
            ends: what the ids of their cards have behind that of the note, in the same order.
        """
        found: list[Answered] = []
        clean, gaps = _gaps(text.strip().encode())
        at = 0
        for answer, end in zip(answers, ends, strict=False):
            wanted = " ".join(answer.split())
            while at < len(gaps) and " ".join(_text(clean, gaps[at]).split()) != wanted:
                at += 1
            if at == len(gaps):
                break
            start, stop = gaps[at]
            data = b"Cloze" + clean + struct.pack("<QQ", start, stop - 1)
            found += self._events(blake3(data), end)
            at += 1
        return tuple(found)

    def rest(self) -> None:
        """Tell how many answers went to no card."""
        left = sum(map(len, self._by_hash.values()))
        if left:
            why = "no card of the decks has the text that it had"
            self._lose("answers to cards that are gone", f"{left:,} of {DATABASE}", why)

    def _events(self, name: str, end: str) -> Iterator[Answered]:
        for number, _, at, grade, due in self._by_hash.pop(name, ()):
            try:
                given = datetime.fromisoformat(str(at)).replace(tzinfo=self._options.zone)
                day = date.fromisoformat(str(due))
                rating = _GRADES[str(grade)]
                event_id = EventId(self._writer, int(str(number)))
            except (ValueError, KeyError, OverflowError):
                self._lose("an answer that cannot be read", DATABASE, "it is left out")
                continue
            yield Answered(
                id=event_id,
                at=given,
                card=end,
                response=None,
                outcome=AnswerOutcome.SELF,
                rating=rating,
                due=datetime.combine(day, _START, self._options.zone),
            )


def _rows(data: bytes) -> list[tuple[object, ...]]:
    """Return the rows of the answers, read without letting the file do anything."""
    plain = bytearray(data)
    if len(plain) < 100:
        raise sqlite3.DatabaseError("it is no whole database")
    plain[18:20] = b"\x01\x01"  # a file in memory has no log beside it
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(bytes(plain))
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA query_only = ON")
        odd = "SELECT count(*) FROM sqlite_master WHERE type IN ('view', 'trigger')"
        if connection.execute(odd).fetchone()[0]:
            raise sqlite3.DatabaseError("it has views or triggers, as no history has")
        left = count(_MOST_PIECES, -1)
        connection.set_progress_handler(lambda: next(left) < 0, _STEPS)
        connection.set_authorizer(
            lambda action, *_: sqlite3.SQLITE_OK if action in _READING else sqlite3.SQLITE_DENY
        )
        return connection.execute(_READ).fetchall()


def _text(clean: bytes, gap: tuple[int, int]) -> str:
    return clean[gap[0] : gap[1]].decode("utf-8", "replace")


def _gaps(text: bytes) -> tuple[bytes, list[tuple[int, int]]]:
    """Return a text without the brackets of its gaps, and from where to where each gap goes in it.

    As hashcards has it: brackets behind `!` and behind a backslash are text, all others are not.
    """
    clean = bytearray()
    gaps: list[tuple[int, int]] = []
    start: int | None = None
    in_picture = escaped = False
    for at, sign in enumerate(text):
        following = text[at + 1 : at + 2]
        if sign == ord("["):
            if in_picture or escaped:
                clean.append(sign)
                escaped = escaped and in_picture
            else:
                start = len(clean)
        elif sign == ord("]"):
            if in_picture or escaped:
                clean.append(sign)
                in_picture, escaped = False, escaped and in_picture
            elif start is not None:
                gaps.append((start, len(clean)))
                start = None
        elif sign == ord("\\") and not escaped and following in (b"[", b"]"):
            escaped = True
        elif sign == ord("\\") and escaped:
            pass
        else:
            in_picture = in_picture or (sign == ord("!") and following == b"[")
            clean.append(sign)
    return bytes(clean), gaps
