"""Quizzes in JSON or YAML: those of Open Trivia, and the shapes that programs mostly write."""

import html
import re
from base64 import b64decode
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from quizkit.authoring.yaml_writing import Written
from quizkit.interchange.choices import Choice, choice_entry
from quizkit.interchange.json_options import (
    OPTIONS,
    RIGHT,
    WRONG,
    Option,
    index_in,
    marked,
    options_of,
    right_values,
    said,
    wrong_texts,
)
from quizkit.interchange.json_values import Found, Number, bare, mappings, parsed
from quizkit.interchange.markdown.folder import is_folder, samples, text_files
from quizkit.interchange.media_beside import MediaBeside, percent_decoded
from quizkit.interchange.options import ReadOptions
from quizkit.interchange.source import Source, SourceError
from quizkit.interchange.texts import (
    as_markdown,
    asked_entry,
    first_words,
    is_marked,
    texts_of,
    with_tags,
)
from quizkit.interchange.values import MEDIA, Import, ImportedDeck, ImportedNote, Lose, Loss, Tick
from quizkit.lazy import pattern

_ENDINGS = (".json", ".jsonl", ".ndjson", ".yaml", ".yml")
_QUESTION = (
    "question", "questiontext", "prompt", "front", "term", "word", "q", "stem", "text", "statement",
    "title", "pregunta", "frage", "domanda", "pergunta", "vraag", "testo", "texto", "pytanie",
    "вопрос", "problem", "query", "cue", "sentence",
)  # fmt: skip
_ANSWER = (
    "back",
    "definition",
    "meaning",
    "translation",
    "a",
    "completion",
    "answertext",
    "output",
)
_BACKS = frozenset((*_ANSWER, *RIGHT, *OPTIONS, *WRONG, "pairs", "order"))
_EXPLANATION = (
    "explanation", "rationale", "explanations", "feedback", "reason", "solutionexplanation", "note",
    "notes", "comment", "reference", "details", "fact", "funfact", "generalfeedback", "spiegazione",
    "explicación", "explicacao", "erklärung",
)  # fmt: skip
_HINT = ("hint", "hints", "clue")
_TAGS = (
    "tags", "tag", "category", "categories", "topic", "topics", "subject", "difficulty",
    "level",
)  # fmt: skip
_ID = ("id", "guid", "uuid", "noteid", "questionid", "qid", "slug", "oid", "number", "idnumber")
_IMAGE = ("image", "img", "picture", "imageurl", "imagepath", "figure", "media")
_AUDIO = ("audio", "sound", "audiourl", "audiofile")
_ACCEPT = ("accept", "acceptedanswers", "acceptableanswers", "synonyms", "alternateanswers")
_TITLES = ("title", "name", "quiztitle", "deck", "deckname", "quizname", "quiz")
_USED = frozenset(
    (
        *_QUESTION, *_ANSWER, *RIGHT, *OPTIONS, *WRONG, *_EXPLANATION, *_HINT, *_TAGS, *_ID,
        *_IMAGE, *_AUDIO, *_ACCEPT, "type", "questiontype", "kind", "deck", "deckname", "pairs",
        "order", "option",
    )
)  # fmt: skip
_GENERIC = frozenset(
    "results questions items data cards quiz quizzes list entries flashcards notes deck decks content"
    " questionslist quizdata records rows mcqs mcq questionbank sections payload".split()
)
_IS_QUIZ = pattern(
    r"""["']?\b(?:question(?:_?text)?|prompt|front|term|word|q|stem|domanda|pregunta|frage)["']?\s*:""",
    re.IGNORECASE,
)
_HAS_ANSWER = pattern(
    r"""["']?\b(?:answers?|correct\w*|options|choices|back|definition|meaning|incorrect_answers"""
    r"""|distractors|translation|a|opzioni|opciones|antworten)["']?\s*:""",
    re.IGNORECASE,
)
_OF_FILES = frozenset("name version author authors description license url homepage main".split())
"""Keys of a file that says what a program is, by their bare names."""
_SETTING = pattern(r"\$.*|[a-z]+(?:[A-Z][a-z]+|_[a-z]+)+")
_OURS = pattern(r"""(?m)^["']?(?:cards|words)["']?:""")
_ENTITY = pattern(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,30});")
_TAG = pattern(
    r"</?(?:b|i|u|em|strong|br|p|div|span|img|ul|ol|li|sub|sup|code|pre|table|font)\b[^<>]*>"
)
_MARKS = pattern(
    r"`[^`\n]+`|```|\*\*[^\s*][^*\n]*\*\*|!?\[[^\[\]\n]*\]\([^()\s]+\)"
    r"|(?<!\\)\$[^\s$][^$\n]*\$"
)
_NO_PROSE = frozenset(("tags", "image", "audio", "type", "case"))
_BY_ENDING = 40
_TRUE = ("boolean", "truefalse", "tf", "true/false", "bool", "yesno")


