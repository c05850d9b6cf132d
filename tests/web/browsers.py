"""The browser that tests look at pages with: Chromium, where there is one."""

import os
import shutil

import pytest

HOW = "apt-get install chromium, and pip install 'quizkit[test-web]'"


def chromium() -> str | None:
    """Return the program, named by QUIZKIT_CHROMIUM or found; None if there is none."""
    named = os.environ.get("QUIZKIT_CHROMIUM")
    if named:
        return named
    return next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), None)


def required() -> str:
    """Return the program, else skip the test, or fail it where a browser is required."""
    try:
        import playwright  # noqa: F401 - whether it is there

        found = chromium()
    except ImportError:
        found = None
    if found is None:
        if os.environ.get("QUIZKIT_REQUIRE_BROWSER") == "1":
            pytest.fail(f"no browser: {HOW}")
        pytest.skip(f"no browser: {HOW}")
    return found
