"""Entries of a deck made into notes: the keys decide the kind, and every value is checked."""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from attrs import evolve

from quizkit.answers.languages import is_english
from quizkit.cloze import Blank, ClozeError, parse_cloze
from quizkit.formats.answer_keys import (
    answer_key,
    check_distinct,
    list_answers,
    rejected,
    required,
)
from quizkit.formats.citations import read_citations
from quizkit.formats.fields import Fields
from quizkit.formats.head import read_id
from quizkit.formats.keys import ADMITTED, OPTIONS, kind_of
from quizkit.formats.yaml_events import Node, Tree
from quizkit.model import (
    Accents,
    Case,
    ChoiceNote,
    ClozeNote,
    Examples,
    Judging,
    ListNote,
    Note,
    OrderNote,
    PairsNote,
    SelfRatedNote,
    SeveralChoicesNote,
    Source,
    TrueFalseNote,
    TypedNote,
    collapsed,
    digest_id,
)

_CASES = tuple(Case)
_ACCENTS = tuple(Accents)
_VERDICTS = frozenset(("correct", "close", "partial", "wrong"))
_IGNORE = frozenset(("ignore",))
_FEWEST, _MOST = 2, 9  # items to order, pairs to match: one digit each, and all on a screen

Arguments: TypeAlias = dict[str, Any]
"""What the class of a note is called with."""

_Plan: TypeAlias = "tuple[_ReadKind | None, list[_ReadCommon], dict[str, Node]]"
# How to read an entry of its kind, and what is common to all kinds; the defaults that it takes.


