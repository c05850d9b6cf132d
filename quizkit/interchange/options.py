"""What can be asked of those who read and write formats; each takes what it knows, by the table."""

from collections.abc import Mapping
from datetime import UTC, datetime, tzinfo
from typing import NamedTuple

from quizkit.interchange.exported import Exported


class ReadOptions(NamedTuple):
    """How a file is to be read.

    Args:
        typed: whether answers are typed (True) or compared with one's own (False); None to go by
            their length.
        columns: what stands in each column, in order: `question`, `answer`, `tags` …; empty to go
            by a header.
        header: whether the first line names the columns; None to find out.
        named: which key of a note the column or field of a name becomes.
        split: a sign that parts the answers of one text, beside `;` and ` / `.
        separators: other signs of a Markdown format, by what they stand for.
        one_file: whether decks within decks become one deck, with tags.
        history: whether what a learner did is read.
        encoding: of a text; empty for UTF-8, or what a byte-order mark says.
        zone: where the learner was, for sources that do not say it.
        now: the instant of the import, aware.
    """

    typed: bool | None = None
    columns: tuple[str, ...] = ()
    header: bool | None = None
    named: Mapping[str, str] = {}
    split: str = ""
    separators: Mapping[str, str] = {}
    one_file: bool = False
    history: bool = True
    encoding: str = ""
    zone: tzinfo = UTC
    now: datetime = datetime(2000, 1, 1, tzinfo=UTC)


class WriteOptions(NamedTuple):
    """How a file is to be written.

    Args:
        schedule: whether what the learner knows goes along.
        exported: tells since when each note is as it goes out; None: every note is as old as any.
        excel_safe: whether cells are kept from being formulas in a spreadsheet.
        now: the instant of the export, aware.
        retention: chance of recall that the learner wants on the due day.
    """

    schedule: bool = False
    exported: Exported | None = None
    excel_safe: bool = False
    now: datetime = datetime(2000, 1, 1, tzinfo=UTC)
    retention: float = 0.9
