"""Runs the rules over a deck, and gives each finding its place in the file."""

import gc
import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from quizkit.formats.deck_yaml import Reading, open_deck
from quizkit.formats.report import Report
from quizkit.lint.entry import View
from quizkit.lint.finding import Finding, Severity, from_problem
from quizkit.lint.registry import FAMILIES, rules
from quizkit.lint.rule import Hit, Rule
from quizkit.model import Deck

_UNUSED = "Q001"
_OF_TEXTS = ("grounding", "strength")
_WITHOUT_TEXTS = tuple(family for family in FAMILIES if family not in _OF_TEXTS)


def check_deck(
    deck: str | os.PathLike[str] | Reading,
    *,
    hints: bool = False,
    select: Collection[str] = (),
    ignore: Collection[str] = (),
    texts: Mapping[str, str] | None = None,
) -> list[Finding]:
    """Return everything that is wrong with a deck, in the order of its file.

    First comes what the reader reports; a deck that cannot be read is not looked at further. Then
    the cards' own examples are judged, the rules are applied, and facts are compared with local
    copies of their sources.

    Args:
        deck: the path of a file, or what `open_deck` or `parse_deck` returned.
        hints: whether to give hints too.
        select: codes of the rules to apply, or what they begin with (`Q3`); all if empty. A hint
            named here in full is given.
        ignore: codes of rules to leave out, likewise.
        texts: local copies of sources by id, instead of the files that the deck names.

    Raises:
        ValueError: no rule begins with a code of `select` or `ignore`.
    """
    for code in (*select, *ignore):
        if not any(_among(known, [code]) for known in rules()):
            raise ValueError(f"there is no rule {code}")
    reading = deck if isinstance(deck, Reading) else open_deck(deck)
    if reading.deck is None:
        return [from_problem(problem) for problem in reading.problems]
    named = {code.upper() for code in select}
    view = View(reading.deck, Copies(reading.deck, Path(reading.file).parent, texts or {}).text)
    chosen = [
        rule
        for rule in rules(FAMILIES if view.grounded else _WITHOUT_TEXTS).values()
        if _among(rule.code, select or ("Q",))
        and not _among(rule.code, ignore)
        and (rule.severity is not Severity.HINT or hints or rule.code in named)
    ]
    collecting = gc.isenabled()
    gc.disable()  # what is worked out of a large deck stays until the end; see `formats`
    try:
        found = list(_hits(view, chosen))
    finally:
        if collecting:
            gc.enable()
    kept, used = _not_ignored(reading.deck, found)
    if any(rule.code == _UNUSED for rule in chosen):
        kept += _unused_ignores(reading.deck, chosen, used)
    if not kept:
        return []
    report = Report(reading.text, reading.file)
    findings = [_placed(reading, report, rule, hit) for rule, hit in kept]
    return sorted(findings, key=lambda one: (one.location.line, one.location.column, one.code))


def _among(code: str, codes: Collection[str]) -> bool:
    return any(code.startswith(start.upper()) for start in codes if start)


class Copies:
    """The local copies of a deck's sources, read when they are asked for.

    Args:
        deck: whose sources they are.
        folder: what the deck's file names are relative to.
        texts: copies at hand, by id of the source.
    """

    def __init__(self, deck: Deck, folder: Path, texts: Mapping[str, str]) -> None:
        self._deck = deck
        self._folder = folder
        self._texts = texts

    def text(self, source: str) -> str | None:
        """Return the text of a source's copy; None where there is none that can be read."""
        if source in self._texts:
            return self._texts[source]
        known = self._deck.sources.get(source)
        if known is None or not known.file:
            return None
        try:
            path = self._folder / known.file
            if not path.is_file():  # a device or a pipe may never end
                return None
            return path.read_text("utf-8-sig", errors="replace")
        except (OSError, ValueError):
            return None


_Found = tuple[Rule, Hit]


def _hits(view: View, chosen: Iterable[Rule]) -> Iterator[_Found]:
    chosen = [rule for rule in chosen if view.english or not rule.english]
    of_kind: dict[str, list[Rule]] = {}
    for entry in view.entries:
        if entry.kind not in of_kind:
            of_kind[entry.kind] = [
                rule
                for rule in chosen
                if not rule.whole and (not rule.kinds or entry.kind in rule.kinds)
            ]
        for rule in of_kind[entry.kind]:
            for hit in rule.find(entry):
                yield rule, hit
    for rule in chosen:
        if rule.whole:
            for hit in rule.find(view):
                yield rule, hit


_Used = set[tuple[int, str]]


def _not_ignored(deck: Deck, found: Iterable[_Found]) -> tuple[list[_Found], _Used]:
    """Return what no note ignores, and which ignores, by the note's index, were needed.

    A finding on the deck as a whole is ignored if every note ignores it: by its defaults.
    """
    kept: list[_Found] = []
    used: _Used = set()
    for rule, hit in found:
        indices: Iterable[int] = range(len(deck.notes))
        if hit.path[:1] == ("cards",) and len(hit.path) > 1:
            indices = (int(hit.path[1]),)
        if all(rule.code in deck.notes[index].lint_ignore for index in indices):
            used.update((index, rule.code) for index in indices)
        else:
            kept.append((rule, hit))
    return kept, used


def _unused_ignores(deck: Deck, chosen: Collection[Rule], used: _Used) -> list[_Found]:
    """Return the ignores that no finding needed; one of all notes counts once."""
    codes = {rule.code for rule in chosen}
    of_all = set(deck.notes[0].lint_ignore).intersection(*(n.lint_ignore for n in deck.notes))
    if len(deck.notes) == 1:
        of_all = set()
    found: list[_Found] = []
    for code in sorted(of_all):
        if _UNUSED not in of_all and not any(name == code for _, name in used):
            found += _unused(code, codes, ("defaults", "lint", "ignore"))
    for index, note in enumerate(deck.notes):
        if _UNUSED in note.lint_ignore:
            continue
        for at, code in enumerate(note.lint_ignore):
            if code not in of_all and (index, code) not in used:
                found += _unused(code, codes, ("cards", index, "lint", "ignore", at))
    return found


def _unused(code: str, chosen: Collection[str], path: tuple[str | int, ...]) -> list[_Found]:
    if code not in rules():
        hit = Hit(
            f"there is no rule `{code}` to ignore",
            "`quizkit check --explain all` lists the rules",
            path,
        )
    elif code in chosen:
        hit = Hit(f"{code} finds nothing here that would need ignoring", "delete it", path)
    else:
        return []  # it was not looked for
    return [(rules()[_UNUSED], hit)]


def _placed(reading: Reading, report: Report, rule: Rule, hit: Hit) -> Finding:
    location = reading.place(*_written(reading, hit), key=hit.key)
    line = report.line(location.line)
    return Finding(location, rule.code, hit.message, hit.fix, line, rule.severity)


def _written(reading: Reading, hit: Hit) -> tuple[str | int, ...]:
    """Return the path of a hit; texts that may be keys or items are found as either."""
    path = hit.path
    if len(path) == 4 and path[2] in ("distractors", "reject"):
        assert reading.deck is not None
        note = reading.deck.notes[int(path[1])]
        texts = list(getattr(note, str(path[2]), ()))
        if path[3] in texts and reading.offset(*path) == reading.offset(*path[:3]):
            return (*path[:3], texts.index(str(path[3])))
    return path
