"""What authors met: each with the smallest deck that showed it."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from quizkit import read_deck
from quizkit.cli import cli
from quizkit.cloze import Blank, parse_cloze, write_cloze
from quizkit.formats.deck_yaml import parse_deck
from quizkit.grading import grade
from quizkit.lint import Finding, check_deck
from quizkit.lint.finding import Severity
from tests.places import ROOT

_HEAD = "title: T\ncards:\n"


def findings(entries: str, **options: object) -> list[Finding]:
    """Return what `check` says of a deck with these entries."""
    reading = parse_deck(_HEAD + entries, file="t.yaml")
    return check_deck(reading, **options)  # type: ignore[arg-type]


def messages(entries: str, *codes: str) -> list[str]:
    """Return what the rules of these codes say, with the lines that they say it of."""
    found = findings(entries, select=codes)
    return [f"{one.location.line}: {one.message}" for one in found]


def test_a_finding_names_the_line_of_the_other_card() -> None:
    entries = """\
- {id: be, question: How do you say "to be" in Spanish?, answer: ser}
- {question: Who wrote it?, answer: Ann Lee}
- {question: How do you say "to be" in Spanish, answer: estar}
- {question: Who wrote it, answer: Ann Lee}
- {question: Which river flows through the city of Vienna?, answer: the Danube}
- {question: Through the city of Vienna flows which river?, answer: the Danube}
- {question: What is the capital of Peru?, answer: Lima}
- {question: How high above the sea is Lima which is the capital of Peru?, answer: 154 m}
"""
    assert messages(entries, "Q40") == [
        '5: the entry `be` on line 3 asks the same: How do you say "to be" in Spanish',
        "6: the entry on line 4 asks the same: Who wrote it",
        "8: nearly the same is asked on line 7: Which river flows through the city of Vienna?",
        "10: this tells the answer of the entry on line 9: What is the capital of Peru?",
    ]


def test_an_answer_that_is_taken_elsewhere_is_told_with_its_line() -> None:
    entries = """\
- {question: twelve months, answer: año, language: es}
- {question: an opening at the end of the gut, answer: ano, language: es}
- {cloze: "{{Rumänien}} liegt in Europa, {{Rumanien}} ist ein Schreibfehler.", language: de}
"""
    assert messages(entries, "Q209") == [
        "3: `ano`, the answer of the entry on line 4, is judged close here",
        "4: `año`, the answer of the entry on line 3, is judged close here",
        "5: `Rumanien`, the answer of another blank, is judged close here",
        "5: `Rumänien`, the answer of another blank, is judged close here",
    ]


def test_two_clozes_ask_the_same_where_their_open_blanks_do() -> None:
    entries = """\
- {id: a, cloze: "Make a question of it: {{c1::What is she reading?}}"}
- {id: b, cloze: "Make a question of it: {{c1::How often do you run?}}"}
- {id: c, cloze: "{{Lima}} is the capital of {{Peru}}."}
- {id: d, cloze: "{{Quito}} is the capital of {{Ecuador}}."}
"""
    found = messages(entries, "Q401", "Q402")
    assert found == ["4: the entry `a` on line 3 asks the same: Make a question of it: […]"]


def test_choices_with_one_prompt_are_told_apart_by_their_options() -> None:
    entries = """\
- {id: a, question: Which of these is a metal?, answer: tin, distractors: [neon, sulfur]}
- {id: b, question: Which of these is a metal?, answer: zinc, distractors: [iodine, argon]}
- {id: c, question: Which of these is a metal?, answer: iron, distractors: [tin, neon]}
- {id: d, question: Which of these is a metal?, answer: zinc, distractors: [neon, boron]}
- {id: e, question: Which of these is a metal?, answer: gold}
"""
    said = "on line {} asks the same: Which of these is a metal?"
    assert messages(entries, "Q401") == [
        "5: the entry `a` " + said.format(3),
        "7: the entry `a` " + said.format(3),
    ]
    assert messages(entries, "Q402") == ["6: the entry `b` " + said.format(4)]


def test_items_to_order_or_match_twice_are_told() -> None:
    entries = """\
