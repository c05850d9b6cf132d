"""A clock at either end of the calendar: nothing given there is lost, and no command falls over."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from quizkit.cli import cli

DECK = """\
title: T
id: d
cards:
  - {id: a, question: A?, answer: alpha}
  - {id: b, question: B?, answer: beta}
"""
ENDS = [
    "0001-01-01T00:00+00:00",
    "0001-01-01T00:00-12:00",
    "0001-01-01T00:00+14:00",  # in UTC it lies before the calendar
    "9999-12-31T00:00+00:00",
    "9999-12-31T23:59:59.999+00:00",
    "9999-12-31T23:59+14:00",
    "9999-12-31T11:55-12:00",  # a step of ten minutes ends after the calendar of UTC
    "9999-12-31T23:59-12:00",
]
REPORTS = [
    ["due", "d.yaml"],
    ["due", "d.yaml", "--json"],
    ["stats"],
    ["stats", "--json"],
    ["history"],
    ["history", "--suspended"],
    ["show", "d.yaml#a"],
    ["config"],
]


@pytest.mark.parametrize("end", ENDS)
def test_a_session_at_an_end_of_the_calendar_is_kept_and_reported(
    end: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "d.yaml").write_text(DECK, "utf-8")

    def done(*words: str, typed: str = "") -> str:
        environment = {"QUIZKIT_PROGRESS": "p.db", "COLUMNS": "80"}
        result = CliRunner().invoke(cli, words, input=typed, env=environment)
        assert result.exception is None, (words, result.output, result.exception)
        return result.output

    done("play", "d.yaml", "--now", end, typed="alpha\nwrong\n")
    done("play", "d.yaml", "--now", end, "--cram", typed="alpha\n")
    done("play", "d.yaml", "--now", end, "--exam", typed="alpha\n")
    for report in REPORTS:
        done(*report)
        if report != ["config"]:
            done(*report, "--now", end)
    assert done("history", "--limit", "99").count("correct, Good") == 1
    done("undo", "--now", end)
    done("config", "retention", "0.8", "--now", end)
    done("play", "d.yaml", "--now", "2026-03-01T09:00+00:00", typed="alpha\nbeta\n")
