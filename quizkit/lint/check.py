"""Runs the rules over a deck, and gives each finding its place in the file."""

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from quizkit.errors import Edit
from quizkit.formats.deck_yaml import Reading, open_deck
from quizkit.formats.media_files import MediaFolder
from quizkit.formats.parts import Origin
from quizkit.garbage import undisturbed
from quizkit.lint.checked import CheckedDeck
from quizkit.lint.copies import Copies
from quizkit.lint.finding import Finding, Severity, from_problem
from quizkit.lint.hit import Hit
from quizkit.lint.registry import codes, gives_hints, load
from quizkit.lint.rule import Check, Rule


def check_deck(
    deck: str | os.PathLike[str] | Reading,
    *,
    hints: bool = False,
    select: Collection[str] = (),
    ignore: Collection[str] = (),
    texts: Mapping[str, str] | None = None,
    tell: Callable[[int], object] = int,
) -> list[Finding]:
    """Return everything that is wrong with a deck, in the order of its file.

    What the reader reports is among it; of a note that cannot be read that is all, and so it is of
    a deck without any that can. The cards' own examples are judged, the rules are applied, facts are
    compared with local copies of their sources, and pictures and sounds are looked for.

    Args:
        deck: the path of a file, or what `open_deck` or `parse_deck` returned.
        hints: whether to give hints too.
        select: codes of the rules to apply, or what they begin with (`Q3`); all if empty. A hint
            named here in full is given.
        ignore: codes of rules to leave out, likewise.
        texts: local copies of sources by id, instead of the files that the deck names.
        tell: is told, again and again, what share of 100 more is done.

    Raises:
        ValueError: no rule begins with a code of `select` or `ignore`.
    """
    for code in (*select, *ignore):
        if not any(_among(known, [code]) for known in codes()):
            raise ValueError(f"there is no rule {code}")
    reading = deck if isinstance(deck, Reading) else open_deck(deck)
    problems = [from_problem(problem) for problem in reading.problems]
    if reading.lenient_deck is None:
        tell(100)
        return problems
    named = {code.upper() for code in select}
    copies = Copies(reading.lenient_deck.sources, reading.file, texts)
    checked = CheckedDeck(reading.lenient_deck, copies, MediaFolder(reading.folder))
    chosen = [
        load(code)
        for code in codes()
        if _among(code, select or ("Q",))
        and not _among(code, ignore)
        and (checked.grounded or not _among(code, _OF_TEXTS))
        and (checked.has_markup or not _among(code, _OF_MARKUP))
        and (hints or code in named or not gives_hints(code))
    ]
    with undisturbed():  # what is worked out of a large deck stays until the end
        found = [
            (rule, hit)
            for rule, hit in _found(checked, chosen, tell)
            if hints or rule.code in named or hit.severity is not Severity.HINT
        ]
    edits = _edits(reading, (hit for _, hit in found))
    findings = problems + [_placed(reading, rule, hit, edits) for rule, hit in found]
    files = {file: number for number, file in enumerate(reading.texts)}

    def order(one: Finding) -> tuple[int, int, int, str]:
        """Return where a finding is told: the deck's own file comes first."""
        place = one.location
        return files[place.file], place.line, place.column, one.code

    return sorted(findings, key=order)


_OF_TEXTS = ("Q51", "Q52")
"""Rules that compare cards with the text of their sources: not loaded where there is none."""

_OF_MARKUP = ("Q7",)
"""Rules on Markdown and pictures, likewise."""


def _among(code: str, codes: Collection[str]) -> bool:
    return code.startswith(tuple(start.upper() for start in codes if start))


def _found(
    deck: CheckedDeck, chosen: Sequence[Check], tell: Callable[[int], object]
) -> Iterator[tuple[Rule, Hit]]:
    """Yield the findings of the rules that no note ignores."""
    deck.ignores.applied = {check.rule.code for check in chosen}
    told = 0
    for done, check in enumerate(reversed(chosen)):  # so that Q001 is last, on what others used
        tell(100 * done // len(chosen) - told)
        told = 100 * done // len(chosen)
        rule = check.rule
        if deck.english or not rule.english:
            for hit in check.find(deck):
                if rule.english and not deck.is_english(hit.path.note):
                    continue
                if not deck.ignores.spare(rule.code, hit.path):
                    yield rule, hit
    tell(100 - told)


def _edits(reading: Reading, hits: Iterable[Hit]) -> Mapping[int, tuple[Edit, ...]]:
    """Return the edits that mend hits, by the identity of these; few have any."""
    mendable = [hit for hit in hits if hit.mend and hit.path.note is not None]
    if not mendable:
        return {}
    from quizkit.lint.hit_edits import HitEdits

    making = HitEdits()
    return {id(hit): making.edits(hit, reading.origin(hit.path.note or 0)) for hit in mendable}


def _placed(
    reading: Reading, rule: Rule, hit: Hit, edits: Mapping[int, tuple[Edit, ...]]
) -> Finding:
    from quizkit.lint.codes import RuleCode

    steps, note, key, piece = hit.path
    where: Reading | Origin = reading
    if note is not None:
        where = reading.origin(note)
    elif steps[0] == "sources":
        where, steps = reading.origin_of_source(str(steps[1])), steps[2:]
    location = where.place(*steps, key=key)
    if piece and isinstance(where, Origin):
        location = where.place_of(piece, *steps)
    line = where.line(location.line)
    message, severity = hit.message, hit.severity or rule.severity
    if hit.other is not None:
        message = hit.told(f"on {reading.origin(hit.other).seen_from(where.file)}")
    code, own = RuleCode(rule.code), edits.get(id(hit), ())
    return Finding(location, code, message, hit.fix, line, severity, own)