class NoteReader:
    """Makes notes of entries, one after the other; knows what holds for all of them.

    Args:
        language: of the answers.
        tags: of every note.
        sources: what may be cited; None if they could not be read.
    """

    def __init__(
        self,
        tree: Tree,
        *,
        language: str,
        tags: tuple[str, ...] = (),
        sources: Mapping[str, Source] | None = None,
    ) -> None:
        self._tree = tree
        self._tags = tags
        self._sources = sources
        self._lint_ignore: tuple[str, ...] = ()
        self._defaults: dict[str, Node] = {}
        accents = Accents.IGNORE if is_english(language) else Accents.CLOSE
        self._judging = Judging(language, accents=accents)
        self._judgings: dict[tuple[Case, Accents], Judging] = {}
        self._taggings: dict[str, tuple[str, ...]] = {}
        self._ids: dict[str, int] = {}
        self._prompts: dict[str, dict[str, int]] = {kind: {} for kind in ADMITTED}
        self._plans: dict[tuple[str, ...], _Plan] = {}

    def read_defaults(self, written: Fields) -> None:
        """Take over options for the notes to come: those that are right."""
        if not written.values.keys() <= OPTIONS | {"dayfirst"}:
            from quizkit.formats.kind_errors import unknown_keys

            unknown_keys(written, OPTIONS | {"dayfirst"})
        for key in written.values:
            written.clean = True
            arguments: Arguments = {}
            if key in _COMMON:
                _COMMON[key](self, written, arguments)
            else:
                from quizkit.formats.answer_keys import check_option

                check_option(written, key)
            if not written.clean:
                continue
            if key == "tags":
                self._tags = arguments["tags"]
            elif key == "lint":
                self._lint_ignore = arguments["lint_ignore"]
            elif key == "dayfirst":
                self._judging = evolve(self._judging, dayfirst=written.flag("dayfirst"))
            else:
                self._defaults[key] = written.values[key]

    def note(self, index: int, entry: Node) -> Note | None:
        """Return the note that the entry at `index` is; None if a problem was reported."""
        if entry is None:  # what could not be read is reported already
            return None
        if not isinstance(entry, dict) or not entry:
            from quizkit.formats.kind_errors import no_entry

            no_entry(Fields(self._tree, ("cards", index), {}), entry)
            return None
        fields = Fields(self._tree, ("cards", index), entry)
        # Entries with the same keys are read alike, and a deck has few sorts of them.
        sort = tuple(entry)
        if entry.get("type") == "free":
            sort = (*sort, "free")
        plan = self._plans.get(sort)
        if plan is None:
            plan = self._plan(fields)
            if fields.clean:
                self._plans[sort] = plan
        read_kind, commons, inherited = plan
        if inherited:
            fields.values = {**fields.values, **inherited}
            fields.origin = {**fields.origin, **{key: ("defaults", key) for key in inherited}}
        arguments: Arguments = {"judging": self._judging, "tags": self._tags}
        if self._lint_ignore:
            arguments["lint_ignore"] = self._lint_ignore
        for read in commons:
            read(self, fields, arguments)
        note = read_kind(self, fields, arguments) if read_kind else None
        return note if fields.clean else None

    def _plan(self, fields: Fields) -> _Plan:
        """Return how to read entries with these keys; report keys that do not go together."""
        kind = kind_of(fields.values)
        if not kind or not fields.values.keys() <= ADMITTED[kind]:
            from quizkit.formats.kind_errors import settled_kind

            kind = settled_kind(fields)
        values, defaults = fields.values, dict(self._defaults)
        free = defaults.get("type") == "free"
        if free and kind == "typed" and values.keys() <= ADMITTED["self-rated"]:
            kind = kind_of({**defaults, **values})
        elif free:
            del defaults["type"]
        inherited = {
            key: value
            for key, value in defaults.items()
            if key not in values and kind and key in ADMITTED[kind]
        }
        commons = [_COMMON[key] for key in (*values, *inherited) if key in _COMMON]
        return _KINDS.get(kind), commons, inherited

    def _new(self, fields: Fields, kind: str, prompt: str, common: Arguments) -> Arguments:
        """Return the common arguments with an id; report an id or a prompt that is taken."""
        index: int = fields.path[1]  # type: ignore[assignment]
        wording = collapsed(prompt)
        if wording:
            first = self._prompts[kind].setdefault(wording, index)
            if first != index:
                from quizkit.formats.kind_errors import same_prompt

                same_prompt(fields, first)
        if "id" not in common:
            common["id"] = digest_id(kind, wording)
        first = self._ids.setdefault(common["id"], index)
        if first != index and fields.clean:
            from quizkit.formats.kind_errors import same_id

            same_id(fields, first, common["id"])
        return common

    # What every kind may have.

    def _judged(self, fields: Fields, common: Arguments) -> None:
        base = self._judging
        case, accents = base.case, base.accents
        if "case" in fields.values:
            case = fields.option("case", _CASES)
        if "accents" in fields.values:
            accents = fields.option("accents", _ACCENTS)
        if (case, accents) not in self._judgings:
            self._judgings[case, accents] = evolve(base, case=case, accents=accents)
        common["judging"] = self._judgings[case, accents]

    def _id(self, fields: Fields, common: Arguments) -> None:
        common["id"] = read_id(fields)
        common["has_own_id"] = True

    def _tags_of(self, fields: Fields, common: Arguments) -> None:
        written = repr(fields.values["tags"])  # many notes have the same
        tags = self._taggings.get(written)
        if tags is None:
            own = fields.texts("tags", may_be_empty=True)
            tags = tuple(dict.fromkeys(self._tags + own)) if self._tags else own
            if fields.clean:
                self._taggings[written] = tags
        common["tags"] = tags

    def _hints(self, fields: Fields, common: Arguments) -> None:
        common["hints"] = fields.texts("hints")

    def _explanation(self, fields: Fields, common: Arguments) -> None:
        common["explanation"] = fields.text("explanation")

    def _source(self, fields: Fields, common: Arguments) -> None:
        common["citations"] = read_citations(fields, self._sources)

    def _examples(self, fields: Fields, common: Arguments) -> None:
        found = _known(fields, "examples", _VERDICTS)
        examples = {key: found.texts(key) for key in found.values}
        given = [text for texts in examples.values() for text in texts]
        if len(set(given)) < len(given):
            from quizkit.formats.kind_errors import same_example

            same_example(found, examples)
        common["examples"] = Examples(**examples)
        fields.clean = fields.clean and found.clean

    def _lint(self, fields: Fields, common: Arguments) -> None:
        found = _known(fields, "lint", _IGNORE)
        own = found.texts("ignore") if "ignore" in found.values else ()
        common["lint_ignore"] = tuple(dict.fromkeys(own + self._lint_ignore))
        fields.clean = fields.clean and found.clean

    # One reader a kind.

    def _typed(self, fields: Fields, common: Arguments) -> TypedNote:
        question = fields.text("question")
        key = answer_key(fields, common["judging"])
        return TypedNote(
            question=question,
            key=key,
            reverse=_reverse(fields, key.shown) if "reverse" in fields.values else "",
            **self._new(fields, "typed", question, common),
        )

    def _choice(self, fields: Fields, common: Arguments) -> ChoiceNote:
        question = fields.text("question")
        distractors = fields.feedback("distractors")
        key = answer_key(fields, common["judging"], distractors)
        return ChoiceNote(
            question=question,
            key=key,
            distractors=distractors,
            reverse=_reverse(fields, key.shown) if "reverse" in fields.values else "",
            **self._new(fields, "choice", question, common),
        )

    def _list(self, fields: Fields, common: Arguments) -> ListNote:
        question = fields.text("question")
        reject = rejected(fields)
        answers = list_answers(fields, common["judging"], reject)
        return ListNote(
            question=question,
            answers=answers,
            reject=reject,
            require=required(fields, len(answers)),
            **self._new(fields, "list", question, common),
        )

    def _several_choices(self, fields: Fields, common: Arguments) -> SeveralChoicesNote:
        question = fields.text("question")
        distractors = fields.feedback("distractors")
        answers = list_answers(fields, common["judging"], distractors)
        return SeveralChoicesNote(
            question=question,
            answers=answers,
            distractors=distractors,
            **self._new(fields, "several choices", question, common),
        )

    def _true_or_false(self, fields: Fields, common: Arguments) -> TrueFalseNote:
        statement = fields.text("statement")
        return TrueFalseNote(
            statement=statement,
            answer=fields.flag("answer"),
            **self._new(fields, "true or false", statement, common),
        )

    def _order(self, fields: Fields, common: Arguments) -> OrderNote:
        question = fields.text("question")
        order = fields.texts("order")
        _check_count(fields, "order", len(order))
        check_distinct(fields, "order", order, common["judging"])
        return OrderNote(
            question=question, order=order, **self._new(fields, "order", question, common)
        )

    def _pairs(self, fields: Fields, common: Arguments) -> PairsNote:
        question = fields.text("question")
        found = fields.mapping("pairs")
        pairs = {left: fields.item(right, "pairs", left) for left, right in found.items()}
        _check_count(fields, "pairs", len(pairs))
        check_distinct(fields, "pairs", tuple(pairs), common["judging"])
        return PairsNote(
            question=question, pairs=pairs, **self._new(fields, "pairs", question, common)
        )

    def _cloze(self, fields: Fields, common: Arguments) -> ClozeNote:
        question = fields.text("question") if "question" in fields.values else ""
        text = fields.text("cloze")
        pieces: tuple[str | Blank, ...] = ()
        try:
            pieces = parse_cloze(text) if text else ()
        except ClozeError as error:
            from quizkit.formats.kind_errors import bad_cloze

            bad_cloze(fields, text, error)
        prompt = ClozeNote(id="", question=question, pieces=pieces).prompt
        return ClozeNote(
            question=question, pieces=pieces, **self._new(fields, "cloze", prompt, common)
        )

    def _self_rated(self, fields: Fields, common: Arguments) -> SelfRatedNote:
        question = fields.text("question")
        return SelfRatedNote(
            question=question,
            answer=fields.text("answer"),
            **self._new(fields, "self-rated", question, common),
        )


