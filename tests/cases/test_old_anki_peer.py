"""Held against an Anki of 2022, 2.1.54, whose Python `QUIZKIT_OLD_ANKI` names."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.commands import commands_in
from tests.places import ROOT

OLD = os.environ.get("QUIZKIT_OLD_ANKI", "")


@pytest.mark.skipif(not OLD, reason="QUIZKIT_OLD_ANKI names no Python with anki==2.1.54")
def test_an_old_anki_takes_every_deck_and_nothing_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = commands_in(tmp_path, monkeypatch)
    decks = sorted(map(str, (ROOT / "tests" / "good_decks").glob("*.yaml")))
    run("export", *decks, "-o", "a.apkg")
    script = str(ROOT / "tests" / "peers" / "anki_old_import.py")
    words = [OLD, script, str(tmp_path / "into.anki2"), "a.apkg"]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=True)
    for told in json.loads(done.stdout.splitlines()[-1]):
        first, again = told["counts"]
        assert first == again
        assert min(first) > 400
        assert told["unfilled"] == 0
        assert told["sound"]
