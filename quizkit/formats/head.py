"""What stands above the entries of a deck: its id, its language, its sources."""

import re

from quizkit.answers.languages import code_of
from quizkit.formats.fields import Fields
from quizkit.model import Source

_LANGUAGE = r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*"
_NOT_IN_ID = r"[\s#:\x00-\x20\x7f-\x9f]+"


def read_id(fields: Fields) -> str:
    """Return the id of a deck or a note: no white space, `#`, `:` or control characters in it."""
    text = fields.text("id")
    plain = text.isprintable() and not (" " in text or "#" in text or ":" in text)
    if not plain and re.search(_NOT_IN_ID, text):
        fixed = re.sub(_NOT_IN_ID, "-", text).strip("-")
        fields.problem(
            "bad-id",
            f"the id `{text}` has white space, `#`, `:` or a control character in it",
            f"write `id: {fixed}`" if fixed else "choose an id of letters and figures",
            "id",
        )
    return text


def read_language(fields: Fields) -> str:
    """Return the language of the answers, a BCP 47 tag; English where the deck names none."""
    if "language" not in fields.values:
        return "en"
    text = fields.text("language")
    if text and not re.fullmatch(_LANGUAGE, text):
        meant = text.replace("_", "-")
        if not re.fullmatch(_LANGUAGE, meant):
            meant = code_of(text)
        fields.problem(
            "bad-language",
            f"`{text}` is no code of a language",
            (f"did you mean `{meant}`? " if meant else "")
            + "write one such as `en`, `de`, `pt-BR`",
            "language",
        )
    return text or "en"


def read_sources(fields: Fields) -> dict[str, Source]:
    """Return the sources of a deck by id."""
    if "sources" not in fields.values:
        return {}
    sources = fields.below("sources")
    return {name: _source(sources, name) for name in sources.values}


def _source(sources: Fields, name: str) -> Source:
    if not name.strip() or re.search(r"[#,\x00-\x1f]", name):
        sources.problem(
            "bad-id",
            f"`{name}` cannot name a source: it is empty, or has `#` or `,` in it",
            "choose a short word, by which the entries cite it",
            name,
            key=True,
        )
    source = sources.below(name)
    if isinstance(sources.values[name], dict) and "title" not in source.values:
        from quizkit.formats.keys import near_miss

        like_title = [key for key in source.values if near_miss(key, frozenset(("title",)))]
        sources.problem(
            "no-title",
            f"the source `{name}` has no title",
            f"write `title` for `{like_title[0]}`"
            if like_title
            else "add `title: …` below it, indented",
            name,
            key=True,
        )
    details = {
        key: ", ".join(source.texts(key))
        for key in source.values
        if key not in ("title", "file", "unknown") and not key.startswith("x-")
    }
    return Source(
        id=name,
        title=source.text("title") if "title" in source.values else "",
        file=source.text("file") if "file" in source.values else "",
        unknown=source.texts("unknown") if "unknown" in source.values else (),
        details=details,
    )
