"""Alternatives in one text of a key: which texts hold some, and how each is judged (rule 46)."""

import time

import pytest
from hypothesis import given, strategies as st

from quizkit.answers.variants import MAX_LENGTH, variants, ways_to_part
from quizkit.formats import parse_deck
from quizkit.grading import Outcome, grade
from quizkit.lint import check_deck
from quizkit.model import AnswerKey, Judging, TypedNote
from tests.verdicts import card_of, typed

HELD = {
    "sofa/couch": "sofa|couch",
    "sofa / couch": "sofa|couch",
    "dog;hound; pooch": "dog|hound|pooch",
    "oak, or beech": "oak|beech",
    "either oak or copper beech": "oak|copper beech",
    "oak, beech, or ash": "oak|beech|ash",
    "autumn OR fall": "autumn|fall",
    "soccer (also called football)": "soccer|football",
    "sofa [or couch; accept settee; do not accept chair]": "sofa|couch|settee",
    "Saint Petersburg (or Leningrad)": "Saint Petersburg|Leningrad",
    "Moby-Dick; or, The Whale": "Moby-Dick|The Whale",
    "CO2 or carbon dioxide": "CO2|carbon dioxide",
    "K2 or Godwin-Austen": "K2|Godwin-Austen",
    "to look after; to care for": "to look after|to care for",
    "kilogram or kg": "kilogram|kg",
    "bar/pub": "bar|pub",
    "Gulf of Mexico or Gulf of America": "Gulf of Mexico|Gulf of America",
    "the harbour (or pier) light": "the harbour light|the pier light",
    "Constantinople (or Byzantium or Istanbul)": "Constantinople|Byzantium|Istanbul",
    "World Health Organization/WHO": "World Health Organization|WHO",
    "Democratic Republic of the Congo or DRC": "Democratic Republic of the Congo|DRC",
    "sofa, also known as couch": "sofa|couch",
    "also/too": "also|too",
    "犬／いぬ": "犬|いぬ",
}
NOT_HELD = """
    km/h|mg/dL|words/minute|TCP/IP|AC/DC|OS/2|HIV/AIDS|A/B|dy/dx|π/2|1/2|24/7|9/11|12/30/1920|1920/21
    and/or|he/she|s/he|either/or|N/A|w/o|true/false|read/write|input/output|more/less|male/female
    /usr/bin|usr/bin|https://example.org/a|text/html|image/png|amigo/a|bueno/-a|O(n) or better
    trick or treat|do or die|dead or alive|now or never|sooner or later|to be or not to be|one or two
    a month or more|second or third degree|left or right lung|static or dynamic rope|in a home or shed
    Take Me or Leave Me|Face/Off|The Lady, or the Tiger?|1989 ; Prague|Price will rise; sales will fall
    Luft = air; Hanse = guild|Lima, Peru|salt and pepper|May 1990/June 1991|sofa/|; ;|C/C++|x or y
    Tyger Tyger, burning bright / In the forests of the night|Roses are red / Violets are blue
    dropping gifts from planes or helicopters|emotionally and/or mentally disturbed|5 km or 3 miles
""".replace("\n", "|").split("|")


@pytest.mark.parametrize("text", HELD)
def test_a_text_holds_its_alternatives_in_order(text: str) -> None:
    assert variants(text) == tuple(HELD[text].split("|"))


@pytest.mark.parametrize("text", [*filter(None, map(str.strip, NOT_HELD))])
def test_what_is_one_answer_holds_no_alternatives(text: str) -> None:
    assert variants(text) == ()


@pytest.mark.parametrize("kind", ["exact", "code", "number", "date", "free"])
def test_only_texts_and_people_hold_alternatives(kind: str) -> None:
    assert variants("sofa/couch", kind) == variants("sofa or couch", kind) == ()
    assert variants("sofa/couch", "text") == ("sofa", "couch")
    assert variants("Lennon/McCartney", "person") == ()
    assert variants("Mark Twain / Samuel Clemens", "person") == ("Mark Twain", "Samuel Clemens")
    assert variants("Mark Twain or Samuel Clemens", "person") == ("Mark Twain", "Samuel Clemens")