- {id: a, question: Put them in order., order: [one, two, three]}
- {id: b, question: Put them in order., order: [four, five, six]}
- {id: c, question: Put them in order., order: [three, two, one]}
- {id: d, question: Match them., pairs: {a: x, b: y}}
- {id: e, question: Match them., pairs: {c: x, d: y}}
- {id: f, question: Why?, answer: Because., type: free}
- {id: g, question: Why?, answer: Therefore.}
"""
    found = findings(entries, select=("Q401", "Q402"))
    assert [one.location.line for one in found] == [5]


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        (r"$\int x^n = {{c1::\frac{x^{n+1}}{n+1} + C}}$", [r"\frac{x^{n+1}}{n+1} + C"]),
        (r"It is {{c1::$\frac{\pi^{2}}{6}$::a fraction}}.", [r"$\frac{\pi^{2}}{6}$"]),
        (r"{{c1::\frac{x^{2}}{3}}} and {{c2::y}}", [r"\frac{x^{2}}{3}", "y"]),
        (r"{{c1::e^{x}}} and {{c1::\sqrt{e^{x}} + 1}}", ["e^{x}", r"\sqrt{e^{x}} + 1"]),
        (r"a set {{opens with {}} and {{closes with \}} }}", ["opens with {", r"closes with }}"]),
    ],
)
def test_braces_of_a_formula_close_before_its_blank_does(text: str, answers: list[str]) -> None:
    assert [piece.answer for piece in parse_cloze(text) if isinstance(piece, Blank)] == answers
    assert parse_cloze(write_cloze(parse_cloze(text))) == parse_cloze(text)


def test_code_that_is_judged_as_a_text_is_told() -> None:
    entries = """\
