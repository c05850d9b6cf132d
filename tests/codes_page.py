"""Writes the tables of docs/codes.md from the enums, with an example for each code.

python -m tests.codes_page
"""

import re
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path

from attrs import evolve

from quizkit import DeckError, read_deck
from quizkit.authoring.adding import with_entry
from quizkit.authoring.formatting import format_deck
from quizkit.errors import Problem, ProblemCode
from quizkit.formats import open_deck, parse_deck
from quizkit.formats.file_errors import unread
from quizkit.formats.same_ids import same_ids
from quizkit.grading import Code, Response, Verdict, grade
from quizkit.lint import all_rules
from quizkit.progress import Answered
from quizkit.store.rows import LAYOUTS, EventKind
from tests.places import DOCS, GOLDEN

PAGE = DOCS / "codes.md"
END = "<!-- end -->"

EXAMPLES: dict[Code, tuple[str, Response]] = {
    Code.CORRECT: ("answer: 164 km", "164,000 m"),
    Code.EMPTY: ("answer: Lima", ""),
    Code.TOO_LONG: ("answer: Lima", "x" * 2000),
    Code.NOT_JUDGED: ("answer: In one's own words., type: free", "So."),
    Code.REJECT: ("answer: de Lesseps, reject: [Eiffel]", "Eiffel"),
    Code.OTHER_ANSWER: ("answer: Uranus", "Uranes"),
    Code.SEVERAL: ("answer: Lima, distractors: [Quito, Bogotá]", "Lima, Quito"),
    Code.PARTS: ("answers: [Red, Black]", "Red"),
    Code.SLIP: ("answer: Mediterranean", "Mediteranean"),
    Code.CASE: ("answer: ls, case: strict", "LS"),
    Code.ACCENTS: ("answer: año, accents: strict", "ano"),
    Code.STRICT: ("answer: git reset, case: strict", "Git resett"),
    Code.NO_SLIPS: ("answer: Bucharest, slips: none", "Bucarest"),
    Code.NOT_EXACT: ("answer: NaCl, type: exact", "NaCL"),
    Code.CODE: ("answer: 'return x + 1', type: code", "return x + 2"),
    Code.INDENTATION: ("answer: '    return x', type: code", "return x"),
    Code.OTHER_TEXT: ("answer: Lima", "Quito"),
    Code.LOOK_ALIKE: ("answer: H2O", "H20"),
    Code.NEGATION: ("answer: Lima", "it is not Lima"),
    Code.ARTICLE: ("answer: die Zange, language: de", "der Zange"),
    Code.LETTERS: ("answer: カメラ, language: ja", "かめら"),
    Code.WORD_ORDER: ("answer: left then right", "right then left"),
    Code.EXTRA_WORDS: ("answer: the Danube", "the Danube in Vienna"),
    Code.MISSING_WORDS: ("answer: red blood cells", "blood cells"),
    Code.OTHER_NUMBER: ("answer: Boeing 747", "Boeing 737"),
    Code.CONTRARY: ("answer: legal", "illegal"),
    Code.OTHER_WORD: ("answer: dessert", "desert"),
    Code.FIRST_LETTER: ("answer: virus", "pirus"),
    Code.SHORT_WORD: ("answer: Nile", "Nila"),
    Code.TOO_FAR_OFF: ("answer: virus", "vrsu"),
    Code.OTHER_PERSON: ("answer: Marie Curie, type: person", "Rosalind Franklin"),
    Code.GIVEN_NAME: ("answer: Carl June, type: person", "Karla June"),
    Code.SURNAME_MISSING: ("answer: Carl June, type: person", "Carl"),
    Code.NUMBER_MISSING: ("answer: Henry IV, type: person", "Henry"),
    Code.VALUE: ("answer: 164 km", "165 km"),
    Code.NO_NUMBER: ("answer: 164 km", "far"),
    Code.ROUNDED: ("answer: 3.1416", "3.14"),
    Code.MARKS: ("answer: 3.5 L", "3,5 L"),
    Code.SIGN: ("answer: -40 °C", "40 °C"),
    Code.POWER_OF_TEN: ("answer: 5 m", "50 m"),
    Code.UNIT: ("answer: 164 km", "164 kg"),
    Code.UNIT_MISSING: ("answer: 164 km, unit_required: true", "164"),
    Code.DIRECTION: ("answer: 23.4° N", "23.4° S"),
    Code.DIRECTION_MISSING: ("answer: 23.4° N", "23.4°"),
    Code.BOUND_LEFT_OUT: ("answer: 'over 20,000'", "20,000"),
    Code.BOUND: ("answer: 'over 20,000'", "under 20,000"),
    Code.ABOUT: ("answer: 18", "about 18"),
    Code.TOO_LOW: ("min: 7, max: 9", "6.99"),
    Code.TOO_HIGH: ("min: 7, max: 9", "9.01"),
    Code.DATE: ("answer: 17 November 1869", "18 November 1869"),
    Code.NO_DATE: ("answer: 17 November 1869", "never"),
    Code.DATE_LESS: ("answer: November 1869", "1869"),
    Code.OTHER_TIME: ("answer: November 1869", "before November 1869"),
    Code.SPAN: ("answer: November 1869", "1860s"),
    Code.PART: ("answer: late 2023", "mid-2023"),
    Code.WEEKDAY: ("answer: 22 November 1963", "Thursday 22 November 1963"),
    Code.ERA: ("answer: 44 BC", "44 AD"),
    Code.ERA_MISSING: ("answer: 44 BC", "44"),
    Code.SHORT_YEAR: ("answer: November 1869", "November '69"),
    Code.TWO_WAYS: ("answer: 7 February 2025", "7/2/2025"),
    Code.DISTRACTOR: ("answer: Lima, distractors: [Quito, Bogotá]", "Quito"),
    Code.LABEL: ("answer: Lima, distractors: [Quito, Bogotá]", "b) Lima"),
    Code.EXTRA: ("answers: [Red, Black]", "Red, Black, Green"),
    Code.UNPARTED: ("answers: [Red Sea, Black Sea]", "Red Sea Black Sea"),
    Code.NEITHER: ("answer: true", "1"),
    Code.WRONG: ("answer: true", "false"),
    Code.ORDER: ("order: [egg, larva, pupa]", "egg, pupa, larva"),
}
"""For each code of a verdict the keys of a card, and an answer to it."""


