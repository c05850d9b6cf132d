"""Texts with gaps out to formats of courses, and in again."""

import io

import pytest

from quizkit.formats import parse_deck
from quizkit.interchange import FORMATS, Import, Outgoing, ReadOptions, Source, WriteOptions

pytest.importorskip("markdownify", reason="the extra `convert`")


def back(cards: str, out: str, markup: str = "plain") -> tuple[list[dict[str, object]], set[str]]:
    """Return what comes back of some cards, and what was lost on both ways."""
    deck = parse_deck(f"title: Seas\nmarkup: {markup}\ncards:\n{cards}").deck
    assert deck
    to = io.BytesIO()
    losses = FORMATS[out].write([Outgoing(deck=deck)], to, WriteOptions(), int)
    row = FORMATS["qti" if out == "canvas" else out]
    found: Import = row.read(Source(name="a", data=to.getvalue()), ReadOptions(), int)
    entries = [dict[str, object](note.entry) for each in found.decks for note in each.notes]
    for entry in entries:
        entry.pop("tags", None)
    lost = {loss.what for loss in (*losses, *found.losses)} - {"what is there already"}
    return entries, lost


MARKED = "The **sea** is {{salt|salty}}, [not] $a^2$ and {{red}}."


@pytest.mark.parametrize("out", ["moodle-xml", "qti", "canvas"])
def test_marks_around_gaps_come_back(out: str) -> None:
    assert back(f'  - cloze: "{MARKED}"\n', out, "markdown") == ([{"cloze": MARKED}], set())


@pytest.mark.parametrize("out", ["moodle-xml", "qti"])
def test_gaps_in_which_letter_case_counts_are_so_still(out: str) -> None:
    entry = {"cloze": "In {{Bern}}, not {{Rome}}.", "case": "strict"}
    assert back(f'  - {{cloze: "{entry["cloze"]}", case: strict}}\n', out) == ([entry], set())


def test_letter_case_that_counts_in_one_gap_is_told() -> None:
    text = "{1:SAC:=Bern} and {1:SA:=Rome}"
    data = (
        "<quiz><question type='cloze'><questiontext format='html'><text>"
        f"{text}</text></questiontext></question></quiz>"
    ).encode()
    found = FORMATS["moodle-xml"].read(Source(name="a.xml", data=data), ReadOptions(), int)
    (note,) = found.decks[0].notes
    assert dict(note.entry) == {"cloze": "{{Bern}} and {{Rome}}", "case": "strict"}
    assert [loss.what for loss in found.losses] == ["how letter case is judged"]
