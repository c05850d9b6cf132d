"""Grading with the tables of many right answers, and without them."""

from contextlib import ExitStack
from typing import Any
from unittest.mock import patch

from quizkit.grading import key_rights, lists, near


def with_and_without_tables(act: Any) -> list[Any]:
    """Return what comes of grading with tables for the smallest lists, and with none at all."""
    found = []
    for most in (0, 10**9):
        with ExitStack() as patches:
            for module in (near, key_rights, lists):
                patches.enter_context(patch.object(module, "FEW", most))
            patches.enter_context(patch.object(near, "MOST_NEAR", 10**9))
            near.near_texts.cache_clear()
            lists._answer.cache_clear()
            found.append(act())
    return found
