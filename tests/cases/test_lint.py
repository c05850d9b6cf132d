"""Rules of good cards: each fires on its bad card, and is silent on its good one."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from quizkit.formats.deck_yaml import Reading, open_deck, parse_deck
from quizkit.grading import grade
from quizkit.lint import Finding, Rule, Severity, all_rules, check_deck, example_deck, explanation
from quizkit.lint.registry import gives_hints, load
from quizkit.lint.rules.words import ROWS
from quizkit.model import (
    AnswerKey,
    AnswerType,
    Blanks,
    Card,
    ChoiceNote,
    Kind,
    TypedNote,
    answer_texts,
)
from tests import rules_page
from tests.places import PACKAGE, TESTS

RULES = [*all_rules().values()]
GOOD_DECKS = sorted((TESTS / "good_decks").glob("*.yaml"))


def check(entries: str, *, head: str = "title: T\n", **options: object) -> list[Finding]:
    reading = parse_deck(f"{head}cards:\n{entries}")
    assert not reading.problems
    return check_deck(reading, **options)  # type: ignore[arg-type]


def codes(findings: list[Finding]) -> set[str]:
    return {finding.code for finding in findings}


def example(rule: Rule, entries: str) -> list[Finding]:
    texts = {"text": rule.lesson.text} if rule.lesson.text else None
    return check_deck(parse_deck(example_deck(rule, entries)), hints=True, texts=texts)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_fires_on_its_bad_card(rule: Rule) -> None:
    fired = [finding for finding in example(rule, rule.lesson.bad) if finding.code == rule.code]
    assert fired
    for finding in fired:
        assert finding.severity is rule.severity
        assert finding.location.line > 0
        assert finding.message
        assert finding.fix
        assert finding.excerpt


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_and_all_that_warn_are_silent_on_its_good_card(rule: Rule) -> None:
    for finding in example(rule, rule.lesson.good):
        assert finding.severity is Severity.HINT, finding
        assert finding.code != rule.code, finding


CARDS_BY_RULE = (TESTS / "cases" / "lint_cards.txt").read_text("utf-8").split("\n== ")[1:]


@pytest.mark.parametrize("section", CARDS_BY_RULE, ids=lambda section: section[:4])
def test_a_rule_tells_bad_cards_of_many_fields_from_good_ones(section: str) -> None:
    code, *lines = section.strip().splitlines()
    wrong = []
    for line in lines:
        sort, _, cards = line.partition(" ")
        findings = check_deck(parse_deck(f"title: T\ncards: [{cards}]\n"), hints=True)
        found = {f.code for f in findings if f.code == code or f.severity is not Severity.HINT}
        if (code in found) if sort == "bad" else not found:
            continue
        wrong.append((line, found))
    assert not wrong
    assert {line.partition(" ")[0] for line in lines} == {"bad", "good"}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_is_explained_with_both_its_cards(rule: Rule) -> None:
    said = explanation(rule)
    assert said.startswith(f"{rule.code} ({rule.severity}): {rule.lesson.title}")
    assert len(rule.lesson.reason.split()) > 8
    for line in [*rule.lesson.bad.strip().splitlines(), *rule.lesson.good.strip().splitlines()]:
        assert line.strip() in said


def test_the_page_of_rules_says_what_the_rules_say() -> None:
    written = rules_page.PAGE.read_text("utf-8")
    assert written == rules_page.page(), "write it anew: python -m tests.rules_page"


def test_a_rule_is_named_as_its_file() -> None:
    files = {path.stem for path in PACKAGE.glob("lint/rules/**/q*.py")}
    rows = {f"{row.code.lower()}_{row.name}" for row in ROWS}
    assert {f"{rule.code.lower()}_{rule.name}" for rule in RULES} == files | rows


def test_rules_that_give_hints_stand_apart() -> None:
    hints = {rule.code for rule in RULES if rule.severity is Severity.HINT}
    assert {rule.code for rule in RULES if gives_hints(rule.code)} == hints


def test_findings_come_in_the_order_of_the_file_with_their_places() -> None:
    findings = check(
        "  - {question: Is Pluto a planet?, answer: no}\n"
        "  - question: Which is the largest moon of the planet Saturn?\n"
        "    answer: Titan\n"
        "    distractors: [Rhea, the Rhea, Dione]\n"
        "  - {question: In which city is the Eiffel Tower of Paris?, answer: Paris}\n"
    )
    assert [(f.code, f.location.line, f.location.column) for f in findings] == [
        ("Q105", 3, 16),
        ("Q302", 6, 25),
        ("Q102", 7, 16),
    ]
    assert findings[0].excerpt == "  - {question: Is Pluto a planet?, answer: no}"


@pytest.mark.parametrize(
    ("distractors", "column"),
    [("[the Congo, Congo, the Niger]", 30), ("{the Congo: far, Congo: '', the Niger: ''}", 35)],
)
def test_an_option_is_found_as_an_item_or_as_a_key(distractors: str, column: int) -> None:
    (finding,) = check(
        "  - question: Which river flows through Cairo?\n    answer: Nile\n"
        f"    distractors: {distractors}\n"
    )
    assert (finding.code, finding.location.line, finding.location.column) == ("Q302", 5, column)


def test_the_text_of_a_finding_says_place_severity_and_code() -> None:
    (finding,) = check("  - {question: Is Pluto a planet?, answer: no}\n")
    assert str(finding) == (
        "<text>:3:16: warning: this asks for yes or no [Q105]\n"
        "    3 |   - {question: Is Pluto a planet?, answer: no}\n"
        "      |                ^\n"
        "fix: ask for the fact, or write a `statement:`"
    )


def test_what_the_reader_reports_is_a_finding_and_an_error() -> None:
    (finding,) = check_deck(parse_deck("title: T\ncards:\n  - {question: Q}\n"))
    assert finding.severity is Severity.ERROR
    assert finding.location.line == 3
    assert str(finding) == str(parse_deck("title: T\ncards:\n  - {question: Q}\n").problems[0])


YES_OR_NO = "  - {question: Is Pluto a planet?, answer: no%s}\n"


def test_a_note_ignores_a_rule() -> None:
    assert check(YES_OR_NO % ", lint: {ignore: [Q105]}") == []


def test_a_deck_ignores_a_rule_by_its_defaults() -> None:
    entries = YES_OR_NO % "" + "  - {question: What is the capital of Peru?, answer: Lima}\n"
    assert check(entries, head="title: T\ndefaults: {lint: {ignore: [Q105]}}\n") == []
    (unused,) = check(entries, head="title: T\ndefaults: {lint: {ignore: [Q105, Q106]}}\n")
    assert unused.code == "Q001"
    assert "Q106" in unused.message


def test_a_deck_ignores_a_rule_on_the_deck_as_a_whole() -> None:
    rule = all_rules()["Q406"]
    deck = example_deck(rule, rule.lesson.bad)
    assert codes(check_deck(parse_deck(deck))) == {"Q406"}
    assert check_deck(parse_deck(f"defaults: {{lint: {{ignore: [Q406]}}}}\n{deck}")) == []


@pytest.mark.parametrize(
    ("ignored", "said"),
    [("Q999", "there is no rule `Q999`"), ("Q101", "Q101 finds nothing here"), ("Q107", "")],
)
def test_an_unused_ignore_is_reported_unless_its_rule_was_not_applied(
    ignored: str, said: str
) -> None:
    entry = "  - {question: What is the capital of Peru?, answer: Lima, lint: {ignore: [%s]}}\n"
    findings = check(entry % ignored)
    assert [finding.code for finding in findings] == ["Q001"] * bool(said)
    assert all(said in finding.message for finding in findings)


def test_rules_are_selected_and_ignored_by_code_or_family() -> None:
    entries = "  - {question: 'Is it Paris, and what is Paris?', answer: no}\n"
    assert codes(check(entries)) >= {"Q105"}
    assert codes(check(entries, select=["Q105"])) == {"Q105"}
    assert codes(check(entries, select=["Q1"], ignore=["Q105"])).isdisjoint({"Q105"})
    assert check(entries, ignore=["Q"]) == []


def test_hints_are_given_on_request_and_when_named() -> None:
    entries = "  - {question: Tell me about molten rock., answer: magma}\n"
    assert check(entries) == []
    assert codes(check(entries, hints=True)) == {"Q107"}
    assert codes(check(entries, select=["Q107"])) == {"Q107"}
    assert check(entries, select=["Q1"]) == []


def test_answers_are_read_in_the_language_of_their_deck() -> None:
    entries = "  - {question: ¿Cuántos habitantes tiene España?, answer: 47 millones}\n"
    assert check(entries, head="title: T\nlanguage: es\n") == []
    entries = "  - {question: Wie viele?, answer: über 10, distractors: [über 20, unter 5]}\n"
    assert [f.code for f in check(entries, head="title: T\nlanguage: de\n")] == ["Q303"]


def test_rules_of_english_leave_other_languages_alone() -> None:
    entries = "  - {question: 'Is Pluto a planet?', answer: no}\n"
    assert check(entries, head="title: T\nlanguage: de\n") == []


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ("{question: 'Which was first, Mars or Venus?', answer: Venus}", ""),
        ("{question: 'What is the French word for \"hand\"?', answer: hand}", ""),
        ("{question: Which planet is known for its rings?, answer: Saturn}", ""),
        ("{question: How long does it take light to reach the Earth?, answer: 8 minutes}", ""),
        ("{question: Which ocean is the largest?, answer: Pacific Ocean}", ""),
        ("{question: Who sang Thriller?, answer: Michael Jackson}", ""),
        ("{question: What is 5 times 1?, answer: 5}", ""),
        ("{question: How fast is light?, answer: 299792}", "Q204"),
        ("{question: How long is the Nile in kilometres?, answer: 6650}", ""),
        ("{question: What is Constantinople called today?, answer: Istanbul}", ""),
        ("{question: Who leads the league today?, answer: nobody}", "Q112"),
        ("{cloze: 'The capital of {{Peru}} is Lima, and Peru lies in the Andes.'}", "Q102"),
        ("{cloze: '{{1869::year}}'}", "Q101"),
    ],
)
def test_where_a_rule_draws_its_line(entry: str, code: str) -> None:
    assert codes(check(f"  - {entry}\n")) == ({code} if code else set())


@pytest.mark.parametrize(
    ("entry", "severity"),
    [
        ("{question: In which city is the Eiffel Tower of Paris?, answer: Paris}", Severity.ERROR),
        ("{question: 'What is the capital of Peru? (Lima)', answer: Lima}", Severity.ERROR),
        ('{cloze: "The {{Nile::Nile river}} flows north."}', Severity.ERROR),
        (
            "{question: What colour is the white horse of Napoleon?, answer: white}",
            Severity.WARNING,
        ),
        ("{question: How long did the Thirty Years War last?, answer: 30 years}", None),
        ("{question: In which country is Mexico City?, answer: Mexico}", Severity.WARNING),
        ("{question: In which city is the University of Mexico City?, answer: Mexico}", "warning"),
        ('{cloze: "Ashes to {{ashes}}, dust to dust."}', Severity.WARNING),
    ],
)
def test_an_answer_in_its_prompt_is_an_error_only_where_nothing_else_can_be_meant(
    entry: str, severity: Severity | None
) -> None:
    found = [f.severity for f in check(f"  - {entry}\n", select=["Q102"])]
    assert found == [severity] * (severity is not None)


@pytest.mark.parametrize(
    ("answer", "bare"),
    [
        ("**citric acid cycle**", "citric acid cycle"),
        ("*Homo sapiens*", "Homo sapiens"),
        ("$H_2O$", "H2O"),
        ("<b>Paris</b>", "Paris"),
        ("$\\frac{1}{2}$", "1/2"),
        ("$\\text{CO}_2$", "CO2"),
        ("Hodgkin&#39;s lymphoma", "Hodgkin's lymphoma"),
        ("__citric acid__", "citric acid"),
        ("[the Rhine](https://example.org/rhine.html)", "the Rhine"),
    ],
)
def test_an_answer_with_markup_is_mended_to_what_learners_type(answer: str, bare: str) -> None:
    entry = "  - question: What is it called by experts?\n    answer: {}\n"
    (finding,) = check(entry.format(f"'{answer.replace(chr(39), chr(39) * 2)}'"), select=["Q117"])
    mended = finding.fix.partition("\nanswer: ")[2]
    reading = parse_deck(f"title: T\ncards:\n{entry.format(mended)}")
    assert reading.deck is not None
    (card,) = reading.deck.cards
    assert grade(card, bare).outcome.remembered
    assert check(entry.format(mended), select=["Q117", "Q212"]) == []


def test_markup_that_is_only_shown_is_a_hint_and_comes_on_request() -> None:
    entry = "  - {question: What does *ceteris paribus* mean?, answer: all else equal}\n"
    assert check(entry) == []
    assert [f.severity for f in check(entry, hints=True)] == [Severity.HINT]
    assert [f.severity for f in check(entry, select=["Q117"])] == [Severity.HINT]


def test_cards_with_ids_that_ask_the_same_are_no_error() -> None:
    entry = "  - {%squestion: How do you say to be in Spanish%s, answer: %s}\n"
    found = check(entry % ("", "", "ser") + entry % ("", "?", "estar"), select=["Q401"])
    assert [f.severity for f in found] == [Severity.ERROR]
    found = check(entry % ("id: a, ", "", "ser") + entry % ("id: b, ", "", "estar"))
    assert [(f.code, f.severity) for f in found] == [("Q401", Severity.WARNING)]
    words = "  - {question: sie, answer: she}\n  - {question: Sie, answer: you}\n"
    assert [(f.code, f.severity) for f in check(words)] == [("Q401", Severity.WARNING)]


# ---- Examples and answers ---------------------------------------------------------------------


def test_an_unused_ignore_beside_those_of_the_deck_is_found_at_its_place() -> None:
    head = "title: T\ndefaults: {lint: {ignore: [Q501]}}\n"
    entries = (
        "  - {question: When did it open?, answer: 1869, lint: {ignore: [Q104, Q102]}}\n"
        "  - {question: When did the canal open to ships?, answer: 1870, lint: {ignore: [%s]}}\n"
    )
    found = check(entries % "Q106, Q105", head=head)
    places = [(f.location.line, f.location.column, f.message[:4]) for f in found]
    assert places == [(2, 27, "Q501"), (4, 71, "Q102"), (5, 81, "Q106"), (5, 87, "Q105")]
    found = check(entries % "Q106, Q001", head=head)
    assert [f.location.line for f in found] == [2, 4]
    assert check(entries % "Q106", head="title: T\ndefaults: {lint: {ignore: Q001}}\n") == []


def test_a_failing_example_says_what_the_grader_makes_of_it() -> None:
    entry = (
        "  - question: How many patients?\n    answer: 783\n    examples:\n"
        "      correct: ['783']\n      wrong: [780, 783 people]\n"
    )
    (finding,) = check(entry)
    assert (finding.code, finding.location.line) == ("Q601", 7)
    assert finding.message == "`783 people` should be wrong, and is judged correct"


def test_an_example_that_can_be_read_two_ways_is_mended_for_the_whole_deck() -> None:
    entry = (
        "  - {question: When was the vote?, answer: 9 May 1989, examples: {correct: 9/5/1989}}\n"
    )
    (finding,) = check(entry)
    assert "`dayfirst: true`" in finding.fix
    assert check(entry, head="title: T\ndefaults: {dayfirst: true}\n") == []


def test_an_example_is_judged_beside_the_answers_of_the_other_cards() -> None:
    austria = (
        "  - question: Which country lies between Germany and Hungary?\n    answer: Austria\n"
        "    examples: {close: [Austrias], wrong: [the AUSTRALIA]}\n"
    )
    australia = "  - {question: Which country is a continent?, answer: %s}\n"
    assert check(austria + australia % "Australia") == []
    (finding,) = check(austria + australia % "Austrias")
    assert "`Austrias` should be close, and is judged wrong" in finding.message


def text_keys(card: Card) -> list[AnswerKey]:
    match card.task:
        case TypedNote() | ChoiceNote():
            return [card.task.key]
        case Blanks() if len(card.task.keys) == 1:
            return [*card.task.keys]
        case _:
            return []


def brute_force(reading: Reading) -> Iterator[tuple[str, str]]:
    """Yield the note and the answer of every pair in which another's answer is taken as right."""
    from quizkit.answers.reading import Person, Text, read_answer

    deck = reading.deck
    assert deck is not None
    for card in deck.cards:
        for key in text_keys(card):
            read = read_answer(key.answer, key.type.value, language=deck.language)
            own = {text.casefold() for text in key.texts}
            if key.minimum or not isinstance(read[0], Text | Person):  # a number is no slip
                continue
            person = key.type is AnswerType.PERSON
            for other in deck.notes:
                for text in answer_texts(other):
                    same_note = other is card.note
                    named = isinstance(other, TypedNote | ChoiceNote) and (
                        other.key.type is AnswerType.PERSON and text == other.key.answer
                    )
                    if text.casefold() in own or (same_note and not isinstance(card.task, Blanks)):
                        continue
                    if person and not named:
                        continue
                    given = grade(card, text, other_answers=deck.other_answers(card))
                    if given.outcome.remembered:
                        yield card.note.id, text


