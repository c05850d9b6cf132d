"""Packages that an extra brings, loaded when they are needed; else the one line that brings them."""

from importlib import import_module
from typing import Any

from quizkit.errors import QuizkitError


class MissingPackageError(QuizkitError):
    """A package is not installed.

    Args:
        package: its name.
        remedy: the line that brings it.
    """

    def __init__(self, package: str, remedy: str) -> None:
        super().__init__(f"this needs {package}, which is not installed\nfix: {remedy}")
        self.remedy = remedy


def needed(module: str, extra: str) -> Any:
    """Return a module that an extra brings.

    Args:
        module: its name, such as `nh3`.
        extra: that of quizkit which brings it.

    Raises:
        MissingPackageError: it is not installed; the message says what brings it.
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        package = module.partition(".")[0]
        if error.name not in (module, package):
            raise
        raise MissingPackageError(package, f"pip install 'quizkit[{extra}]'") from error
