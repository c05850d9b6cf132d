"""An ignore that nothing needs.

The card was mended, or the code is misspelt. An ignore that stays would hide the next finding.

bad:
  - question: What is the capital of Peru?
    answer: Lima
    lint: {ignore: [Q105]}
good:
  - question: Is Pluto a planet?
    answer: no
    lint: {ignore: [Q105]}
"""

from collections.abc import Collection

from quizkit.authoring.kinds_of_change import Drop
from quizkit.lint.hit import DeckPath
from quizkit.lint.registry import codes
from quizkit.lint.rule import HERE, CheckedDeck, Hit, Hits, warning


def _unneeded(
    code: str, applied: Collection[str], path: DeckPath, drop: Drop | None = None
) -> Hits:
    if code not in codes():
        fix = "`quizkit check --explain all` lists the rules"
        yield Hit(f"there is no rule `{code}` to ignore", fix, path)
    elif code in applied:
        hit = Hit(f"{code} finds nothing here that would need ignoring", "delete it", path)
        yield hit if drop is None else hit.mended_by(drop)


@warning()
def unused_ignore(deck: CheckedDeck) -> Hits:
    """Return a hit on each ignored code that spares nothing, or that no rule has."""
    ignores = deck.ignores
    for code in sorted(ignores.of_all - {code for _, code in ignores.used}):
        yield from _unneeded(code, ignores.applied, DeckPath(("defaults", "lint", "ignore")))
    for note in deck.notes:
        for at, code in enumerate(note.note.lint_ignore):
            if code not in ignores.of_all and (note.index, code) not in ignores.used:
                path = DeckPath(("lint", "ignore", at), note=note.index)
                is_one = len(note.note.lint_ignore) == 1
                drop = Drop(HERE, ("lint",) if is_one else path.steps)
                yield from _unneeded(code, ignores.applied, path, drop)
