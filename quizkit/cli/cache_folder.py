"""Where caches are kept: the user's cache folder, by the name of what they are about."""

import os
import sys
from pathlib import Path


def cache_folder() -> Path:
    """Return the folder of our caches.

    Raises:
        RuntimeError: nobody knows this user's home directory.
    """
    named = os.environ.get("XDG_CACHE_HOME")
    if named:
        return Path(named, "quizkit")
    if sys.platform == "linux":  # as platformdirs says, which takes its time to load
        return Path.home() / ".cache" / "quizkit"
    from platformdirs import user_cache_dir

    return Path(user_cache_dir(), "quizkit")


def name_of(path: Path) -> str:
    """Return a name for what is kept of a file: the end of the whole path of that."""
    return str(path.absolute()).replace(os.sep, "%").replace(":", "%")[-150:]