CLASHING = """
title: T
language: de
cards:
  - {question: nicht hässlich, answer: schön}
  - {question: bereits, answer: schon}
  - {question: Wer war der zweite Präsident der USA?, answer: John Adams, type: person}
  - {question: Wer war der sechste Präsident der USA?, answer: John Quincy Adams, type: person}
  - {question: Wer schrieb Faust?, answer: Goethe, type: person}
  - {cloze: "{{Rumänien}} liegt in Europa, {{Rumanien}} ist ein Schreibfehler."}
"""


def test_every_answer_is_given_to_every_other_card() -> None:
    reading = parse_deck(CLASHING)
    assert reading.deck is not None
    found = set()
    for finding in check_deck(reading, select=["Q209"]):
        index = finding.location.line - 5
        text = finding.message.split("`")[1]
        found.add((reading.deck.notes[index].id, text))
    assert found == set(brute_force(reading))
    assert len(found) >= 4


@pytest.mark.parametrize("path", GOOD_DECKS, ids=lambda path: path.stem)
def test_no_answer_of_a_good_deck_is_taken_for_another(path: Path) -> None:
    assert list(brute_force(open_deck(path))) == []


def test_the_rules_are_silent_on_good_cards() -> None:
    notes = errors = warnings = 0
    kinds, languages = set(), set()
    for path in GOOD_DECKS:
        reading = open_deck(path)
        assert reading.deck is not None, reading.problems
        notes += len(reading.deck.notes)
        kinds |= {note.kind for note in reading.deck.notes}
        languages.add(reading.deck.language)
        severities = [finding.severity for finding in check_deck(reading)]
        errors += severities.count(Severity.ERROR)
        warnings += severities.count(Severity.WARNING)
    assert notes >= 150
    assert (kinds, len(languages)) == (set(Kind), 4)
    assert errors == 0
    assert warnings <= 0.02 * notes


