"""Of an example whose verdict changed with the rules, `check` says which rule is new."""

import re

import pytest

from quizkit.formats.deck_yaml import parse_deck
from quizkit.grading.new_rules import NEW_RULES
from quizkit.lint import check_deck
from tests.places import TESTS

REFUSED = """
35 close  answer: prednisolone                       | prednisone
35 close  answer: grandmother                        | grandfather
36 close  answer: Haute-Marne                        | Haute-Saône
36 correct  answer: print()                          | print
37 correct  answer: Summer 1952                      | Fall 1952
37 correct  {answer: 12 June 1985, accept: [1985]}   | 27 June 1985
37 correct  answer: 2 March 2024                     | the second Saturday of March 2024
45 correct  {answer: Duell, language: de}            | Düll
51 correct  answer: (a+1)/b                          | a+1/b
51 correct  answer: f′(x)                            | f(x)
"""
"""What a new rule refuses: its number, the older verdict, the card, and what was typed."""
GRANTED = """
36 wrong  {answer: ラーメン, language: ja}              | ラ-メン
37 wrong  answer: 9 March 2024                       | the second Saturday of March 2024
38 wrong  answer: Nile                               | the Nile River
38 wrong  answer: in clinical trials                 | clinical trials
39 wrong  answer: CD4                                | CD 4
39 close  answer: sweet corn                         | sweetcorn
39 wrong  answer: a lot                              | alot
39 wrong  answer: 9:00 am                            | 9 a.m.
40 wrong  answer: Saint Helena                       | St. Helena
40 wrong  answer: type II                            | type 2
41 close  answer: aluminium                          | aluminum
41 wrong  answer: grey                               | gray
41 wrong  answer: berry                              | berries
42 wrong  answer: they are late                      | theyre late
42 wrong  answer: N'Djamena                          | N Djamena
43 wrong  answer: "0.167"                            | 0.1667
43 wrong  answer: "0.1667"                           | 0.167
43 wrong  answer: "3.5"                              | 3,5
43 wrong  answer: 1/2                                | 0.5
43 wrong  {question: What daily dose?, answer: 4 g}  | 4 g/day
44 wrong  answers: [solid, liquid, gas]              | solid liquid gas
45 wrong  {answer: die Zange, language: de}          | Zange
45 wrong  {answer: die Zange, language: de}          | eine Zange
45 wrong  {answer: ねこ, language: ja}                 | ネコ
45 wrong  {answer: 老师, accept: [lǎoshī], language: zh} | lao3shi1
45 close  {answer: 3 October 1990, language: de}     | 03.10.1990
46 wrong  answer: sofa/couch                         | couch
50 wrong  {answer: Paris, markup: markdown}          | **Paris**
51 wrong  answer: √(x + 1)                           | sqrt(x+1)
51 wrong  answer: H₂O                                | H_2O
51 wrong  answer: x²                                 | x**2
"""
"""What a new rule grants, written likewise."""
OLD = """
correct  answer: Astana                              | Nur-Sultan
close  answer: mitochondrion                         | ribosome
wrong  answer: Paris                                 | paris
wrong  answer: 164 km                                | 164,000 m
correct  answer: 164 km                              | 165 km
wrong  answer: organise                              | organize
wrong  answer: do not go                             | dont go
wrong  {answer: 20 July 1969, language: de}          | 20. Juli 1969
correct  answers: [solid, liquid, gas]               | solid, gas
close  answer: nitrate                               | nitrite
"""
"""Examples that failed by the rules of the first edition as well."""
FIELDS = re.compile(r"(?:(\d\d) )?(\w+) +(.+?) +\| (.+)")


def said_of(line: str) -> tuple[str | None, str]:
    """Return the rule that a line of these tables expects, and what `check` says of its example."""
    found = FIELDS.fullmatch(line)
    assert found
    rule, name, card, typed = found.groups()
    keys = card.strip("{}")
    question = "" if "question:" in keys else "question: Q?, "
    entry = f'{{{question}{keys}, examples: {{{name}: ["{typed}"]}}}}'
    findings = check_deck(parse_deck(f"title: T\ncards:\n  - {entry}\n"))
    (message,) = [finding.message for finding in findings if finding.code == "Q601"]
    return rule, message


@pytest.mark.parametrize("line", [*REFUSED.strip().splitlines(), *GRANTED.strip().splitlines()])
def test_of_an_example_whose_verdict_changed_the_new_rule_is_named(line: str) -> None:
    rule, message = said_of(line)
    assert rule
    assert message.endswith(f" (rule {rule} is new: {NEW_RULES[int(rule)]})")


@pytest.mark.parametrize("line", OLD.strip().splitlines())
def test_of_an_example_that_failed_before_no_rule_is_named(line: str) -> None:
    assert "is new" not in said_of(line)[1]


def test_each_new_rule_is_shown_at_work_and_told_of_in_the_docs() -> None:
    shown = {line[:2] for line in (REFUSED + GRANTED).split("\n") if line}
    assert shown == {str(rule) for rule in NEW_RULES}
    told = (TESTS.parent / "docs" / "grading.md").read_text("utf-8")
    for rule in NEW_RULES:
        assert re.search(rf"^(?:- \*\*{rule}\*\* |.*\({rule}\))", told, re.MULTILINE), rule
    assert re.search(r"[Rr]ules 35 to 46 are new, and so are 47 to 51", told)
