"""What `quizkit check` prints: findings as text, as JSON, for GitHub, or counted by rule."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from quizkit.cli.fitting_lines import say
from quizkit.cli.options import echo_json
from quizkit.visible import shell_line, visible
from quizkit.wording import count

if TYPE_CHECKING:
    from quizkit.formats.deck_yaml import Reading
    from quizkit.lint import Finding, Severity

_MOST_SHOWN = 10
"""Warnings, or hints, of one rule in one deck that are shown as text."""


class Manner(NamedTuple):
    """How findings are told.

    Args:
        style: text, json, or github.
        statistics: whether they are counted by rule, with one example each.
        named: codes of rules of which all findings are shown.
        err: whether they go to standard error, as something else is the output.
        offers: the decks, as they were named, where it is told how many can be mended.
    """

    style: str
    statistics: bool
    named: Sequence[str] = ()
    err: bool = False
    offers: tuple[str, ...] = ()


def report(findings: "Sequence[Finding]", readings: "Sequence[Reading]", manner: Manner) -> None:
    """Print what was found in decks."""
    if manner.style == "json":
        echo_json(_counts(findings) if manner.statistics else [one.to_dict() for one in findings])
        return
    if manner.style == "github":
        click.echo("".join(f"{annotation(finding)}\n" for finding in findings), nl=False)
        return
    if manner.statistics:
        _say_counts(findings, err=manner.err)
    else:
        say("".join(f"{said}\n\n" for said in _in_short(findings, manner)), end="", err=manner.err)
    cards = sum(len(one.lenient_deck.cards) for one in readings if one.lenient_deck)
    found = counted([finding.severity for finding in findings])
    say(f"{count(len(readings), 'deck')}, {count(cards, 'card')}: {found}", err=manner.err)
    mends = sum(bool(finding.edits) for finding in findings)
    if mends and manner.offers:
        say(f"{mends} can be mended: `{fixing(manner.offers)}`", err=manner.err)


def fixing(decks: Sequence[str]) -> str:
    """Return the command that mends decks, by the names that they were given."""
    return f"quizkit check --fix {shell_line(map(Path, decks))}"


def counted(severities: "Sequence[Severity]") -> str:
    """Return how many findings there are of each severity, in words."""
    from quizkit.lint import Severity

    there = [severity for severity in Severity if severity in severities]
    counts = [count(severities.count(severity), severity.value) for severity in there]
    return ", ".join(counts) or "no problems"


def _in_short(findings: "Sequence[Finding]", manner: Manner) -> list[str]:
    """Return findings as text; of a rule that finds much the same in a deck, the first few.

    Errors are all there, and what a rule that is named finds.
    """
    shown: Counter[tuple[str, str]] = Counter()
    said = []
    for finding in findings:
        sort = finding.location.file, str(finding.code)
        shown[sort] += 1
        if shown[sort] <= _MOST_SHOWN or finding.severity == "error" or sort[1] in manner.named:
            said.append(str(finding))
    for (file, code), times in shown.items():
        severity = next(one.severity for one in findings if one.code == code)
        if times > _MOST_SHOWN and severity != "error" and code not in manner.named:
            said.append(
                f"{visible(file)}: … and {times - _MOST_SHOWN:,} more of {code}; `--select {code}`"
                " shows all, `--statistics` counts"
            )
    return said


def _counts(findings: "Sequence[Finding]") -> list[dict[str, Any]]:
    """Return the codes that were found, the most frequent first, each with its first finding."""
    times = Counter(str(finding.code) for finding in findings)
    mends = Counter(str(finding.code) for finding in findings if finding.edits)
    first = {str(finding.code): finding for finding in reversed(findings)}
    return [
        {
            "code": code,
            "severity": str(first[code].severity),
            "count": times[code],
            "with_edits": mends[code],
            "example": first[code].to_dict(),
        }
        for code in sorted(times, key=lambda code: (-times[code], code))
    ]


def _say_counts(findings: "Sequence[Finding]", *, err: bool) -> None:
    rows = _counts(findings)
    figures = max((len(f"{row['count']:,}") for row in rows), default=0)
    codes = max((len(row["code"]) for row in rows), default=0)
    for row in rows:
        example = next(finding for finding in findings if finding.code == row["code"])
        say(
            f"{row['count']:>{figures},}  {row['code']:<{codes}}  {row['severity']:<7}"
            f"  {example.location}: {visible(example.message)}",
            err=err,
        )
    if rows:
        say("", err=err)


def annotation(finding: "Finding") -> str:
    """Return a finding as a workflow command of GitHub Actions."""
    kind = {"hint": "notice"}.get(finding.severity.value, finding.severity.value)
    place = finding.location
    said = f"{finding.message}\nfix: {finding.fix}" if finding.fix else finding.message
    return (
        f"::{kind} file={_escaped(place.file, ',:')},line={max(1, place.line)},"
        f"col={max(1, place.column)},title={_escaped(finding.code, ',:')}::{_escaped(said)}"
    )


def _escaped(text: str, more: str = "") -> str:
    """Return `text` with what has a meaning in a workflow command escaped, as is done there."""
    text = "\n".join(map(visible, text.split("\n")))
    for char in f"%\r\n{more}":
        text = text.replace(char, f"%{ord(char):02X}")
    return text
