"""Templates and static files, read once: a file is known by its exact name, and by what is in it."""

import hashlib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment, FileSystemBytecodeCache, PackageLoader, StrictUndefined

_TYPES = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
    "webmanifest": "application/manifest+json",
}
NAMES = ("quizkit.css", "quizkit.js", "icon.svg", "quizkit.webmanifest")


class Static(NamedTuple):
    """A file that never changes: what is in it, its type, and the hash in its address."""

    body: bytes
    kind: str
    hash: str


@cache
def static() -> Mapping[str, Static]:
    """Return the static files by their names."""
    folder = resources.files("quizkit.web") / "static"
    found = {}
    for name in NAMES:
        body = (folder / name).read_bytes()
        kind = _TYPES[name.rpartition(".")[2]]
        found[name] = Static(body, kind, hashlib.sha256(body).hexdigest()[:16])
    return found


def address(name: str) -> str:
    """Return the address of a static file, which changes with what is in it."""
    return f"/static/{name}?v={static()[name].hash}"


class Templates:
    """The templates, compiled when they are first shown.

    Args:
        folder: where they are kept compiled, private to this user; None for nowhere.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._environment = Environment(
            loader=PackageLoader("quizkit.web"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=FileSystemBytecodeCache(str(folder)) if folder else None,
        )
        self._environment.globals["static"] = address

    def page(self, template: str, values: Mapping[str, Any]) -> str:
        """Return a page as HTML."""
        return self._environment.get_template(template).render(values)
