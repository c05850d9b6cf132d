"""Note types that decks are written with: their fields are frozen for ever, as Anki would make of one
field more another note type, and of all notes of before conflicts. Templates and styles may change.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from typing import Any, NamedTuple

from quizkit.interchange.anki.collection import NoteType
from quizkit.lazy import pattern

FIELDS = ("Front", "Back", "Explanation", "Source", "Extra1", "Extra2", "Id")
"""Of every note type: question and answer as shown, what is shown with the answer, the question of
the other way round, other ways to write the answer, and the id of the note."""

_CSS = """\
.card { font: 20px/1.5 -apple-system, "Segoe UI", Roboto, sans-serif; max-width: 36em;
  margin: 1.5em auto; padding: 0 1em; text-align: left; color: #1a1a1a; background: #fff; }
.nightMode.card, .night_mode .card { color: #eee; background: #222; }
.more { color: #666; font-size: .85em; } .nightMode .more, .night_mode .more { color: #aaa; }
img { max-width: 100%; }
pre { overflow-x: auto; padding: .6em; border: 1px solid #8885; border-radius: .3em; }
code { font-family: ui-monospace, Menlo, Consolas, monospace; }
table { border-collapse: collapse; max-width: 100%; overflow-x: auto; }
td, th { border: 1px solid #8886; padding: .2em .6em; }
.sides td { border: 0; padding: 0 1.5em 0 0; vertical-align: top; }
ul, ol { padding-left: 1.4em; } li { margin: .2em 0; } details { margin-top: .6em; }
#typeans { max-width: 100%; }
.cloze { font-weight: bold; color: #0a58ca; } .nightMode .cloze, .night_mode .cloze { color: #7ab8ff; }
hr { border: 0; border-top: 1px solid #8886; margin: 1em 0; }
"""
_MORE = (
    "{{#Extra2}}<div class=more>also: {{Extra2}}</div>{{/Extra2}}"
    "{{#Explanation}}<hr>{{Explanation}}{{/Explanation}}"
    "{{#Source}}<div class=more>{{Source}}</div>{{/Source}}"
)
_OTHER_WAY = "{{#Extra1}}{{Extra1}}{{/Extra1}}{{^Extra1}}{{Back}}{{/Extra1}}"


class Model(NamedTuple):
    """A note type.

    Args:
        key: its name for ever, of which its id is made.
        name: as Anki shows it.
        templates: fronts and backs, in order.
        is_cloze: whether its cards are blanks.
    """

    key: str
    name: str
    templates: tuple[tuple[str, str], ...]
    is_cloze: bool = False

    @property
    def id(self) -> int:
        """The id, from 2^30 to 2^31."""
        return id_of(f"quizkit/v1/{self.key}")


BASIC = Model(
    "basic",
    "quizkit",
    (("{{Front}}", f"{{{{FrontSide}}}}<hr id=answer>{{{{Back}}}}{_MORE}"),),
)
TYPED = Model(
    "typed",
    "quizkit (typed)",
    (("{{Front}}<br>{{type:Back}}", f"{{{{Front}}}}<hr id=answer>{{{{type:Back}}}}{_MORE}"),),
)
BOTH_WAYS = Model(
    "both-ways",
    "quizkit (typed, both ways)",
    (
        *TYPED.templates,
        (
            f"{_OTHER_WAY}<br>{{{{type:Front}}}}",
            f"{_OTHER_WAY}<hr id=answer>{{{{type:Front}}}}{_MORE}",
        ),
    ),
)
CLOZE = Model(
    "cloze",
    "quizkit (gaps)",
    (
        (
            "{{#Extra1}}{{Extra1}}<br>{{/Extra1}}{{cloze:Front}}",
            f"{{{{#Extra1}}}}{{{{Extra1}}}}<br>{{{{/Extra1}}}}{{{{cloze:Front}}}}{_MORE}",
        ),
    ),
    is_cloze=True,
)
MODELS = (BASIC, TYPED, BOTH_WAYS, CLOZE)
"""All note types that are written."""


def id_of(name: str) -> int:
    """Return the id that a name has for ever, from 2^30 to 2^31."""
    digest = blake2b(name.encode(), digest_size=8).digest()
    return 2**30 + int.from_bytes(digest, "big") % 2**30


def as_json(model: Model) -> dict[str, Any]:
    """Return a note type as layout 11 of a collection has it."""
    templates = [(f"Card {at}", *sides) for at, sides in enumerate(model.templates, 1)]
    return _laid_out(
        model.id, model.name, FIELDS, templates, _CSS, is_cloze=model.is_cloze, sorts_by=(0,)
    )


def kept_text(kind: NoteType) -> str:
    """Return a note type of Anki as a deck keeps it for the way back, of which `kept` makes it."""
    templates = [kind.templates[number] for number in sorted(kind.templates)]
    return json.dumps(
        [kind.name, kind.is_cloze, kind.fields, templates, kind.style], ensure_ascii=False
    )


def kept(number: str, text: str) -> tuple[dict[str, Any], Sequence[str]] | None:
    """Return a note type that a deck keeps, as layout 11 has it, and its fields; None if it is none.

    It is as old as any: a collection that has it keeps its own templates and styles.

    Args:
        number: its id.
        text: of `kept_text`.
    """
    try:
        name, is_cloze, fields, templates, style = json.loads(text)
        fields = [str(each) for each in fields]
        sides = [(str(title), str(front), str(back)) for title, front, back in templates]
        at = int(number)
    except (ValueError, TypeError):
        return None
    if not fields or not sides:
        return None
    made = _laid_out(at, str(name), fields, sides, str(style), is_cloze=is_cloze is True)
    return made, fields


def digest_of(entry: Mapping[str, object], tags: Iterable[str]) -> str:
    """Return a digest of what a note says, by which an export tells whether it is as it came."""
    said = [
        str(entry.get(key, "")).strip() for key in ("question", "answer", "cloze", "explanation")
    ]
    text = "\x1f".join([*said, *sorted(tags)]).replace(" }}", "}}")
    return blake2b(_ADDRESS.sub("](<", text).encode(), digest_size=4).hexdigest()


_ADDRESS = pattern(r"\]\(<[^<>]*")
"""Of a picture, which is another one in a deck than in an import."""


def _laid_out(
    number: int,
    name: str,
    fields: Sequence[str],
    templates: Sequence[tuple[str, str, str]],
    style: str,
    *,
    is_cloze: bool,
    sorts_by: Sequence[int] = (),
) -> dict[str, Any]:
    needed = list(sorts_by) or list(range(len(fields)))
    return {
        "id": number,
        "name": name,
        "type": int(is_cloze),
        "mod": 1,
        "usn": -1,
        "sortf": 0,
        "did": 1,
        "css": style,
        "latexPre": "\\documentclass[12pt]{article}\n\\usepackage{amssymb,amsmath}\n\\pagestyle{empty}\n"
        "\\setlength{\\parindent}{0in}\n\\begin{document}\n",
        "latexPost": "\\end{document}",
        "latexsvg": False,
        "req": [[place, "any", needed] for place in range(len(templates))],
        "tags": [],
        "vers": [],
        "flds": [
            {"name": each, "ord": at, "sticky": False, "rtl": False, "font": "Arial", "size": 20}
            | {"media": []}
            for at, each in enumerate(fields)
        ],
        "tmpls": [
            {"name": title, "ord": at, "qfmt": front, "afmt": back, "did": None}
            | {"bqfmt": "", "bafmt": ""}
            for at, (title, front, back) in enumerate(templates)
        ],
    }


def config() -> str:
    """Return the settings of a collection, as JSON."""
    return json.dumps(
        {
            "nextPos": 1,
            "estTimes": True,
            "activeDecks": [1],
            "sortType": "noteFld",
            "timeLim": 0,
            "sortBackwards": False,
            "addToCur": True,
            "curDeck": 1,
            "newSpread": 0,
            "dueCounts": True,
            "curModel": str(BASIC.id),
            "collapseTime": 1200,
            "schedVer": 2,
        }
    )


OURS = frozenset(model.id for model in MODELS)
"""The ids of the note types that are written."""
