"""Notices of what was done to a card that is not on the screen any more: they say which, on a line."""

import pytest

from quizkit import read_deck
from quizkit.cli.page import Page
from quizkit.cli.player.notices import notice_text
from quizkit.progress import EventId
from quizkit.session import Command, Flag, Input, Respond
from quizkit.session.edited import with_decks
from quizkit.telling.notices import Notice, edited, notices
from quizkit.visible import width_of
from tests.screens import sitting_of

LONG = "Which agency investigated the safety of this therapy, and what did it find in the end?"
DECK = (
    f"title: T\ncards: [{{question: '{LONG}', answer: the FDA}}, {{question: Next?, answer: on}}]\n"
)


def said(*inputs: Input) -> list[Notice]:
    """The notices of the last of some inputs."""
    it = sitting_of(DECK).do(*inputs[:-1])
    before, events = it.session, len(it.events)
    it.do(inputs[-1])
    return list(notices(it.events[events:], before))


@pytest.mark.parametrize(
    ("inputs", "begins"),
    [
        ([Command.BURY], "Buried until tomorrow: Which agency "),
        ([Command.SUSPEND], "Suspended: Which agency "),
        ([Command.BURY, Command.UNDO], "Taken back: Which agency "),
        ([Command.SHOW, Command.UNDO], "Taken back: Which agency "),
        ([Respond("a bank"), Command.NEXT, Command.OVERRULE], "Overruled: Which agency "),
        ([Flag("unclear")], "Flagged “unclear”: Which agency "),
        ([Flag("")], "Flagged: Which agency "),
        ([Flag("x"), Flag(None)], "Flag taken off: Which agency "),
        ([Flag("x"), Command.UNDO], "Flag taken back: Which agency "),
        ([Respond("a bank"), Command.BURY], "Buried until tomorrow: Which agency "),
    ],
)
@pytest.mark.parametrize("width", [40, 80])
def test_what_was_done_to_a_card_is_said_of_that_card(
    inputs: list[Input], begins: str, width: int
) -> None:
    (notice,) = said(*inputs)
    lines = notice_text(notice, Page(width, colour=False), "u").split("\n")
    assert lines[0].startswith(begins[: width - 4])
    assert max(map(len, lines)) <= width


def test_what_the_screen_shows_is_not_said() -> None:
    assert said(Respond("the FDA")) == []
    assert said(Respond("the FDA"), Command.NEXT) == []
    assert said(Respond("a bank"), Command.OVERRULE) == []


def test_the_way_back_stands_on_the_line_or_below_it() -> None:
    (notice,) = said(Command.SUSPEND)
    (event,) = sitting_of(DECK).do(Command.SUSPEND).events
    assert event.id == notice.event
    wide = notice_text(notice, Page(80, colour=False), ":u")
    assert (
        wide == "Suspended: Which agency investigat… · :u takes it back · later: quizkit undo w-1"
    )
    narrow = notice_text(notice, Page(40, colour=False), "u")
    assert narrow.split("\n") == [
        "Suspended: Which agency investigated th…",
        "u takes it back",
        "later: quizkit undo w-1",
    ]


def test_wide_letters_are_cut_by_the_columns_that_they_take() -> None:
    notice = Notice(
        "Suspended", "日本の首都はどこですか" * 9, undoes=True, event=EventId("abcd", 7)
    )
    for width in (20, 40, 80):
        for line in notice_text(notice, Page(width, colour=False), "u").split("\n"):
            assert width_of(line) <= max(width, 27)


def test_an_edited_card_is_named_as_it_is_now_and_one_that_is_gone_as_it_was() -> None:
    it = sitting_of(DECK)
    card = it.asking.card
    without = read_deck("id: d\ntitle: T\ncards: [{question: Next?, answer: on}]\n")
    gone, _ = with_decks(it.session, {"d": without}, {}, it.now)
    assert edited(card, gone, []) == ("Not in its deck any more", LONG, False, None)
    again = sitting_of(DECK).session
    assert edited(card, again, []).said == "The deck was edited, not this card"
