"""Packages that an extra brings, loaded when they are needed; else the one line that brings them."""

from importlib import import_module
from typing import Any

from quizkit.errors import QuizkitError


def needed(module: str, extra: str) -> Any:
    """Return a module that an extra brings.

    Args:
        module: its name, such as `nh3`.
        extra: that of quizkit which brings it.

    Raises:
        QuizkitError: it is not installed; the message says what brings it.
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        package = module.partition(".")[0]
        if error.name not in (module, package):
            raise
        raise QuizkitError(
            f"this needs {package}, which is not installed\nfix: pip install 'quizkit[{extra}]'"
        ) from error
