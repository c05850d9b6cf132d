"""The sample decks: they travel with the package, and can be studied from any folder."""

from pathlib import Path

_PACKAGE = Path(__file__).parents[1]


def sample_decks() -> list[Path]:
    """Return the files of the sample decks: in the package where it is installed, else beside it."""
    installed = _PACKAGE / "decks"
    folder = installed if installed.is_dir() else _PACKAGE.parent / "decks"
    return sorted(folder.glob("*.yaml"))
