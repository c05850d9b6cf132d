"""The mutants that `.ci/mutants` tries: each is another program, and has a name of its own."""

import ast

import pytest

from tests.mutations import EQUIVALENT, Mutant, equivalent, files_of, mutants
from tests.places import ROOT

FILES = ["quizkit/store/runs.py", "quizkit/progress/order.py", "quizkit/desk/edits.py"]


@pytest.mark.parametrize("file", FILES)
def test_a_mutant_is_a_program_with_one_thing_changed_and_a_name_of_its_own(file: str) -> None:
    before = ast.unparse(ast.parse((ROOT / file).read_text("utf-8"))).splitlines()
    found = list(mutants(file))
    assert len({mutant.name for mutant in found}) == len(found) > 20
    for mutant in found:
        compile(mutant.tree(), file, "exec")
        after = ast.unparse(mutant.tree()).splitlines()
        assert before != after
        assert len(set(before) ^ set(after)) <= 4  # a line, or the branch of an if that is its else


def named(file: str, function: str) -> dict[str, Mutant]:
    return {m.change: m for m in mutants(file) if m.function == function}


def test_comparisons_conditions_numbers_sums_returns_and_statements_are_changed() -> None:
    found = named("quizkit/store/runs.py", "runs_of()")
    condition = "runs and number <= runs[-1][1] + 1"
    assert f"{condition} -> {condition.replace('and', 'or')}" in found
    assert "number <= runs[-1][1] + 1 -> number < runs[-1][1] + 1" in found
    assert "runs[-1][1] + 1 -> runs[-1][1] - 1" in found
    assert "return found -> return None" in found
    assert "runs.append((number, number)) -> pass" in found
    assert "1 -> 2" in found
    assert "at > 0 and number <= own[at - 1][1] -> at > 0 or number <= own[at - 1][1]" in named(
        "quizkit/store/runs.py", "holds()"
    )


def test_what_is_there_for_readers_and_type_checkers_alone_is_left_as_it_is() -> None:
    (attached,) = mutants("quizkit/store/__init__.py")
    assert attached.change.startswith("attach(__name__,")
    assert all("TYPE_CHECKING" not in each.change for file in files_of() for each in mutants(file))


def test_of_each_mutant_that_nobody_can_tell_it_is_said_why() -> None:
    text = EQUIVALENT.read_text("utf-8").splitlines()
    lines = [line for line in text if line and not line.startswith("#")]
    assert len(equivalent()) == len(lines)
    assert all(name.split()[0] in files_of() and len(why) > 9 for name, why in equivalent().items())
