"""What is written as GIFT comes back as it was, whatever signs it holds."""

import io
import re
from contextlib import suppress

import yaml
from hypothesis import assume, given, settings, strategies as st

from quizkit.formats.deck_yaml import parse_deck
from quizkit.interchange import Outgoing, ReadOptions, Source, WriteOptions, deck_text
from quizkit.interchange.teaching.gift import read, write
from quizkit.interchange.teaching.gift_answers import GiftError, answers_of
from quizkit.interchange.teaching.gift_lines import hidden, seen
from tests.strategies import texts as any_texts

SIGNS = st.text(st.sampled_from("ab1~=#{}:\\\\%[]*-/ n.,$&<é"), min_size=1, max_size=12)
texts = (
    st.one_of(any_texts, SIGNS)
    .map(lambda text: text.replace("\\t", " ").replace("\xa0", " ").strip().replace("->", "- >"))
    .filter(lambda text: any(map(str.isalnum, text)) and not re.search("[\ufdd0-\ufdef]", text))
)
"""What an author may write, without what GIFT cannot hold: white space at the ends, and `->`."""


def several(least: int, most: int) -> st.SearchStrategy[list[str]]:
    return st.lists(
        texts,
        min_size=least,
        max_size=most,
        unique_by=lambda text: "".join(filter(str.isalnum, text.casefold())),
    )


@st.composite
def cards(draw: st.DrawFn) -> dict[str, object]:
    kind = draw(st.sampled_from(["typed", "choice", "several", "truth", "pairs", "free"]))
    options = draw(several(4, 6))
    asked: dict[str, object] = {"question": draw(texts) + " Q"}
    if kind == "typed":
        card = asked | {"answer": options[0], "accept": options[1:3], "type": "text"}
    elif kind == "choice":
        card = asked | {
            "answer": options[0],
            "distractors": {options[1]: options[3], options[2]: ""},
        }
    elif kind == "several":
        card = asked | {"answers": options[:2], "distractors": options[2:]}
    elif kind == "truth":
        card = {"statement": asked["question"], "answer": "true"}
    elif kind == "pairs":
        card = asked | {"pairs": {options[0]: options[1], options[2]: options[3]}}
    else:
        return asked | {"answer": options[0], "type": "free"}
    return card | {"explanation": draw(texts)}


@settings(max_examples=40)
@given(cards())
def test_a_deck_written_as_gift_comes_back_as_it_was(card: dict[str, object]) -> None:
    several = "\n" in str(card.get("answer", "")) and "distractors" not in card
    assume(not several or card.get("type") == "free")  # those go as an essay
    content = {"title": "T", "id": "t", "cards": [{"id": "q1", **card}]}
    text = yaml.safe_dump(content, allow_unicode=True)
    deck = parse_deck(text, file="t.yaml", deck_id="t").good_deck
    to = io.BytesIO()
    write([Outgoing(deck=deck)], to, WriteOptions(), int)
    back = read(Source(name="t.gift", data=to.getvalue()), ReadOptions(), int)
    again = [deck_text(each, "t") for each in back.decks]
    notes = [
        note
        for each in again
        for note in parse_deck(each.text, file="t.yaml", deck_id="t").good_deck.notes
    ]
    assert [(note.id, note.prompt, set(note.rights), note.explanation) for note in notes] == [
        (note.id, note.prompt, set(note.rights), note.explanation) for note in deck.notes
    ], to.getvalue().decode()


@given(st.text(st.sampled_from("ab=~#{}%:\\\\->123.*[]T \n"), max_size=60))
def test_any_text_is_read_without_an_error(text: str) -> None:
    read(Source(name="t.gift", data=f"Which? {text}".encode()), ReadOptions(), int)
    with suppress(GiftError):
        answers_of(hidden(text))
    assert "\ufdd0" not in seen(hidden(text))