def judged(code: Code) -> Verdict:
    """Return the verdict on the example of a code."""
    keys, given = EXAMPLES[code]
    asks = "statement" if code in (Code.NEITHER, Code.WRONG) else "question"
    deck = read_deck(
        f"title: T\ncards:\n  - {{{asks}: Is it so?, {keys}}}\n"
        "  - {question: And another?, answer: Uranes}\n"
    )
    card = deck.cards[0]
    options = card.task.options if "distractors" in keys else ()
    others = deck.other_answers(card) if code is Code.OTHER_ANSWER else frozenset()
    return grade(card, given, options=options, other_answers=others)


def problems() -> dict[ProblemCode, Problem]:
    """Return a problem of each code, from the smallest bad deck that has one."""
    found: dict[ProblemCode, Problem] = {}
    with chdir(GOLDEN / "bad_decks"):  # what is said of files is to be the same everywhere
        for path in sorted(Path().glob("*.yaml"), key=lambda path: path.stat().st_size):
            for problem in open_deck(path).problems:
                found.setdefault(problem.code, problem)
    for problem in _elsewhere():
        found.setdefault(problem.code, problem)
    return {code: found[code] for code in ProblemCode if code in found}


def _elsewhere() -> Iterator[Problem]:
    """Yield the problems that no bad deck shows: of files, and of writing into a deck."""
    for error in (FileNotFoundError(), IsADirectoryError(), PermissionError()):
        yield from unread("deck.yaml", error).problems
    text = "title: T\ncards:\n  - {id: a, question: Q?, answer: A}\n"
    yield from same_ids(parse_deck(text, file=file) for file in ("a/deck.yaml", "b/deck.yaml"))
    long = "".join(f"      line {at:03} {'and more ' * 20}\n" for at in range(120))
    yield from parse_deck(
        text.replace("{id: a, question: Q?, answer: A}", f"question: |\n{long}    answer: A")
    ).problems
    yield from parse_deck("title: T\ncards:\n" + "  - {question: Q?}\n" * 1001).problems
    other = parse_deck(text.replace("Q?", "R?")).deck
    unlike = evolve(parse_deck(text), lenient_deck=other)  # as where a text were read in two ways
    for write in (
        format_deck,
        lambda reading: with_entry(reading, {"question": "S?", "answer": "B"}),
    ):
        try:
            write(unlike)
        except DeckError as error:
            yield from error.problems


def row(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def table(*head: str, rows: Iterator[str]) -> str:
    return "\n".join([row(*head), row(*["---"] * len(head)), *rows])


def _problem_rows() -> Iterator[str]:
    for code, problem in problems().items():
        fix = problem.fix.partition("\n")[0].rstrip(":")
        yield row(f"`{code}`", code.meaning, problem.message, fix)


def _rule_rows() -> Iterator[str]:
    for code, rule in all_rules().items():
        anchor = f"rules.md#{code.lower()}-{rule.name}"
        yield row(
            f"[`{code}`]({anchor})", f"`{rule.name.upper()}`", rule.severity, rule.lesson.title
        )


def _verdict_rows() -> Iterator[str]:
    for code in Code:
        (keys, given), verdict = EXAMPLES[code], judged(code)
        shown = "…" if len(str(given)) > 100 else f"`{given}`" if given else ""
        outcome = verdict.outcome.value if verdict.code is code else "of a part"
        yield row(f"`{code}`", code.meaning, f"`{keys}`", shown, outcome)


def _event_rows() -> Iterator[str]:
    classes = {EventKind.ANSWER: Answered} | {kind: of for kind, (of, _) in LAYOUTS.items()}
    for kind in EventKind:
        said = (classes[kind].__doc__ or "").partition("\n")[0].rstrip(".")
        yield row(str(kind.value), f"`{classes[kind].__name__}`", said)


TABLES = {
    "problems": lambda: table("code", "it says that", "for instance", "fix", rows=_problem_rows()),
    "rules": lambda: table("code", "name", "severity", "finds", rows=_rule_rows()),
    "verdicts": lambda: table("code", "meaning", "card", "given", "outcome", rows=_verdict_rows()),
    "events": lambda: table("number", "event", "meaning", rows=_event_rows()),
}
"""What makes each table of the page, by the name that stands above it."""


def page() -> str:
    """Return the page as it should be: what is written by hand, with the tables made anew."""
    return re.sub(
        r"(<!-- (\w+): made by `python -m tests.codes_page` -->\n).*?(?=<!-- end -->)",
        lambda found: f"{found[1]}\n{TABLES[found[2]]()}\n\n",
        PAGE.read_text("utf-8"),
        flags=re.DOTALL,
    )


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
