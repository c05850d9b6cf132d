"""Entries of a deck made into notes: the keys decide the kind, and every value is checked."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from attrs import evolve

from quizkit.cloze import Blank, ClozeError, parse_cloze
from quizkit.formats.answer_keys import (
    answer_key,
    check_distractors,
    check_unique,
    default_type,
    list_answers,
    rejected,
    required,
    tolerance,
)
from quizkit.formats.fields import Fields
from quizkit.formats.head import read_id
from quizkit.formats.keys import ADMITTED, COMMON, DECIDING, KIND, OPTIONS
from quizkit.formats.report import Report
from quizkit.formats.yaml_events import Node, Tree
from quizkit.model import (
    Accents,
    Case,
    ChoiceNote,
    Citation,
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
_FEWEST, _MOST = 2, 9  # items to order, pairs to match: what fits on a screen, one digit each


class NoteReader:
    """Makes notes of entries, one after the other; knows what holds for all of them.

    Args:
        language: of the answers.
        tags: of every note.
        sources: what may be cited; None if they could not be read.
    """

    def __init__(
        self,
        report: Report,
        tree: Tree,
        *,
        language: str,
        tags: tuple[str, ...] = (),
        sources: Mapping[str, Source] | None = None,
    ) -> None:
        self.report = report
        self.tree = tree
        self.tags = tags
        self.defaults: dict[str, Node] = {}
        self.sources = sources
        english = language.lower().split("-")[0] == "en"
        accents = Accents.IGNORE if english else Accents.CLOSE
        self._judging = Judging(language, accents=accents)
        self._judgings: dict[tuple[Case, Accents], Judging] = {}
        self._citations: dict[str, Citation | None] = {}
        self._ids: dict[str, int] = {}
        self._prompts: dict[str, int] = {}

    def read_defaults(self, written: dict[str, Node]) -> None:
        """Take over the options of `written` for the notes to come, those that are right."""
        fields = Fields(self.report, self.tree, ("defaults",), written)
        if not written.keys() <= OPTIONS | {"dayfirst"}:
            from quizkit.formats.kind_errors import unknown_keys

            unknown_keys(fields, OPTIONS | {"dayfirst"})
        for key in fields.values:
            option = Fields(self.report, self.tree, ("defaults",), fields.values)
            option.renamed = fields.renamed
            _CHECK_DEFAULT[key](self, option)
            if option.clean:
                self.defaults[key] = fields.values[key]
        if "dayfirst" in self.defaults:
            self._judging = evolve(self._judging, dayfirst=fields.flag("dayfirst"))
            del self.defaults["dayfirst"]

    def note(self, index: int, entry: Node) -> Note | None:
        """Return the note that the entry at `index` is; None if a problem was reported."""
        if entry is None:  # what could not be read is reported already
            return None
        fields = Fields(
            self.report, self.tree, ("cards", index), entry if isinstance(entry, dict) else {}
        )
        if not isinstance(entry, dict) or not entry:
            from quizkit.formats.kind_errors import no_entry

            no_entry(fields, entry)
            return None
        kind = self._kind(fields)
        if not kind:
            self._common(fields)
            return None
        note = _READERS[kind](self, fields)
        return note if fields.clean else None

    def _kind(self, fields: Fields) -> str:
        """Return the kind that the keys decide, with the defaults filled in; "" if they do not."""
        values = fields.values
        kind = KIND.get(DECIDING.intersection(values), "")
        free = kind == "typed" and values.get("type", self.defaults.get("type")) == "free"
        if free:
            kind = "self-rated"
        if not kind or not values.keys() <= ADMITTED[kind]:
            from quizkit.formats.kind_errors import settled_kind

            kind = settled_kind(fields, kind)
            values = fields.values
        if self.defaults and kind:
            admitted = ADMITTED[kind]
            missing = {
                key: value
                for key, value in self.defaults.items()
                if key in admitted and key not in values
            }
            if kind != "self-rated" and missing.get("type") == "free":
                del missing["type"]
            fields.inherited = frozenset(missing)
            fields.values = {**values, **missing}
        return kind

    def _common(self, fields: Fields, kind: str = "", prompt: str = "") -> dict[str, Any]:
        """Return what every kind of note has, as arguments of its class."""
        values = fields.values
        common: dict[str, Any] = {"judging": self._judging, "tags": self.tags}
        if "case" in values or "accents" in values:
            common["judging"] = self._judged(fields)
        if not COMMON.isdisjoint(values):
            for key in COMMON.intersection(values):
                _COMMON[key](self, fields, common)
        if "id" not in common:
            common["id"] = digest_id(kind, prompt)
        if prompt:
            self._check_unique(fields, common["id"], f"{kind}\0{collapsed(prompt)}")
        return common

    def _check_unique(self, fields: Fields, note_id: str, prompt: str) -> None:
        """Report an id, or a prompt of one kind, that an earlier note has."""
        index: int = fields.path[1]  # type: ignore[assignment]
        first = self._prompts.setdefault(prompt, index)
        if first == index:
            first = self._ids.setdefault(note_id, index)
        else:
            self._ids.setdefault(note_id, index)
        if first != index:
            from quizkit.formats.kind_errors import duplicate

            duplicate(fields, first, note_id if self._prompts[prompt] == index else "")

    def _judged(self, fields: Fields) -> Judging:
        base = self._judging
        case = fields.option("case", Case, _CASES) if "case" in fields.values else base.case
        accents = base.accents
        if "accents" in fields.values:
            accents = fields.option("accents", Accents, _ACCENTS)
        judging = self._judgings.get((case, accents))
        if judging is None:
            judging = Judging(base.language, case, accents, base.dayfirst)
            self._judgings[case, accents] = judging
        return judging

    # What every kind may have.

    def _id(self, fields: Fields, common: dict[str, Any]) -> None:
        common["id"] = read_id(fields)
        common["has_own_id"] = True

    def _tags(self, fields: Fields, common: dict[str, Any]) -> None:
        own = fields.texts("tags", may_be_empty=True)
        common["tags"] = tuple(dict.fromkeys(self.tags + own)) if self.tags else own

    def _hints(self, fields: Fields, common: dict[str, Any]) -> None:
        common["hints"] = fields.texts("hints")

    def _explanation(self, fields: Fields, common: dict[str, Any]) -> None:
        common["explanation"] = fields.text("explanation")

    def _source(self, fields: Fields, common: dict[str, Any]) -> None:
        value = fields.values["source"]
        written = value if isinstance(value, list) else [value]
        found = []
        for at, item in enumerate(written):
            citation = self._citations.get(item) if isinstance(item, str) else None
            if citation is None:
                steps = ("source", at) if isinstance(value, list) else ("source",)
                citation = self._citation(fields, fields.item(item, *steps), steps)
            if citation is not None:
                found.append(citation)
        common["citations"] = tuple(found)

    def _citation(self, fields: Fields, text: str, steps: tuple[str | int, ...]) -> Citation | None:
        from quizkit.formats.citations import read_citation

        citation = read_citation(fields, text, steps, self.sources)
        if citation is not None:
            self._citations[text] = citation
        return citation

    def _examples(self, fields: Fields, common: dict[str, Any]) -> None:
        found = self._below(fields, "examples", ("correct", "close", "partial", "wrong"))
        common["examples"] = Examples(**{key: found.texts(key) for key in found.values})
        fields.clean = fields.clean and found.clean

    def _lint(self, fields: Fields, common: dict[str, Any]) -> None:
        found = self._below(fields, "lint", ("ignore",))
        common["lint_ignore"] = found.texts("ignore") if "ignore" in found.values else ()
        fields.clean = fields.clean and found.clean

    def _below(self, fields: Fields, key: str, known: tuple[str, ...]) -> Fields:
        """Return the mapping under `key`, without the keys that are not `known`."""
        path = ("defaults",) if key in fields.inherited else fields.path
        below = Fields(fields.report, fields.tree, (*path, key), fields.mapping(key))
        if not below.values.keys() <= set(known):
            from quizkit.formats.kind_errors import unknown_keys

            unknown_keys(below, frozenset(known))
        return below

    # One reader a kind.

    def _typed(self, fields: Fields) -> TypedNote:
        question = fields.text("question")
        common = self._common(fields, "typed", question)
        key = answer_key(fields, common["judging"])
        reverse = self._reverse(fields, key.shown)
        return TypedNote(question=question, key=key, reverse=reverse, **common)

    def _choice(self, fields: Fields) -> ChoiceNote:
        question = fields.text("question")
        common = self._common(fields, "choice", question)
        key = answer_key(fields, common["judging"])
        distractors = fields.feedback("distractors")
        check_distractors(fields, (key.texts,), distractors, common["judging"], key.type)
        return ChoiceNote(
            question=question,
            key=key,
            distractors=distractors,
            reverse=self._reverse(fields, key.shown),
            **common,
        )

    def _reverse(self, fields: Fields, answer: str) -> str:
        """Return the prompt of the second card: the answer, or a text of the author's, or none."""
        if "reverse" not in fields.values:
            return ""
        text = fields.text("reverse")
        word = text.lower()
        if word in ("yes", "no", "on", "off"):
            fields.flag("reverse")
        return answer if word == "true" else "" if word == "false" else text

    def _list(self, fields: Fields) -> ListNote:
        question = fields.text("question")
        common = self._common(fields, "list", question)
        answers = list_answers(fields, common["judging"])
        return ListNote(
            question=question,
            answers=answers,
            reject=rejected(fields, [t for item in answers for t in item], common["judging"]),
            require=required(fields, len(answers)),
            **common,
        )

    def _several_choices(self, fields: Fields) -> SeveralChoicesNote:
        question = fields.text("question")
        common = self._common(fields, "several choices", question)
        answers = list_answers(fields, common["judging"])
        distractors = fields.feedback("distractors")
        check_distractors(fields, answers, distractors, common["judging"])
        return SeveralChoicesNote(
            question=question, answers=answers, distractors=distractors, **common
        )

    def _true_or_false(self, fields: Fields) -> TrueFalseNote:
        statement = fields.text("statement")
        common = self._common(fields, "true or false", statement)
        return TrueFalseNote(statement=statement, answer=fields.flag("answer"), **common)

    def _order(self, fields: Fields) -> OrderNote:
        question = fields.text("question")
        common = self._common(fields, "order", question)
        order = fields.texts("order")
        self._check_count(fields, "order", len(order))
        check_unique(fields, "order", order, common["judging"])
        return OrderNote(question=question, order=order, **common)

    def _pairs(self, fields: Fields) -> PairsNote:
        question = fields.text("question")
        common = self._common(fields, "pairs", question)
        found = fields.mapping("pairs")
        pairs = {left: fields.item(right, "pairs", left) for left, right in found.items()}
        self._check_count(fields, "pairs", len(pairs))
        check_unique(fields, "pairs", tuple(pairs), common["judging"], keys=True)
        return PairsNote(question=question, pairs=pairs, **common)

    def _check_count(self, fields: Fields, key: str, count: int) -> None:
        if not _FEWEST <= count <= _MOST and isinstance(fields.values[key], (list, dict)):
            fields.problem(
                "count",
                f"`{key}` has {count} {'item' if count == 1 else 'items'}; it takes {_FEWEST} to {_MOST}",
                "split it into two notes" if count > _MOST else "add some, or ask in another way",
                key,
            )

    def _cloze(self, fields: Fields) -> ClozeNote:
        question = fields.text("question") if "question" in fields.values else ""
        text = fields.text("cloze")
        pieces: tuple[str | Blank, ...] = ()
        try:
            pieces = parse_cloze(text) if text else ()
        except ClozeError as error:
            from quizkit.formats.kind_errors import bad_cloze

            bad_cloze(fields, text, error)
        note = ClozeNote(id="", question=question, pieces=pieces)
        common = self._common(fields, "cloze", note.prompt if pieces else "")
        return ClozeNote(question=question, pieces=pieces, **common)

    def _self_rated(self, fields: Fields) -> SelfRatedNote:
        question = fields.text("question")
        common = self._common(fields, "self-rated", question)
        return SelfRatedNote(question=question, answer=fields.text("answer"), **common)


