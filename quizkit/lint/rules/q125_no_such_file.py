"""A picture or a sound that is not beside the deck.

Learners do not see it, or cannot hear it. A deck and its files are one folder that can be moved, so
they lie below the deck's folder, and are named from there on, in the letters that they have: many
systems tell `Heart.png` from `heart.png`. Nothing is fetched from the network.

bad:
  - question: Which chamber of the heart pumps blood into the aorta?
    answer: left ventricle
    image: {https://example.org/heart.png: A heart, cut open}
good:
  - question: Which chamber of the heart pumps blood into the aorta?
    answer: left ventricle
"""

import posixpath

from quizkit.authoring.kinds_of_change import Respell
from quizkit.formats.beside import Absent, Seen
from quizkit.formats.media_files import Elsewhere
from quizkit.lint.named_files import NamedFile, files_of
from quizkit.lint.rule import HERE, AnyNote, CheckedDeck, Hit, Hits, error

_BELOW = "put a copy below the deck's folder, and name it from there on"
_SAID = {
    Elsewhere.REMOTE: ("{} is on the network, and nothing is fetched", _BELOW),
    Elsewhere.ABSOLUTE: ("{} is on this machine alone", _BELOW),
    Elsewhere.OTHER_CASE: ("{} has other letters than the file that is there", ""),
    Absent.OUTSIDE: ("{} lies outside the folder of the deck, and is not opened", _BELOW),
    Absent.NOT_THERE: ("there is no file {}", "put it there, or name another one"),
    Absent.NO_FILE: ("{} is no file", "name a file"),
}
"""What is said of a file that is not there, and the fix where no other file is like it."""


@error()
def no_such_file(deck: CheckedDeck) -> Hits:
    """Return hits on pictures and sounds that are not there; without a folder few are known."""
    for checked in deck.notes:
        for named in files_of(checked.note):
            found = named.look(deck.media)
            if not isinstance(found, Seen) and found in _SAID:
                yield _hit(checked, named, found)


def _hit(checked: AnyNote, named: NamedFile, why: Absent | Elsewhere) -> Hit:
    """Return the hit on a file that is not there, with the name that is meant, as far as one is."""
    message, fix = _SAID[why]
    near, sure = checked.deck.media.near(named.from_deck)
    media = checked.note.media
    if near and media and media.folder:
        near = posixpath.relpath(near, media.folder)
    if near:
        fix = f"did you mean {near}?"
    hit = checked.hit_piece(named.name, message.format(f"`{named.name}`"), fix, *named.steps)
    return hit.mended_by(Respell(HERE, named.steps, named.name, near)) if sure else hit