def likely(source: Source) -> int:
    """Return how likely a source is such a quiz: JSON or YAML with questions and answers."""
    texts = samples(source, _ENDINGS, 10)
    if is_folder(source):
        return 45 if any(_scored(text, ".json") for text in texts) else 0
    score = _scored(texts[0], source.ending)
    return score if score != _BY_ENDING or _has_questions(source) else 0


def _has_questions(source: Source) -> bool:
    """Return whether JSON whose beginning asks nothing has a question further on."""
    try:
        root = parsed(source.text(), source.name)
    except SourceError:
        return False
    return bool(_questions(root) or _pairs(root))


def _scored(text: str, ending: str) -> int:
    text = text.lstrip()
    in_json = text[:1] in ("{", "[")
    asks = bool(_IS_QUIZ.search(text) and _HAS_ANSWER.search(text))
    if in_json:
        return 90 if asks else _BY_ENDING if ending in _ENDINGS[:3] else 0
    if ending not in (".yaml", ".yml") or _OURS.search(text):
        return 0
    return 75 if asks else 0


def read(source: Source, options: ReadOptions, tick: Tick) -> Import:
    """Return the questions of a file, or of each file of a folder."""
    losses: list[Loss] = []
    root = source.path if is_folder(source) else source.path and source.path.parent
    media = MediaBeside(root)
    decks: dict[tuple[str, ...], list[ImportedNote]] = {}
    for file in text_files(source, _ENDINGS, options.encoding, losses.append):
        before = f"{file.name}: " if file.name else ""
        try:
            value = parsed(file.text, file.name or source.name)
        except SourceError as error:
            if not file.name:
                raise
            losses.append(Loss("a file that cannot be read", file.name, why=_reason(error)))
            continue
        reader = _Reader(before, file.folder, media, options, losses.append)
        for path, note in reader.notes(value, file.path):
            decks.setdefault(path, []).append(note)
            tick(1)
    found = [ImportedDeck(path=path, notes=tuple(notes)) for path, notes in decks.items()]
    return Import(
        format="json",
        decks=tuple(found),
        media=media.files,
        losses=(*losses, *media.losses),
    )


def _reason(error: SourceError) -> str:
    """Return why a file cannot be read, without its name, alike for each of a kind."""
    return str(error).rpartition(" is ")[2].partition(":")[0]