_READERS: dict[str, Callable[[NoteReader, Fields], Note]] = {
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

_COMMON: dict[str, Callable[[NoteReader, Fields, dict[str, Any]], None]] = {
    "id": NoteReader._id,
    "tags": NoteReader._tags,
    "hints": NoteReader._hints,
    "explanation": NoteReader._explanation,
    "source": NoteReader._source,
    "examples": NoteReader._examples,
    "lint": NoteReader._lint,
}


def _check_common(
    read: Callable[[NoteReader, Fields, dict[str, Any]], None], notes: NoteReader, fields: Fields
) -> None:
    read(notes, fields, {})


_CHECK_DEFAULT: dict[str, Callable[[NoteReader, Fields], object]] = {
    **{key: partial(_check_common, read) for key, read in _COMMON.items()},
    "type": lambda _, fields: default_type(fields),
    "tolerance": lambda _, fields: tolerance(fields),
    "unit_required": lambda _, fields: fields.flag("unit_required"),
    "case": NoteReader._judged,
    "accents": NoteReader._judged,
    "reverse": lambda _, fields: fields.flag("reverse"),
    "accept": lambda _, fields: fields.texts("accept"),
    "reject": lambda _, fields: fields.feedback("reject"),
    "require": lambda _, fields: required(fields, 99999),
    "dayfirst": lambda _, fields: fields.flag("dayfirst"),
}
