"""`quizkit results`: what came back of handouts, judged by the grader."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import click

from quizkit.cli.fitting_lines import say
from quizkit.cli.options import complete_decks, echo_json, json_option
from quizkit.cli.result_files import decks_of, judged, read
from quizkit.grading import right_answer
from quizkit.visible import visible
from quizkit.web.results import JudgedAnswer, Judgement
from quizkit.wording import count, given_answer, on_one_line, percent


@click.command(epilog="Example:  quizkit results anna.json ben.json --csv")
@click.argument(
    "files",
    metavar="FILE...",
    nargs=-1,
    required=True,
    type=click.Path(dir_okay=False, exists=True, path_type=Path),
)
@click.option(
    "--deck",
    "decks",
    metavar="DECK",
    multiple=True,
    shell_complete=complete_decks,
    help="What to judge by (default: the decks of decks/ or of this folder).",
)
@click.option("--csv", "as_csv", is_flag=True, help="Print a table, a row for each answer.")
@json_option
def results(files: tuple[Path, ...], decks: tuple[str, ...], as_csv: bool, as_json: bool) -> int:
    """Judge what learners saved of a page that `quizkit export --to html` made.

    Every answer is judged anew, whatever the page said. It tells name and score, where points were
    lost, and where page, learner and grader do not agree.
    """
    if as_csv and as_json:
        raise click.UsageError("--csv and --json do not go together")
    read_ones = [read(path) for path in files]
    known = decks_of({result.deck for result in read_ones}, decks)
    found = [(path, judged(result, known)) for path, result in zip(files, read_ones, strict=True)]
    if as_json:
        echo_json([_as_json(path, judgement) for path, judgement in found])
    elif as_csv:
        click.echo(_as_csv(found), nl=False)
    else:
        for at, (path, judgement) in enumerate(found):
            if at:
                click.echo()
            _show(path, judgement)
    return 0


def _show(path: Path, judgement: Judgement) -> None:
    """Print one result."""
    result = judgement.result
    name = visible(result.name) or "no name"
    on = f"{result.began.day} {result.began:%B %Y}"
    say(f"{name}: {visible(result.title)}, {result.mode} of {on} ({visible(path.name)})")
    counted = judgement.counted
    share = percent(judgement.points / len(counted)) if counted else 0
    say(f"{judgement.points:.4g} of {count(len(counted), 'point')} ({share} %)")
    for each in judgement.lost:
        say(_lost(each), indent="    ")
    for line in _doubts(judgement):
        say(line, indent="    ")


def _lost(each: JudgedAnswer) -> str:
    """Return a line on an answer that lost points."""
    assert each.card is not None
    question = on_one_line(visible(each.card.prompt))
    given = visible(on_one_line(given_answer(_plainly(each)))) or "no answer"
    right = visible(on_one_line(right_answer(each.card)))
    return f"{each.score:.2g}  {question}: {given}; right is {right}"


def _plainly(each: JudgedAnswer) -> str | list[str] | dict[str, str] | None:
    response = each.answer.response
    if response is None or isinstance(response, str):
        return response
    return dict(response) if isinstance(response, dict) else list(response)


def _doubts(judgement: Judgement) -> Iterator[str]:
    """Yield a line for each answer on which page, learner and grader differ, and on the deck."""
    for each in judgement.counted:
        assert each.card is not None
        question = on_one_line(visible(each.card.prompt))
        if each.page_differs:
            said = "right" if each.answer.page == "correct" else "wrong"
            yield f"The page said {said}, the grader does not: {question}"
        if each.learner_differs:
            said = "right" if each.answer.own_word else "wrong"
            yield f"The learner said {said}, the grader does not: {question}"
    if gone := len(judgement.answers) - len(judgement.counted):
        yield f"{count(gone, 'answer')} to cards that the deck does not have any more: not counted"
    if judgement.edited:
        yield "The deck was edited since the page was made; answers are judged by it as it is now."
    if judgement.result.finished is None:
        yield "It was saved before the end."


def _as_json(path: Path, judgement: Judgement) -> dict[str, object]:
    result = judgement.result
    return {
        "file": str(path),
        "id": result.id,
        "name": result.name,
        "deck": result.deck,
        "mode": result.mode,
        "began": result.began.isoformat(),
        "finished": result.finished and result.finished.isoformat(),
        "points": round(judgement.points, 6),
        "of": len(judgement.counted),
        "edited": judgement.edited,
        "answers": [_answer_as_json(each) for each in judgement.answers],
    }


def _answer_as_json(each: JudgedAnswer) -> dict[str, object]:
    answer = each.answer
    return {
        "card": answer.card,
        "question": each.card and each.card.prompt,
        "response": _plainly(each),
        "right": each.card and right_answer(each.card),
        "outcome": each.verdict and each.verdict.outcome.value,
        "reason": each.verdict and each.verdict.reason,
        "score": round(each.score, 6) if each.card else None,
        "page": answer.page,
        "self": answer.own_word,
        "page_differs": each.page_differs,
        "learner_differs": each.learner_differs,
        "at": answer.at.isoformat(),
        "ms": answer.ms,
    }


def _as_csv(found: list[tuple[Path, Judgement]]) -> str:
    """Return a table of all answers; no cell of it is a formula to a spreadsheet."""
    columns = (
        "file name deck mode card question response right outcome score page self at ms".split()
    )
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    for path, judgement in found:
        of_all = {
            "file": str(path),
            "name": judgement.result.name,
            "deck": judgement.result.deck,
            "mode": judgement.result.mode,
        }
        for each in judgement.answers:
            row = {**_answer_as_json(each), **of_all}
            row["response"] = given_answer(_plainly(each))
            writer.writerow(_cell(row[column]) for column in columns)
    return text.getvalue()


def _cell(value: object) -> str:
    text = "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
