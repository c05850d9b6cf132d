"""The links of the pages: which there are, where they lead, and how they are written elsewhere.

A link to a file of the repository is relative to the page it stands on. `rewritten` makes others
of them, absolute ones for instance.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from tests.places import DOCS, ROOT

PAGES = [*sorted(ROOT.glob("*.md")), *sorted(DOCS.rglob("*.md"))]
_LINK = re.compile(r"(?P<image>!?)\[(?P<text>(?:[^][]|\[[^]]*\])*)\]\((?P<target>[^)\s]+)\)")
_HTML = re.compile(r"""\b(?:src|srcset|href)=["'](?P<target>[^"']+)["']""")
_CODE = re.compile(
    r"^(?P<fence>`{3,}).*?^(?P=fence)[^\n]*$|(?P<tick>`+)(?!`).*?(?<!`)(?P=tick)(?!`)", re.M | re.S
)


def prose(text: str) -> str:
    """Return a page with its code blanked out, every other character where it was."""
    return _CODE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


def targets(text: str) -> Iterator[str]:
    """Yield where the links and pictures of a page lead, within the repository or not."""
    blank = prose(text)
    for pattern in (_LINK, _HTML):
        yield from (found["target"] for found in pattern.finditer(blank))


def is_elsewhere(target: str) -> bool:
    """Return whether a link leads out of the repository, as `https:` and `mailto:` do."""
    return re.match(r"[a-z][a-z0-9+.-]*:|//", target) is not None


def anchors(text: str) -> set[str]:
    """Return the anchors of a page, made from its headings as forges do."""
    seen: dict[str, int] = {}
    found = set()
    for line in _CODE.sub(lambda code: code[0] if code["tick"] else "", text).splitlines():
        if heading := re.match(r"#{1,6} +(.+?)\s*#*$", line):
            shown = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", heading[1])
            slug = re.sub(r"[^\w\- ]", "", shown.lower()).strip().replace(" ", "-")
            again = seen.get(slug, 0)
            found.add(f"{slug}-{again}" if again else slug)
            seen[slug] = again + 1
    return found | set(re.findall(r"""\b(?:id|name)=["']([^"']+)["']""", prose(text)))


def landing(page: Path, target: str) -> tuple[Path, str]:
    """Return the file a relative link of `page` leads to, and the anchor in it, which may be ''."""
    path, _, anchor = target.partition("#")
    return ((page.parent / path).resolve() if path else page), anchor


def dead(page: Path, text: str) -> list[str]:
    """Return the links of a page that lead nowhere: to no file here, or to no part of one."""
    found = []
    for target in targets(text):
        if is_elsewhere(target):
            continue
        path, anchor = landing(page, target)
        there = path.is_relative_to(ROOT) and path.exists()
        if not there or (anchor and anchor not in anchors(path.read_text("utf-8"))):
            found.append(target)
    return found


def rewritten(page: Path, text: str, to: Callable[[PurePosixPath, str], str | None]) -> str:
    """Return a page whose links to files of the repository are written otherwise.

    Args:
        page: where the text stands in the repository.
        text: of the page.
        to: the new target by the file's path in the repository and the anchor; None for a link
            that is to be its text alone.
    """
    blank = prose(text)
    parts, end = [], 0
    for found in _LINK.finditer(blank):
        target = found["target"]
        if is_elsewhere(target) or target.startswith("#"):
            continue
        path, anchor = landing(page, target)
        new = to(PurePosixPath(path.relative_to(ROOT).as_posix()), f"#{anchor}" if anchor else "")
        words = text[found.start("text") : found.end("text")]
        parts += [
            text[end : found.start()],
            words if new is None else f"{found['image']}[{words}]({new})",
        ]
        end = found.end()
    return "".join([*parts, text[end:]])