def test_the_word_for_or_is_that_of_the_language() -> None:
    assert variants("Haus oder Gebäude", language="de") == ("Haus", "Gebäude")
    assert variants("perro o can", language="es") == ("perro", "can")
    assert variants("und/oder", language="de") == ()
    assert variants("Haus oder Gebäude") == variants("sofa or couch", language="fr") == ()


words = st.sampled_from(
    "oak beech sofa couch K2 the km h / ; or (or ) , [ ] either 5 not 犬 aka ' \" ? WHO".split()
)
texts = st.lists(words | st.text(max_size=4), max_size=8).map(" ".join) | st.text()


@given(text=texts, language=st.sampled_from(["en", "de", "ja", "xx"]))
def test_each_alternative_is_right_and_so_is_the_whole(text: str, language: str) -> None:
    held = variants(text, language=language)
    assert len(held) != 1
    judging = Judging(language)
    for one in (*held, "; ".join(held), "/".join(reversed(held)), text) if held else ():
        note = TypedNote(id="n", question="?", key=AnswerKey(text), judging=judging)
        assert grade(card_of(note), one).outcome is Outcome.CORRECT, (text, one)


@pytest.mark.parametrize("part", ["a/", "a ; ", "ab or ", "(or ", "x, ", "[accept b; "])
def test_long_texts_are_looked_at_in_no_time(part: str) -> None:
    start = time.process_time()
    for size in (MAX_LENGTH - 10, MAX_LENGTH, 100_000):
        text = part * (size // len(part))
        assert variants(text) == ()
        assert len([*ways_to_part(text)]) <= 2
        note = TypedNote(id="n", question="?", key=AnswerKey("sofa/couch"))
        assert not grade(card_of(note), text[:1000]).score
    assert time.process_time() - start < 3


@pytest.mark.parametrize(
    ("entry", "at", "line"),
    [
        ("{question: seat, answer: sofa/couch}", "sofa/", "answer: sofa\naccept: [couch]"),
        (
            "{question: seat, answer: bench, accept: [sofa/couch]}",
            "sofa/",
            "answer: bench\naccept: [sofa, couch]",
        ),
        (
            "{question: Which two seas meet there?, answer: North Sea; Baltic Sea}",
            "North",
            "answers: [North Sea, Baltic Sea]",
        ),
        (
            "{question: Two pets?, answers: [dog; hound, cat]}",
            "[dog",
            "answers: [[dog, hound], cat]",
        ),
        ("{cloze: 'Sit on a {{sofa/couch}}.'}", "'Sit", "`{{sofa|couch}}`"),
        ("{question: law, answer: \"statute (or 'lex')\"}", '"statute', "accept: [\"'lex'\"]"),
    ],
)
def test_alternatives_are_found_where_they_stand_with_the_line_mended(
    entry: str, at: str, line: str
) -> None:
    (finding,) = check_deck(parse_deck(f"title: T\ncards:\n  - {entry}\n"), select=["Q217"])
    assert finding.excerpt[finding.location.column - 1 :].startswith(at)
    assert finding.fix.endswith(line)


@pytest.mark.parametrize(
    ("text", "language", "held"),
    [
        ("el/la artista", "es", "el artista|la artista"),
        ("der / das Joghurt", "de", "der Joghurt|das Joghurt"),
        ("der/die/das Zweite", "de", "der Zweite|die Zweite|das Zweite"),
        ("le ou la ministre", "fr", "le ministre|la ministre"),
        ("der Arzt / die Ärztin", "de", "der Arzt|die Ärztin"),
        ("beau/belle", "fr", "beau|belle"),
    ],
)
def test_an_article_alone_belongs_to_the_noun_behind_the_next(
    text: str, language: str, held: str
) -> None:
    assert variants(text, language=language) == tuple(held.split("|"))


def test_an_article_of_several_is_no_answer_without_its_noun() -> None:
    card = typed("el/la artista", "es")
    for said in ("el artista", "la artista", "artista", "la/el artista"):
        assert grade(card, said).outcome is Outcome.CORRECT, said
    for said in ("el", "la", "los artista", "los"):
        assert grade(card, said).outcome is Outcome.WRONG, said
