"""What `check --fix` makes of bad decks, and the page that says so.

Run with QUIZKIT_UPDATE_GOLDEN=1 to write the lines anew, then read the difference.
"""

import os

import pytest

from quizkit.errors import ProblemCode
from quizkit.lint import all_rules
from quizkit.lint.mending import mended
from tests import mends_page
from tests.mends_page import DONE, LEFT, Example
from tests.places import GOLDEN

MENDS = GOLDEN / "mends.txt"
EXAMPLES = [*mends_page.examples()]


def test_bad_decks_are_mended_in_these_lines() -> None:
    made = mends_page.golden()
    if os.environ.get("QUIZKIT_UPDATE_GOLDEN"):
        lines = "\n\n".join(f"== {name}: {mend}" for name, mend in made.items())
        MENDS.write_text(f"{lines}\n", "utf-8")
    kept = MENDS.read_text("utf-8").removeprefix("== ").rstrip("\n").split("\n\n== ")
    written = dict(part.split(": ", 1) for part in kept)
    assert written.items() <= made.items()
    assert {code for part in written.values() for code in part.split("\n")[0].split(", ")} == {
        *DONE
    }


def test_the_page_of_mends_is_made_from_the_code() -> None:
    written = mends_page.PAGE.read_text("utf-8")
    assert written == mends_page.page(), "write it anew: python -m tests.mends_page"


def test_of_each_code_it_is_said_what_is_done_or_why_nothing_is() -> None:
    assert DONE.keys() == mends_page.mended_codes().keys()
    assert {*map(str, ProblemCode), *all_rules()} == DONE.keys() | LEFT.keys()


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_a_mended_deck_has_no_more_to_mend(example: Example) -> None:
    _, before, check, (after, done, left) = example
    assert len(after.problems) <= len(before.problems)
    assert (after.texts == before.texts) == (not done)
    assert mended(after, check).reading.texts == after.texts
    assert all(finding.edits for finding in done)
    if before.lenient_deck:
        kept = {note.id for note in before.lenient_deck.notes}
        assert after.lenient_deck
        assert kept <= {note.id for note in after.lenient_deck.notes}
    assert {finding.location.file for finding in left} <= after.texts.keys()