- {question: Give the first three elements of xs., answer: "xs[:3]"}
- {question: Greet the name., answer: '"hi" + name'}
- {question: Which format takes a string?, answer: "%s"}
- {question: Who is None?, answer: "x == None"}
- {question: Sort xs in place., answer: xs.sort()}
- {question: Give the first four elements of xs., answer: "xs[:4]", type: code}
- {question: What is the rate law?, answer: "rate = k[A][B]"}
- {question: Which play is by Albee?, answer: Who's Afraid of Virginia Woolf?}
- {question: What does it cost?, answer: $100}
- {question: Which oxide is rust?, answer: iron(III) oxide}
- {question: What did Caesar say?, answer: "veni; vidi; vici"}
"""
    assert [said[:2] for said in messages(entries, "Q221")] == ["3:", "4:", "5:", "6:", "7:"]


def verdicts(entry: str, *responses: str) -> list[str]:
    """Return the verdicts on responses to the first card of a deck of one note."""
    deck = read_deck(_HEAD + entry)
    card = deck.cards[0]
    return [
        grade(card, text, other_answers=deck.other_answers(card)).outcome.value
        for text in responses
    ]


def test_of_code_spaces_alone_are_free() -> None:
    given = ("xs[:3]", "xs[ : 3 ]", "xs[3:]", "xs 3", "XS[:3]")
    right = ["correct", "correct", "wrong", "wrong", "wrong"]
    assert verdicts("- {question: Q, answer: 'xs[:3]', type: code}", *given) == right
    assert verdicts("- {question: Q, answer: '[1,4,9]', type: code}", "[1, 4, 9]") == ["correct"]


def test_each_side_of_a_word_is_judged_in_its_own_language() -> None:
    entry = (
        "- question: {}\n  answer: {}\n  reverse: true\n  language: {{question: en, answer: es}}\n"
    )
    house, run = (
        read_deck(_HEAD + entry.format(*pair)).cards
        for pair in (("house", "la casa"), ("to run", "correr"))
    )
    tries = [(house[0], "casa"), (house[0], "la casa"), (run[0], "correr")]
    tries += [(house[1], "the house"), (house[1], "a house"), (run[1], "run"), (run[1], "to run")]
    for card, text in tries:
        assert grade(card, text).outcome.value == "correct", text


def test_each_of_several_answers_in_one_text_is_right_and_told_of() -> None:
    for text, given in (
        ("dog; hound", ("dog", "hound")),
        ("green / verdant", ("green", "verdant")),
        ("house or home", ("house", "home")),
    ):
        entry = f"- {{question: What is it?, answer: {text}}}\n"
        assert verdicts(entry, *given) == ["correct", "correct"]
        (said,) = messages(entry, "Q217")
        assert "2 answers in one" in said


@pytest.mark.parametrize(
    ("answer", "other"),
    [
        ("propanoic acid", "propenoic acid"),
        ("propanone", "propanol"),
        ("propanone", "propenone"),
        ("peroneal nerve", "perineal nerve"),
        ("sulfate", "sulfite"),
        ("adduction", "abduction"),
    ],
)
def test_a_look_alike_is_no_slip(answer: str, other: str) -> None:
    assert verdicts(f"- {{question: Q, answer: {answer}}}", other) == ["wrong"]


def test_slips_can_be_switched_off_and_letter_case_stays_free() -> None:
    entry = "- {question: Q, answer: propanoic acid, slips: none}"
    assert verdicts(entry, "Propanoic acid", "propanoic  acid", "propanoik acid") == [
        "correct",
        "correct",
        "wrong",
    ]


def test_a_unit_that_the_question_says_may_be_given_or_left_out() -> None:
    dose = "- {question: What is the daily dose?, answer: 4 g}"
    assert set(verdicts(dose, "4 g/day", "4 g per day", "4 g daily", "4 g")) == {"correct"}
    drug = "- {question: Which drug and how much?, answer: lorazepam 4 mg}"
    assert verdicts(drug, "lorazepam 4mg", "lorazepam 4 mg") == ["correct", "correct"]
    tropic = "- {question: Where does it lie?, answer: 23.4° N, tolerance: 0.2}"
    given = ("23.4 N", "23.4 degrees north", "23.5° N", "23.4°")
    assert verdicts(tropic, *given) == ["correct", "correct", "correct", "partial"]


@pytest.mark.parametrize(
    ("answer", "right", "wrong"),
    [
        ("Seventy percent", ["70 %", "70%", "70 percent"], ["71 %", "7 %"]),
        ("more than a decade", ["10 years", "more than 10 years"], ["9 years", "10"]),
        ("two weeks", ["14 days", "2 weeks"], ["15 days", "14"]),
        ("half a century", ["50 years"], ["50", "500 years"]),
        ("ten kilometres", ["10 km", "10,000 m"], ["10 miles", "1 km"]),
        ("A Day in the Life", [], ["1 day", "24 hours"]),
        ("The Second", [], ["1 s"]),
        ("a decade", [], ["10 years"]),
        ("nearly a century", ["nearly 100 years"], ["nearly 200 years"]),
    ],
)
def test_a_quantity_in_words_takes_its_figures(
    answer: str, right: list[str], wrong: list[str]
) -> None:
    entry = f"- {{question: What does it say?, answer: {answer}}}"
    assert set(verdicts(entry, *right)) <= {"correct"}
    assert set(verdicts(entry, *wrong)) == {"wrong"}


def test_a_colon_before_an_escaped_line_break_is_no_path() -> None:
    entry = '- {question: Print each of xs., answer: "for x in xs:\\n    print(x)", type: free}\n'
    assert read_deck(_HEAD + entry).notes[0].answer == "for x in xs:\n    print(x)"  # type: ignore[attr-defined]
    (said,) = messages('- {question: Where is it?, answer: "C:\\new"}\n')
    assert said == "3: in double quotes `\\n` is a line break"


def test_one_bad_note_leaves_the_others_and_ids_tell_twins_apart() -> None:
    good = "".join(f"- {{question: What is {n} and {n}?, answer: '{2 * n}'}}\n" for n in range(40))
    bad = '- {question: Which is it?, answer: one, distractors: [two, ""]}\n'
    reading = parse_deck(_HEAD + good + bad + good.replace("and", "plus"))
    deck = reading.lenient_deck
    assert deck is not None
    assert len(deck.notes) == 80
    assert [problem.location.line for problem in deck.problems] == [43]
    twins = "- {{id: {}, question: What is the output?, answer: {}, distractors: [{}]}}\n"
    deck = read_deck(_HEAD + twins.format("a", "ten", "six") + twins.format("b", "two", "one"))
    assert [note.id for note in deck.notes] == ["a", "b"]


@pytest.mark.parametrize(
    "answer", ["'**citric acid cycle**'", "'*Homo sapiens*'", "$H_2O$", "<b>Paris</b>"]
)
def test_markup_in_an_answer_is_told(answer: str) -> None:
    (said,) = messages(f"- {{question: What is it called in full?, answer: {answer}}}\n", "Q117")
    assert "is right with its marks alone" in said
    assert messages(f"- {{question: What is it called in full?, answer: {answer}}}\n", "Q212") == []


@pytest.mark.parametrize(
    ("answer", "given"),
    [("'**citric acid cycle**'", "citric acid cycle"), ("'*Homo sapiens*'", "Homo sapiens"),
     ("$H_2O$", "H2O"), ("'`x[0]`'", "x[0]")],
)  # fmt: skip
def test_in_markdown_an_answer_has_no_marks(answer: str, given: str) -> None:
    entry = f"- {{question: What is it called in full?, answer: {answer}, markup: markdown}}\n"
    assert messages(entry, "Q117", "Q7") == []
    (card,) = read_deck(_HEAD + entry).cards
    assert grade(card, given).outcome.remembered


def test_marks_of_a_plain_deck_are_read_by_one_line_at_its_head() -> None:
    entry = "- {question: Which **gas** do plants take in?, answer: '$CO_2$ or *carbon dioxide*'}\n"
    (found,) = findings(entry, select=["Q117"])
    assert "`markup: markdown` at the head of the deck" in found.fix
    assert check_deck(parse_deck("markup: markdown\n" + _HEAD + entry), select=["Q117"]) == []


_NO_WOLF = """\
- question: |
    What is the output?

    ```js
    console.log(!age ? `I don't know your age` : age);
    ```
  answer: I don't know your age
  distractors: [undefined, 'null', error]
- {question: Djibouti is the capital of which country?, answer: Djibouti}
- {question: 'What comes next in the series 1 8 27 ?? 125', answer: '64'}
- {question: Which ribs are true ribs?, answer: 1–7, distractors: [2–8, 8–10, 11–12]}
- {question: What is XSS?, answer: cross-site scripting}
- {question: How can you prevent XSS?, answer: by escaping}
- {question: How do you undo the latest rollout?, answer: kubectl rollout undo, type: code}
- {question: Which command lists what is currently mounted?, answer: mount}
- {question: 'Whose flag is this? 🇯🇵', answer: Japan}
- {question: 'As their names suggest, where do these nerves lie?', answer: at the base}
- {question: 'SN1 or SN2: which has a carbocation?', answer: SN1, distractors: [SN2]}
- question: Un lot de 1 200 pièces est vendu. Combien en reste-t-il sur 1 400\u00a0?
  answer: '200'
  language: fr
"""


def test_good_cards_that_were_called_bad_are_let_pass() -> None:
    found = findings(_NO_WOLF, hints=True)
    assert [str(one) for one in found if one.severity is not Severity.HINT] == []
    assert "Q211" not in {one.code for one in found}


_MISSED = """\
- {question: Which chamber is marked A in this picture?, answer: the left ventricle}
- {question: 'What is shown here? ![](heart.png)', answer: the heart}
- {question: 'Which curve is it? <img src="g.png">', answer: a sine}
- {question: Which of these is right?, answer: A, distractors: [B, C]}
- {question: 飲む (meaning), answer: to drink, reverse: true}
"""


def test_bad_cards_that_were_missed_are_found() -> None:
    found = {(one.location.line, str(one.code)) for one in findings(_MISSED)}
    assert found >= {(3, "Q118"), (4, "Q117"), (5, "Q117"), (6, "Q316"), (7, "Q216")}


@pytest.mark.parametrize(
    ("line", "mended"),
    [
        (
            r"[$\sum 1/n$, $\sum 1/\sqrt{n}$, $\frac{1}{\sqrt{n}}$]",
            r"[$\sum 1/n$, '$\sum 1/\sqrt{n}$', '$\frac{1}{\sqrt{n}}$']",
        ),
        ("[xs[-2], the first, d[0]]", '["xs[-2]", the first, "d[0]"]'),
        ("{f{x}: That is a set., b: }", '{"f{x}": That is a set., b: }'),
    ],
)
def test_a_text_between_brackets_that_holds_some_is_told_with_its_quotes(
    line: str, mended: str
) -> None:
    (problem,) = findings(f"- question: Which?\n  answer: a\n  distractors: {line}\n")
    assert problem.message.endswith("stands in a text between brackets, which ends the text there")
    assert problem.fix.splitlines()[1].strip() == f"distractors: {mended}"


def test_bars_of_a_formula_that_part_variants_are_told() -> None:
    entries = r"""
- cloze: '$\int \frac{1}{x}\,dx = {{c1::\ln |x| + C}}$'
- cloze: 'The integral of it is {{c1::$\ln |x| + C$}}, always.'
- cloze: 'The integral is {{c1::$\ln \|x\| + C$}}, always.'
- cloze: 'The half is {{c1::$\frac{1}{2}$|0.5}} here for all.'
- cloze: 'It costs {{$5|5 dollars|$ 5}} in the end, they said.'
- cloze: '$|x| = {{c1::-x|- x}}$ for negative numbers as said.'
- cloze: 'The angle is {{\alpha|alpha}} in the whole of the text.'
""".lstrip()
    assert [said[:2] for said in messages(entries, "Q119")] == ["3:", "4:"]


@pytest.mark.parametrize("page", ["README.md", "docs/authoring.md"])
def test_the_pages_say_what_is_shown_and_what_is_not(page: str) -> None:
    said = (ROOT / page).read_text("utf-8")
    words = "Markdown maths image audio LaTeX".split()
    assert [word for word in words[: 3 if page == "README.md" else 5] if word not in said] == []
    assert "not yet" not in said


def test_a_folder_without_decks_names_every_end_of_one(tmp_path: Path) -> None:
    done = CliRunner().invoke(cli, ["check", str(tmp_path)])
    assert done.exit_code == 4
    assert "decks are files that end in .yaml or .yml" in done.output


def test_options_that_a_kind_has_not_are_no_lack_of_an_answer() -> None:
    (problem,) = findings("- {question: Which order?, order: [a, b], distractors: [c]}\n")
    assert problem.message == "`distractors` does not go with items to order"
    assert "pairs" in problem.fix
    assert read_deck(_HEAD + "- {question: Q, pairs: {a: b, c: d}, distractors: [e]}").notes