# ---- Any deck ---------------------------------------------------------------------------------

TEXTS = st.one_of(
    st.text(min_size=1, max_size=30),
    st.sampled_from(
        "0|10-20|1e9|½|a|it|is it?|not never|{{a}} {{b}}|30,000|the|Dr.|...|U.S.|5 %|2nd|"
        "twenty hundred|½ km|1/0|٣|ß|ſ|İ|\u200b|\ud800|of that year|more than a|a 1.2.3|-".split(
            "|"
        )
    ),
).filter(str.strip)


@given(prompts=st.lists(TEXTS, min_size=2, max_size=6), right=TEXTS, wrong=TEXTS)
def test_no_text_makes_a_rule_fail(prompts: list[str], right: str, wrong: str) -> None:
    from quizkit.model import (
        Citation,
        ClozeNote,
        Deck,
        ListNote,
        OrderNote,
        PairsNote,
        SeveralChoicesNote,
        Source,
        TrueFalseNote,
    )

    from quizkit.cloze import Blank  # isort: skip
    from quizkit.lint.checked import CheckedDeck
    from quizkit.lint.copies import Copies

    p = [*prompts, *prompts, *prompts, *prompts]
    cite = (Citation("s", ((1, 2),)),)
    notes = [
        TypedNote(id="1", question=p[0], key=AnswerKey(right), reverse=wrong, citations=cite),
        ChoiceNote(id="2", question=p[1], key=AnswerKey(right), distractors={wrong: ""}),
        ListNote(id="3", question=p[2], answers=((right, wrong), (wrong,)), citations=cite),
        SeveralChoicesNote(id="4", question=p[3], answers=((right,),), distractors={wrong: ""}),
        TrueFalseNote(id="5", statement=p[4], answer=True, citations=cite),
        OrderNote(id="6", question=p[5], order=(right, wrong)),
        PairsNote(id="7", question=p[6], pairs={right: wrong, wrong: right}, citations=cite),
        ClozeNote(id="8", pieces=(p[7], Blank(right), Blank(wrong)), citations=cite),
    ]
    deck = Deck("d", "T", "en", tuple(notes), sources={"s": Source("s", wrong)})
    checked = CheckedDeck(
        deck, Copies(deck.sources, given=dict.fromkeys(deck.sources, "\n".join(prompts)))
    )
    for code in all_rules():
        list(load(code).find(checked))


@pytest.mark.parametrize("codes", [{"select": ["Q9"]}, {"ignore": ["typo"]}, {"select": [""]}])
def test_a_code_that_no_rule_begins_with_is_refused(codes: dict[str, list[str]]) -> None:
    with pytest.raises(ValueError, match="there is no rule"):
        check_deck(parse_deck("title: T\ncards:\n  - {question: Q, answer: A}\n"), **codes)  # type: ignore[arg-type]
