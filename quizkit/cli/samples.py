"""The sample decks: they travel with the package, and can be studied from any folder."""

from pathlib import Path

_PACKAGE = Path(__file__).parents[1]


def sample_decks() -> list[Path]:
    """Return the files of the sample decks: in the package where it is installed, else beside it."""
    installed = _PACKAGE / "decks"
    folder = installed if installed.is_dir() else _PACKAGE.parent / "decks"
    return sorted(folder.glob("*.yaml"))


def is_installed_sample(path: Path) -> bool:
    """Return whether a deck is one in the package itself, which an update writes anew."""
    return path.resolve().is_relative_to(_PACKAGE)
