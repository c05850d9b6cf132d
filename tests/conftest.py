"""Options of the test run: data of one's own, judged answers and FSRS vectors; a deck, a shell."""

import gc
import os
import signal
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from tests.disk_shim import Shell

# A busy machine, or a first run that builds the tables of characters, is no failure.
USUAL_EXAMPLES = 75
EXAMPLES = int(os.environ.get("QUIZKIT_EXAMPLES", "40"))
settings.register_profile(
    "quizkit",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    max_examples=EXAMPLES,
)
# What decides whether a change lands says the same of it twice; all other runs look for new examples.
settings.register_profile("same examples", settings.get_profile("quizkit"), derandomize=True)
settings.load_profile("same examples" if "QUIZKIT_SAME_EXAMPLES" in os.environ else "quizkit")

_caches = TemporaryDirectory()  # of this run alone, child processes included
os.environ["XDG_CACHE_HOME"] = _caches.name

# The process that hands out tests has loaded readline, which says how wide a terminal is that is none.
if "PYTEST_XDIST_WORKER" in os.environ:
    for name in ("COLUMNS", "LINES"):
        os.environ.pop(name, None)

# Messages name the command `quizkit`, as where a shell finds it.
os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])

# Run in the background by a shell, Ctrl-C is ignored here, and in every child process whose tests press it.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> None:
    """Run the whole on two cores, where nobody says on how many (`-n`)."""
    whole = config.args_source is pytest.Config.ArgsSource.TESTPATHS
    apart = hasattr(config, "workerinput") or config.option.usepdb
    if whole and not apart and config.getoption("numprocesses", 0) is None:
        config.option.numprocesses = 2


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--half", type=int, choices=(1, 2), help="run every other test: 1 or 2")
    parser.addoption("--vectors", metavar="DIR", help="run the FSRS vectors of this folder")
    parser.addoption(
        "--grading-cases", metavar="FILE", type=Path, help="judge the cases of this JSON Lines file"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what proves at length, and give laws as many examples as are asked for."""
    if "large" in config.getoption("markexpr"):
        return
    large = [item for item in items if item.get_closest_marker("large")]
    _leave_out(config, items, large)
    _take_one_half(config, items)
    for law in {getattr(item, "obj", None) for item in items}:
        own = getattr(law, "_hypothesis_internal_use_settings", None)
        if own is not None and own.max_examples != EXAMPLES:
            most = max(1, own.max_examples * EXAMPLES // USUAL_EXAMPLES)
            law._hypothesis_internal_use_settings = settings(own, max_examples=most)  # type: ignore[union-attr]


def _take_one_half(config: pytest.Config, items: list[pytest.Item]) -> None:
    half = config.getoption("half")
    if half is not None:
        _leave_out(config, items, items[2 - half :: 2])


def _leave_out(config: pytest.Config, items: list[pytest.Item], some: list[pytest.Item]) -> None:
    config.hook.pytest_deselected(items=some)
    left_out = set(some)
    items[:] = [item for item in items if item not in left_out]


def pytest_collection_finish() -> None:
    """Let the garbage collector pass over the tests themselves, of which there are many thousands."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "judged_case" in metafunc.fixturenames:
        from tests.judged_cases import CASES, read_cases

        cases = list(read_cases(metafunc.config.getoption("grading_cases") or CASES))
        ids = [f"{case['type']}-{case['id']}" for case in cases]
        metafunc.parametrize("judged_case", cases, ids=ids)


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Write how many cases of each type were judged as expected."""
    if config.getoption("grading_cases") is None:
        return
    counts = {
        outcome: Counter(
            report.nodeid.rpartition("[")[2].partition("-")[0]
            for report in terminalreporter.getreports(outcome)
            if "[" in report.nodeid and "test_grading_cases" in report.nodeid
        )
        for outcome in ("passed", "failed")
    }
    passed, failed = counts["passed"], counts["failed"]
    terminalreporter.section("judged cases by type")
    for kind in sorted(passed | failed):
        terminalreporter.line(f"{kind:<10} {passed[kind]:>5} passed {failed[kind]:>5} failed")
    total = f"{'all':<10} {passed.total():>5} passed {failed.total():>5} failed"
    terminalreporter.line(total)


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    """The file of a deck with a note of each kind."""
    from tests.fruit import DECK

    path = tmp_path / "fruit.yaml"
    path.write_text(DECK, "utf-8")
    return path


@pytest.fixture(scope="module")
def shell() -> "Iterator[Shell]":
    """What runs commands of quizkit on disks that are small, or fail."""
    from tests.disk_shim import Shell

    with Shell() as shell:
        yield shell
