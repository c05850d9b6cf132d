"""What is stored, with something else in any one place: refused by a ValueError, or a value like any.

Rows and kept sessions pass through databases and hands. None may raise anything else, and what is
taken can be stored and read again.
"""

import json
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from quizkit.session import StaleSessionError, kept, resumed
from tests.stored_junk import JUNK, SITTING, STORED, Read, changed, places


@pytest.mark.parametrize(("read", "value"), STORED, ids=lambda each: type(each).__name__)
@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_value_with_junk_in_it_is_refused_or_is_a_value(
    read: Read, value: Any, data: st.DataObject
) -> None:
    good = value.to_dict()
    path = data.draw(st.sampled_from(list(places(good))))
    try:
        found = read(changed(good, path, data.draw(st.sampled_from(JUNK))))
    except ValueError:
        return
    assert read(json.loads(json.dumps(found.to_dict()))) == found


def test_a_kept_session_that_would_ask_another_card_is_stale() -> None:
    good, plan, progress = kept(SITTING.session), SITTING.session.plan, SITTING.replayed()
    bent = changed(good, ("inputs", 0, 2), "2026-01-01T00:00:00+00:00")
    with pytest.raises(StaleSessionError):
        resumed(bent, plan, progress)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_kept_session_with_junk_in_it_is_refused_or_taken_up(data: st.DataObject) -> None:
    good, plan, progress = kept(SITTING.session), SITTING.session.plan, SITTING.replayed()
    path = data.draw(st.sampled_from(list(places(good))))
    try:
        session = resumed(changed(good, path, data.draw(st.sampled_from(JUNK))), plan, progress)
    except (ValueError, StaleSessionError):
        return
    assert resumed(json.loads(json.dumps(kept(session))), plan, progress) == session
