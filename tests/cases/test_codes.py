"""Codes for programs: each member of an enum is met by an example, and nothing else is ever given."""

import json
import re

import pytest

from quizkit import DeckError, desk, errors, fitting, read_deck, session, store
from quizkit.errors import ProblemCode, QuizkitError
from quizkit.formats import parse_deck
from quizkit.grading import Code, Verdict
from quizkit.lint import RuleCode, Severity, all_rules, check_deck
from quizkit.progress.events import KINDS
from quizkit.store.rows import LAYOUTS, EventKind
from tests import codes_page
from tests.judged_cases import CASES, judge, read_cases
from tests.places import GOLDEN

PAGE = codes_page.PAGE.read_text("utf-8")


def test_the_page_of_codes_says_what_the_enums_say() -> None:
    assert codes_page.page() == PAGE, "write it anew: python -m tests.codes_page"


def test_each_code_of_a_problem_is_that_of_some_problem() -> None:
    assert set(codes_page.problems()) == set(ProblemCode)


@pytest.mark.parametrize("code", ProblemCode)
def test_a_problem_is_json_and_its_code_equals_a_text(code: ProblemCode) -> None:
    problem = codes_page.problems()[code]
    said = json.loads(json.dumps(problem.to_dict()))
    assert said == {
        "file": problem.location.file,
        "line": problem.location.line,
        "column": problem.location.column,
        "code": code.value,
        "message": problem.message,
        "fix": problem.fix,
        "excerpt": problem.excerpt,
        "edits": [edit.to_dict() for edit in problem.edits],
    }
    assert problem.code is code
    assert ProblemCode(said["code"]) is code


@pytest.mark.parametrize("code", Code)
def test_each_code_of_a_verdict_is_that_of_its_example(code: Code) -> None:
    verdict = codes_page.judged(code)
    assert code in all_codes(verdict)


def all_codes(verdict: Verdict) -> set[Code]:
    """Return the codes of a verdict and of its parts."""
    return {verdict.code}.union(*(all_codes(part.verdict) for part in verdict.parts))


def test_every_code_of_a_judged_answer_is_a_member_of_the_enum() -> None:
    given = set().union(*(all_codes(judge(case)) for case in read_cases(CASES)))
    assert {type(code) for code in given} == {Code}
    assert set(Code) - given == {Code.NOT_JUDGED}  # which its cases do not cover


def test_the_codes_of_rules_are_those_of_the_rules() -> None:
    named = {(code.value, code.name.lower()) for code in RuleCode}
    assert named == {(code, rule.name) for code, rule in all_rules().items()}


def test_a_finding_is_json_with_the_code_of_a_rule_or_of_a_problem() -> None:
    of_reader = check_deck(parse_deck("title: T\ncards:\n  - question: Is Pluto a planet?\n"))
    of_rules = check_deck(
        parse_deck("title: T\ncards:\n  - {question: Is Pluto a planet?, answer: no}\n")
    )
    assert [finding.code for finding in of_reader + of_rules] == [
        ProblemCode.NO_ANSWER,
        RuleCode.YES_OR_NO,
    ]
    assert of_reader[0].severity is Severity.ERROR
    assert json.loads(json.dumps(of_rules[0].to_dict())) == {
        "file": "<text>",
        "line": 3,
        "column": 16,
        "code": "Q105",
        "severity": "warning",
        "message": of_rules[0].message,
        "fix": of_rules[0].fix,
        "excerpt": "  - {question: Is Pluto a planet?, answer: no}",
        "edits": [],
    }


def test_a_deck_error_holds_every_problem_of_its_file() -> None:
    with pytest.raises(DeckError) as caught:
        read_deck("titel: T\ncards:\n  - {question: Q}\n  - {hints: [h]}\n  - answer: &a A\n")
    found = caught.value.problems
    assert [(problem.location.line, problem.code) for problem in found] == [
        (1, ProblemCode.UNKNOWN_KEY),
        (3, ProblemCode.NO_ANSWER),
        (4, ProblemCode.NO_KIND),
        (5, ProblemCode.NO_QUESTION),
        (5, ProblemCode.ALIAS),
    ]
    assert str(caught.value) == "\n\n".join(map(str, found))


def test_every_event_has_a_number_and_no_two_the_same_one() -> None:
    assert {kind.value for kind in EventKind} == set(range(1, len(KINDS) + 1))
    assert {event for event, _ in LAYOUTS.values()} < set(KINDS)


def test_every_error_of_a_public_room_is_explained() -> None:
    rooms = (errors, store, desk, session, fitting)
    raised = {
        name
        for room in rooms
        for name in room.__all__
        if isinstance(each := getattr(room, name), type) and issubclass(each, QuizkitError)
    }
    assert raised
    told = re.findall(r"^\| `(\w+)`", PAGE.partition("## Errors")[2], re.MULTILINE)
    assert raised <= set(told)


def test_every_exit_code_of_a_session_is_explained() -> None:
    files = sorted(GOLDEN.glob("sessions/*.txt"))
    seen = {
        code
        for file in files
        for code in re.findall(r"^exit (\d+)$", file.read_text("utf-8"), re.M)
    }
    assert seen
    assert seen <= set(re.findall(r"^\| (\d+) \|", PAGE.partition("## Exit codes")[2], re.M))


def test_a_reading_is_shown_in_a_line() -> None:
    good = parse_deck("title: T\ncards:\n  - {question: Q, answer: A}\n", file="a.yaml")
    assert repr(good) == "<Reading 'a.yaml': <Deck 'a': 'T', 1 note>>"
    assert repr(parse_deck("title: T\n", file="a.yaml")) == "<Reading 'a.yaml': 1 problem>"