class _Reader:
    """Reads what one file holds."""

    def __init__(
        self,
        before: str,
        folder: Path | None,
        media: MediaBeside,
        options: ReadOptions,
        lose: Lose,
    ) -> None:
        self._before = before
        self._folder = folder
        self._media = media
        self._options = options
        self._lose = lose
        self._base = 0

    def notes(
        self, root: object, path: tuple[str, ...]
    ) -> Iterator[tuple[tuple[str, ...], ImportedNote]]:
        """Return the notes with the paths of their decks.

        Args:
            root: what the file holds.
            path: of the deck where it does not say another.
        """
        found = _questions(root)
        if not found:
            found = _pairs(root)
        self._base = self._counted_from(found)
        title = _title(root)
        own = (*path[:-1], title) if title else path
        for each in found:
            by_bare = {bare(str(key)): value for key, value in each.value.items()}
            note = self._note(each, by_bare)
            if note:
                deck = next((by_bare[k] for k in ("deck", "deckname") if said(by_bare.get(k))), "")
                yield tuple(said(deck).split("::")) if said(deck) else own, note

    def _counted_from(self, found: Sequence[Found]) -> int:
        """Return whether the file counts options from 0 or from 1."""
        numbers: list[tuple[int, int]] = []
        for each in found:
            by_bare = {bare(str(key)): value for key, value in each.value.items()}
            options = options_of(by_bare)
            if options:
                indexes = index_in(options, right_values(by_bare))
                numbers += [(number, len(options)) for number in indexes]
        if not numbers or any(number == 0 for number, _ in numbers):
            return 0
        if any(number == count for number, count in numbers):
            return 1
        why = "they were counted from 0; if that is wrong, name the right ones by their texts"
        self._lose(Loss("whether options are counted from 0 or 1", self._before, why=why))
        return 0

    def _note(self, found: Found, by_bare: Mapping[str, Any]) -> ImportedNote | None:
        place = f"{self._before}{found.place or 'the only one'}"
        decode = _decoder(by_bare)
        question = decode(_asked(by_bare))
        entry = self._entry(question, by_bare, place, decode)
        if entry is None:
            return None
        entry |= self._further(by_bare, place, decode)
        marked = any(map(_MARKS.search, _prose(entry)))
        if any(map(_TAG.search, _prose(entry))):
            entry, marked = self._without_html(entry, place)
        entry |= self._files(by_bare, place)
        self._tell_unused(found, place, question)
        names = [name for name in found.names if bare(name) not in _GENERIC and len(name) < 40]
        tags = [*_tags(by_bare, decode), *(name for name in names if not name.isdigit())]
        return ImportedNote(
            entry=with_tags(entry, list(filter(None, tags))),
            place=place,
            source_id=_id(by_bare),
            is_markdown=marked and is_marked(entry),
        )

    def _entry(
        self, question: str, by_bare: Mapping[str, Any], place: str, decode: "_Decode"
    ) -> dict[str, Written] | None:
        if not question:
            self._lose(Loss("a question without a text", place, "", "write it"))
            return None
        if "{{c1::" in question:
            return {"cloze": question}
        if special := _special(question, by_bare, decode):
            return special
        options = options_of(by_bare)
        values = right_values(by_bare)
        wrong = wrong_texts(by_bare)
        kind = bare(said(by_bare.get("type") or by_bare.get("questiontype") or ""))
        is_boolean = kind in map(bare, _TRUE) or (
            not options and not wrong and [type(value) for value in values] == [bool]
        )
        if is_boolean and values and said(values[0]).strip().casefold() in ("true", "false"):
            return {"statement": question, "answer": said(values[0]).strip().casefold()}
        if wrong and not options:
            right = [Option(said(value), right=True) for value in values if said(value)]
            options = [*right, *wrong]
        if len(options) > 1 or (options and wrong):
            return self._choice(question, options, values, place, decode)
        return self._typed(question, by_bare, options, values, place, decode)

    def _choice(
        self,
        question: str,
        options: Sequence[Option],
        values: Sequence[object],
        place: str,
        decode: "_Decode",
    ) -> dict[str, Written] | None:
        known = list(options)
        if any(option.right is None for option in known) or not any(o.right for o in known):
            told = marked(known, values, self._base) if values else None
            if told is None:
                what = "a question without a right option"
                if values:
                    what = "a right answer that is none of the options"
                self._lose(Loss(what, place, first_words(question), "say which is right"))
                return None
            known = told
        choices = [Choice(decode(o.text), bool(o.right), decode(o.feedback)) for o in known]
        return choice_entry(question, choices, place, self._lose)

    def _typed(
        self,
        question: str,
        by_bare: Mapping[str, Any],
        options: Sequence[Option],
        values: Sequence[object],
        place: str,
        decode: "_Decode",
    ) -> dict[str, Written] | None:
        texts = [decode(said(value)) for value in values if said(value)]
        if options:  # one alone: it is the answer, whatever its number
            texts = [decode(options[0].text)]
        if not texts:
            backs = (said(by_bare.get(key)) for key in _ANSWER)
            texts = [decode(text) for text in backs if text.strip()][:1]
        if not texts or not texts[0].strip():
            self._lose(
                Loss("a question without an answer", place, first_words(question), "write it")
            )
            return None
        entry = asked_entry(question, texts[0].strip("\n"), self._options.typed)
        accept = [
            *texts[1:],
            *(decode(text) for key in _ACCEPT for text in _texts(by_bare.get(key))),
        ]
        accept = [text for text in dict.fromkeys(accept) if text.strip() and text != texts[0]]
        if accept and entry.get("type") != "free":
            entry["accept"] = accept
        return entry

    def _further(
        self, by_bare: Mapping[str, Any], place: str, decode: "_Decode"
    ) -> dict[str, Written]:
        found: dict[str, Written] = {}
        hints = [decode(text) for key in _HINT for text in _texts(by_bare.get(key))]
        if hints:
            found["hints"] = hints
        told = [decode(text) for key in _EXPLANATION for text in _texts(by_bare.get(key))]
        if told:
            found["explanation"] = "\n\n".join(dict.fromkeys(told))
        return found

    def _without_html(
        self, entry: Mapping[str, Written], place: str
    ) -> tuple[dict[str, Written], bool]:
        """Return an entry whose texts are HTML as Markdown says them, and whether they have marks."""
        from quizkit.interchange.html_text import named_picture, shown, text_of

        def picture(address: str, words: str) -> str:
            found = self._media.find(address, self._folder, place)
            return shown(found.name, words) if found.name else named_picture(address, words)

        def lose(what: str, why: str) -> None:
            self._lose(Loss(what, place, why=why))

        read = {text: text_of(text, picture=picture, lose=lose) for text in set(_prose(entry))}
        marked = any(each.is_markdown for each in read.values())
        texts = {
            text: as_markdown(each.text) if marked and not each.is_markdown else each.text
            for text, each in read.items()
        }
        return {
            key: value if key in _NO_PROSE else _with_texts(value, texts)
            for key, value in entry.items()
        }, marked

    def _files(self, by_bare: Mapping[str, Any], place: str) -> dict[str, Written]:
        found: dict[str, Written] = {}
        for key, names in (("image", _IMAGE), ("audio", _AUDIO)):
            files = [text for name in names for text in _texts(by_bare.get(name))]
            known = [self._media.find(file, self._folder, place) for file in files]
            if kept := [MEDIA + each.name for each in known if each.name]:
                found[key] = kept[0] if len(kept) == 1 else kept
        return found

    def _tell_unused(self, found: Found, place: str, question: str) -> None:
        for key, value in found.value.items():
            if bare(str(key)) not in _USED and said(value).strip() and len(str(key)) > 1:
                what = f"`{str(key)[:40]}` of a question"
                self._lose(Loss(what, place, first_words(question), "a note has no such key"))


