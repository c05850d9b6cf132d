"""Every input that fuzzing found worth keeping, run again; without what found it."""

from pathlib import Path

import pytest

from tests.fuzz.targets import TARGETS
from tests.places import ROOT

KEPT = sorted(path for path in (ROOT / "tests/fuzz/corpus").glob("*/*") if path.is_file())


def test_each_target_has_inputs_that_are_kept() -> None:
    assert {path.parent.name for path in KEPT} == set(TARGETS)


@pytest.mark.parametrize("path", KEPT, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_a_kept_input_holds(path: Path) -> None:
    TARGETS[path.parent.name](path.read_bytes())
