"""Work during which no garbage is searched for, and what is there afterwards."""

import gc

import pytest

from quizkit.garbage import undisturbed


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
    frozen = gc.get_freeze_count()
    with undisturbed():
        made = [[] for _ in range(200_000)]  # type: ignore[var-annotated]
    assert frozen or gc.get_count()[0] < len(made)
    assert gc.get_freeze_count() <= frozen  # of what commands froze in other tests, some dies
