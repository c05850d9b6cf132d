"""Work during which no garbage is searched for, and what is there afterwards."""

import gc

import pytest

from quizkit.garbage import undisturbed
from tests.fresh_python import modules_after


def test_the_search_for_garbage_rests_within_and_goes_on_after() -> None:
    assert gc.isenabled()
    with undisturbed():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_one_within_another_does_not_begin_the_search_too_soon() -> None:
    with undisturbed():
        with undisturbed():
            pass
        assert not gc.isenabled()


def test_the_search_goes_on_after_an_error_too() -> None:
    with pytest.raises(ValueError, match="any"), undisturbed():
        raise ValueError("any")
    assert gc.isenabled()


def test_very_many_values_count_as_old_and_are_not_searched_at_once() -> None:
    code = (
        "import gc; from quizkit.garbage import undisturbed\n"
        "def searches(): return sum(each['collections'] for each in gc.get_stats())\n"
        "before = searches()\n"
        "with undisturbed():\n"
        "    made = [[] for _ in range(200_000)]\n"
        "more = [[] for _ in range(100)]\n"
        "assert searches() == before\n"
        "assert gc.get_freeze_count() == 0"
    )
    modules_after(code)  # on its own: what commands froze in other tests would count here