class _Decode:
    """Makes the texts of a question what they say: entities, and the encodings of Open Trivia."""

    def __init__(self, encoding: str) -> None:
        self._encoding = encoding

    def __call__(self, text: str) -> str:
        """Return a text as people read it."""
        if self._encoding == "base64":
            try:
                text = b64decode(text, validate=True).decode("utf-8")
            except ValueError:
                return text
        elif self._encoding == "url":
            text = percent_decoded(text)
        if "&" in text and _ENTITY.search(text) and not _TAG.search(text):
            text = html.unescape(text)
        return text.strip("\n")


def _decoder(by_bare: Mapping[str, Any]) -> _Decode:
    kind = said(by_bare.get("type", ""))
    if kind in ("bXVsdGlwbGU=", "Ym9vbGVhbg=="):
        return _Decode("base64")
    texts = [said(by_bare.get(key, "")) for key in ("question", "correctanswer")]
    encoded = "%20" in texts[0] and not any(" " in text for text in texts)
    return _Decode("url" if encoded else "")


def _asked(by_bare: Mapping[str, Any]) -> str:
    found = (said(by_bare[key]).strip() for key in _QUESTION if key in by_bare)
    return next(filter(None, found), "")


def _is_question(value: Mapping[str, Any]) -> bool:
    """Return whether a mapping asks something and answers it."""
    keys = {bare(str(key)) for key in value}
    if not keys & _BACKS and not options_of({bare(str(k)): v for k, v in value.items()}):
        return False
    by_bare = {bare(str(key)): item for key, item in value.items()}
    asked = next((key for key in _QUESTION if said(by_bare.get(key)).strip()), "")
    if asked in ("title", "text", "testo", "texto"):
        return bool(options_of(by_bare) or wrong_texts(by_bare) or right_values(by_bare))
    return bool(asked)


