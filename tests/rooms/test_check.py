"""`quizkit check`: what it prints, in which form, and its exit codes."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from quizkit.cli import main
from quizkit.formats.deck_yaml import parse_deck
from quizkit.lint import Severity, all_rules, check_deck
from tests.places import ROOT

CART = ROOT / "decks" / "cart.yaml"

ERROR = "  - {question: In which city is the Eiffel Tower of Paris?, answer: Paris}\n"
WARNING = "  - {question: Is Pluto a planet?, answer: no}\n"
HINT = "  - {question: Tell me about molten rock., answer: magma}\n"


def run(*arguments: str | Path, typed: str = "") -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "quizkit", "check", *map(str, arguments)],
        input=typed,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        cwd=ROOT,
    )
    assert "Traceback" not in done.stderr
    return done


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    path = tmp_path / "deck.yaml"
    path.write_text(f"title: T\ncards:\n{WARNING}{HINT}", "utf-8")
    return path


def test_the_deck_of_the_repository_has_no_finding() -> None:
    assert check_deck(CART) == []


@pytest.mark.parametrize(
    ("entries", "options", "code"),
    [
        (HINT, [], 0),
        (HINT, ["--hints", "--strict"], 0),
        (WARNING, [], 0),
        (WARNING, ["--strict"], 1),
        (ERROR, [], 1),
        (ERROR, ["--ignore", "Q102"], 0),
        (ERROR + WARNING, ["--select", "Q105"], 0),
        (ERROR, ["--format", "github"], 1),
        (ERROR, ["--json"], 1),
        ("  - {question: Q}\n", [], 1),
    ],
)
def test_errors_decide_the_exit_code_and_with_strict_warnings(
    deck: Path, entries: str, options: list[str], code: int
) -> None:
    deck.write_text(f"title: T\ncards:\n{entries}", "utf-8")
    assert run(deck, *options).returncode == code


def test_findings_are_printed_with_place_excerpt_and_fix(deck: Path) -> None:
    done = run(deck)
    assert done.stdout == (
        f"{deck}:3:16: warning: this asks for yes or no [Q105]\n"
        "    3 |   - {question: Is Pluto a planet?, answer: no}\n"
        "      |                ^\n"
        "fix: ask for the fact, or write a `statement:`\n\n"
        "1 deck, 2 cards: 1 warning\n"
    )


def test_hints_are_counted_apart(deck: Path) -> None:
    assert run(deck, "--hints").stdout.endswith("1 deck, 2 cards: 1 warning, 1 hint\n")


def test_json_has_every_field(deck: Path) -> None:
    (finding,) = json.loads(run(deck, "--json").stdout)
    assert finding == {
        "file": str(deck),
        "line": 3,
        "column": 16,
        "code": "Q105",
        "severity": "warning",
        "message": "this asks for yes or no",
        "fix": "ask for the fact, or write a `statement:`",
        "excerpt": "  - {question: Is Pluto a planet?, answer: no}",
        "edits": [],
    }


def test_annotations_of_github_escape_what_has_a_meaning_there(tmp_path: Path) -> None:
    deck = tmp_path / "50%,a.yaml"
    deck.write_text(
        "title: T\ncards:\n  - {question: '100 % of\tParis?', answer: Paris}\n", "utf-8"
    )
    done = run(deck, "--format", "github", "--select", "Q102")
    (line,) = done.stdout.splitlines()
    assert line.startswith("::warning file=")
    assert "50%25%2Ca.yaml,line=3,col=16,title=Q102::the prompt holds" in line
    assert "%0Afix: ask without it" in line


def test_several_decks_and_folders_are_checked_at_once(deck: Path) -> None:
    other = deck.parent / "more" / "other.yaml"
    other.parent.mkdir()
    other.write_text(f"title: T\ncards:\n{ERROR}", "utf-8")
    done = run(deck, deck.parent)
    assert done.stdout.endswith("2 decks, 3 cards: 1 error, 1 warning\n")


def test_a_copy_of_a_source_can_be_given(tmp_path: Path) -> None:
    deck = tmp_path / "deck.yaml"
    deck.write_text(
        "title: T\nsources:\n  text: {title: A Text, unknown: [publisher, published, url]}\n"
        "cards:\n  - {question: When was the canal opened?, answer: 1896, source: text#2}\n",
        "utf-8",
    )
    copy = tmp_path / "copy.txt"
    copy.write_text("The Canal\nThe canal was opened in 1869.\n", "utf-8")
    assert run(deck).returncode == 0
    done = run(deck, "--source", f"text={copy}")
    assert done.returncode == 1
    assert "`1896` is not in the cited paragraph, text#2 [Q510]" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ([], 2, "Missing argument"),
        (["no-such.yaml"], 4, "there is no deck no-such.yaml; `quizkit new no-such.yaml`"),
        (["decks/cart.yaml", "--select", "Q3004"], 2, "did you mean Q304?"),
        (["decks/cart.yaml", "--ignore", "colour"], 2, "`--explain all` lists them"),
        (["decks/cart.yaml", "--source", "article"], 2, "not of the form ID=FILE"),
        (
            ["decks/cart.yaml", "--source", "artikle=README.md"],
            2,
            "no deck has a source artikle; there is article",
        ),
        (["decks/cart.yaml", "--source", "article=no-such.txt"], 2, "cannot be read"),
        (["--explain", "Q999"], 2, "there is no rule Q999"),
        (["-h"], 0, "quizkit check cart"),
    ],
)
def test_wrong_usage_is_told_in_one_message(arguments: list[str], code: int, said: str) -> None:
    done = run(*arguments)
    assert (done.returncode, said in done.stdout + done.stderr) == (code, True), done


def test_a_rule_is_explained_and_all_are_listed() -> None:
    said = run("--explain", "q304").stdout
    assert said.startswith("Q304 (warning): the right option is by far the longest")
    assert "\nbad:\n" in said
    assert "\ngood:\n" in said
    listed = run("--explain", "all").stdout.splitlines()
    assert [line.split()[0] for line in listed] == [*all_rules()]


def test_the_rules_that_begin_so_are_listed() -> None:
    listed = run("--explain", "q3").stdout.splitlines()
    assert [line.split()[0] for line in listed] == [
        code for code in all_rules() if code[:2] == "Q3"
    ]
    assert "did you mean Q2" in run("--explain", "Q208").stderr


def test_standard_input_is_checked(deck: Path) -> None:
    done = run("-", typed=deck.read_text("utf-8"))
    assert done.returncode == 0
    assert done.stdout.startswith("<stdin>:3:16: warning: this asks for yes or no [Q105]\n")
    assert run("-", typed="title: T\n").returncode == 1
    assert run("-", deck).returncode == 2


def test_control_characters_of_a_deck_never_reach_the_terminal(deck: Path) -> None:
    deck.write_text(
        'title: T\ncards:\n  - {question: "Is it \\e[31m red, and what?", answer: "\\e[31m"}\n',
        "utf-8",
    )
    for options in (["--hints"], ["--format", "github"], ["--json"]):
        assert "\x1b" not in run(deck, *options).stdout


@pytest.mark.parametrize(
    "data",
    [b"", b"\xff\xfe", b"title: T\ncards: 3\n", b"cards:\n- - -\n", b"\x00", b"title: [\n" * 40],
)
def test_what_is_no_deck_is_an_error_without_traceback(deck: Path, data: bytes) -> None:
    deck.write_bytes(data)
    assert run(deck).returncode == 1


def test_every_severity_has_a_rule() -> None:
    assert {rule.severity for rule in all_rules().values()} == {*Severity}


def test_check_loads_only_what_a_deck_needs() -> None:
    code = (
        "import sys\nfrom quizkit.cli import main\n"
        f"try: main(['check', {str(CART)!r}])\nexcept SystemExit: pass\n"
        "print('|'.join(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.splitlines()[-1].split("|"))
    unneeded = {"json", "difflib", "statistics", "sqlite3", "hashlib"}
    ours = {"quizkit.lint.claims", "quizkit.scheduling", "quizkit.session"}
    assert not loaded & (unneeded | ours)


@pytest.mark.parametrize("text", [f"title: T\ncards:\n{HINT}", "title: T\n", "cards: ["])
def test_who_waits_for_a_check_is_told_how_far_it_is(text: str) -> None:
    told: list[int] = []
    check_deck(parse_deck(text), tell=told.append)
    assert sum(told) == 100
    assert min(told) >= 0


def test_a_bar_is_shown_of_a_large_deck_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[bool] = []

    @contextmanager
    def bar(label: str, length: int, *, is_long: bool) -> Iterator[Callable[[int], object]]:
        shown.append(is_long)
        yield int

    monkeypatch.setattr("quizkit.cli.commands.check.progress_bar", bar)
    path = tmp_path / "d.yaml"
    for size in (100, 500_000):
        path.write_text(f"# {'x' * size}\ntitle: T\ncards:\n{HINT}", "utf-8")
        with pytest.raises(SystemExit):
            main(["check", str(path)])
    assert shown == [False, True]


@pytest.fixture
def monotonous(tmp_path: Path) -> Path:
    path = tmp_path / "many.yaml"
    entries = (f"  - {{question: Is planet {at} a star?, answer: no}}\n" for at in range(30))
    path.write_text(f"title: T\ncards:\n{''.join(entries)}{ERROR * 12}", "utf-8")
    return path


def test_of_a_rule_that_finds_much_the_first_few_are_shown(monotonous: Path) -> None:
    said = run(monotonous).stdout
    assert said.count("[Q105]") == 10
    assert f"{monotonous}: … and 20 more of Q105; `--select Q105` shows all" in said
    assert "30 warnings" in said


def test_errors_and_what_is_chosen_are_shown_whole(monotonous: Path) -> None:
    assert run(monotonous, "--select", "Q105").stdout.count("[Q105]") == 30
    assert run(monotonous).stdout.count("asks the same") == 11
    assert len(json.loads(run(monotonous, "--json").stdout)) > 40


def test_statistics_count_by_rule_with_an_example_of_each(monotonous: Path) -> None:
    lines = run(monotonous, "--statistics").stdout.splitlines()
    assert lines[0].startswith("30  Q105")
    assert f"{monotonous}:3:16: this asks for yes or no" in lines[0]
    assert lines[1].startswith("11  duplicate-prompt  error")
    rows = json.loads(run(monotonous, "--statistics", "--json").stdout)
    assert [(row["code"], row["count"]) for row in rows][:2] == [
        ("Q105", 30),
        ("duplicate-prompt", 11),
    ]
    assert rows[0]["example"]["line"] == 3