def _known(fields: Fields, key: str, known: frozenset[str]) -> Fields:
    """Return the mapping under `key`, without the keys that are not `known`."""
    below = fields.below(key)
    if not below.values.keys() <= known:
        from quizkit.formats.kind_errors import unknown_keys

        unknown_keys(below, known)
    return below


def _reverse(fields: Fields, answer: str) -> str:
    """Return the prompt of the second card: the answer, or a text of the author's, or none."""
    text = fields.text("reverse")
    if text.lower() in ("true", "false", "yes", "no", "on", "off"):
        return answer if fields.flag("reverse") else ""
    return text


def _check_count(fields: Fields, key: str, count: int) -> None:
    """Report too few or too many items to order or to pair."""
    value = fields.values[key]
    if _FEWEST <= count <= _MOST or not value or isinstance(value, _OTHER_SHAPES[key]):
        return  # right, or reported already
    if isinstance(value, str):
        fix = f"write `{key}: [this, that]`, or a line `- this` for each"
    else:
        fix = "make two notes of it" if count > _MOST else "add items, or ask in another way"
    message = f"`{key}` has {count} item{'s' * (count != 1)}; it takes {_FEWEST} to {_MOST}"
    fields.problem("count", message, fix, key)


_OTHER_SHAPES: dict[str, type | tuple[type, ...]] = {"order": dict, "pairs": (str, list)}


_ReadCommon: TypeAlias = Callable[[NoteReader, Fields, Arguments], None]
_ReadKind: TypeAlias = Callable[[NoteReader, Fields, Arguments], Note]

_COMMON: dict[str, _ReadCommon] = {
    "id": NoteReader._id,
    "tags": NoteReader._tags_of,
    "hints": NoteReader._hints,
    "explanation": NoteReader._explanation,
    "source": NoteReader._source,
    "examples": NoteReader._examples,
    "lint": NoteReader._lint,
    "case": NoteReader._judged,
    "accents": NoteReader._judged,
}

_KINDS: dict[str, _ReadKind] = {
    "typed": NoteReader._typed,
    "choice": NoteReader._choice,
    "list": NoteReader._list,
    "several choices": NoteReader._several_choices,
    "true or false": NoteReader._true_or_false,
    "order": NoteReader._order,
    "pairs": NoteReader._pairs,
    "cloze": NoteReader._cloze,
    "self-rated": NoteReader._self_rated,
}
