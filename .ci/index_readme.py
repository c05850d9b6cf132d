"""README.md as a package index shows it, where no file of the repository stands beside it.

hatchling calls this whenever it makes metadata. With the repository's address, the URL `Source` of
pyproject.toml, links and pictures lead there; without one a link is its text alone, and there is
no picture.
"""

import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

_BLOCK_OF_CODE = re.compile(r"(^```.*?^```$)", re.MULTILINE | re.DOTALL)
_ELSEWHERE = r"(?!https?:|mailto:|#)"
_LINK = re.compile(rf"(!?)\[((?:[^][]|\[[^]]*\])*)\]\({_ELSEWHERE}([^)\s]+)\)")
_HTML = re.compile(rf'\b(src|srcset)="{_ELSEWHERE}([^"]+)"')
_PICTURE = re.compile(r"<picture>.*?</picture>\n*|<img\b[^>]*>\n*|!\[[^]]*\]\([^)]*\)", re.DOTALL)


class IndexReadme(MetadataHookInterface):
    """Puts the README into the metadata of a distribution."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Add the README to `metadata`, the table `project` of pyproject.toml."""
        readme = Path(self.root, "README.md").read_text("utf-8")
        text = for_index(readme, metadata.get("urls", {}).get("Source"))
        metadata["readme"] = {"content-type": "text/markdown", "text": text}


def for_index(readme: str, source: str | None) -> str:
    """Return a README without a relative link; blocks of code stay as they are.

    Args:
        readme: as it is in the repository.
        source: address of the repository; None if it has none.
    """
    parts = _BLOCK_OF_CODE.split(readme)
    parts[::2] = [
        _placed(part, source.rstrip("/")) if source else _bare(part) for part in parts[::2]
    ]
    return "".join(parts)


def _placed(prose: str, source: str) -> str:
    def placed(link: re.Match[str]) -> str:
        mark, text, target = link.groups()
        return f"{mark}[{text}]({source}/{'raw' if mark else 'blob'}/main/{target})"

    return _HTML.sub(rf'\1="{source}/raw/main/\2"', _LINK.sub(placed, prose))


def _bare(prose: str) -> str:
    return _LINK.sub(r"\2", _PICTURE.sub("", prose))