def _questions(root: object) -> list[Found]:
    found = []
    for each, goes_on in mappings(root):
        if _is_question(each.value):
            goes_on[0] = False
            found.append(each)
    return found


def _pairs(root: object) -> list[Found]:
    """Return questions of a mapping from fronts to backs, or of a list of pairs."""
    if isinstance(root, dict) and len(root) > 1 and all(map(_is_text, root.values())):
        pairs = list(root.items())
        if 1 < sum(map(_is_setting, root)) >= len(root) / 3:
            return []
    elif isinstance(root, list) and all(
        isinstance(item, list) and len(item) == 2 and all(map(_is_text, item)) for item in root
    ):
        pairs = [(item[0], item[1]) for item in root]
    else:
        return []
    return [
        Found({"front": front, "back": back}, f"[{number}]", (), ())
        for number, (front, back) in enumerate(pairs)
    ]


def _is_setting(key: object) -> bool:
    return bare(str(key)) in _OF_FILES or bool(_SETTING.fullmatch(str(key)))


def _is_text(value: object) -> bool:
    return isinstance(value, str) and not isinstance(value, Number)


def _special(
    question: str, by_bare: Mapping[str, Any], decode: _Decode
) -> dict[str, Written] | None:
    """Return a question with pairs or with an order, as they stand under such keys."""
    pairs = by_bare.get("pairs")
    if isinstance(pairs, list):
        both = [list(item.values())[:2] if isinstance(item, dict) else item for item in pairs]
        pairs = {
            said(item[0]): said(item[1])
            for item in both
            if isinstance(item, list) and len(item) == 2
        }
    if isinstance(pairs, dict) and 2 <= len(pairs) <= 9 and all(map(said, pairs.values())):
        return {
            "question": question,
            "pairs": {decode(str(left)): decode(said(right)) for left, right in pairs.items()},
        }
    order = by_bare.get("order")
    if isinstance(order, list) and 2 <= len(order) <= 9 and all(map(said, order)):
        return {"question": question, "order": [decode(said(item)) for item in order]}
    return None


def _title(root: object) -> str:
    if not isinstance(root, dict):
        return ""
    by_bare = {bare(str(key)): value for key, value in root.items()}
    found = (by_bare.get(key) for key in _TITLES)
    return next((text.strip() for text in found if isinstance(text, str) and text.strip()), "")


def _texts(value: object) -> list[str]:
    """Return the texts that a value is, or a list of them has."""
    items = value if isinstance(value, list) else [value]
    return [text for item in items if (text := said(item)).strip()] if value else []


def _tags(by_bare: Mapping[str, Any], decode: _Decode) -> Iterator[str]:
    for key in _TAGS:
        for text in _texts(by_bare.get(key)):
            if len(text) <= 60:
                yield decode(text).strip()


def _id(by_bare: Mapping[str, Any]) -> str:
    for key in _ID:
        value = by_bare.get(key)
        if isinstance(value, dict) and len(value) == 1:  # {"$oid": …}
            (value,) = value.values()
        if isinstance(value, str) and value.strip():
            return value.strip()
    return ""


def _prose(entry: Mapping[str, Written]) -> Iterator[str]:
    for key, value in entry.items():
        if key not in _NO_PROSE:
            yield from texts_of(value)


def _with_texts(value: Any, texts: Mapping[str, str]) -> Any:
    """Return what stands under a key with each text in its other form."""
    if isinstance(value, str):
        return texts[value]
    if isinstance(value, Mapping):
        return {texts[key]: _with_texts(item, texts) for key, item in value.items()}
    return [_with_texts(item, texts) for item in value]
