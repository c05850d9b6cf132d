"""Long texts of many sorts, to stand between double quotes in YAML."""

from collections.abc import Callable

Grown = Callable[[int], str]


def lines(form: str, n: int) -> str:
    """Return `form` n times, `{}` in it being the number."""
    return "".join([form.replace("{}", str(i)) for i in range(n)])


def repeated(piece: str) -> Grown:
    """Return what makes a text of n characters by saying `piece` again and again."""
    return lambda n: piece * (n // len(piece))


_PIECES = {
    "one word": "a",
    "capitals": "A",
    "figures": "1",
    "words": "word ",
    "number words": "hundred ",
    "commas": "1,",
    "points": ".",
    "points with figures": "1.",
    "hyphens": "a-",
    "slashes": "a/",
    "brackets": "(",
    "lists in brackets": "in this map, (",
    "closed brackets": "(a)",
    "square brackets": "a[",
    "braces": "a{{",
    "blanks of a cloze": "a {{b}} ",
    "closing braces": "a}}",
    "single braces": "{",
    "bars": "a|",
    "colons": "a::",
    "quotes": '\\"',
    "apostrophes": "a'",
    "backslashes": "\\\\",
    "signs": "?!",
    "underscores": "_",
    "stars": "*",
    "backticks": "`",
    "dollars": "$",
    "tags of HTML": "<a>",
    "open tags": "<",
    "ampersands": "&amp;",
    "e": "1e9",
    "dates": "2020-01-01 ",
    "months": "May ",
    "names": "Xy Zw. ",
    "ranges": "1-2-",
    "percent": "%",
    "units": "km",
    "powers": "m^2/",
    "Roman figures": "M",
    "han": "漢",
    "Hebrew": "א",
    "emoji": "👩‍👩‍👧",
    "ligatures": "ﬃ",
    "or": "a or ",
    "not": "not ",
    "and": "a and b, ",
    "superscripts": "²",
    "fractions": "½",
    "fullwidth": "１",
    "Arabic figures": "٣",
    "minus": "−",
    "degrees": "5°",
    "currencies": "€5",
}

SORTS: dict[str, Grown] = {name: repeated(piece) for name, piece in _PIECES.items()} | {
    "different words": lambda n: lines("w{} ", n // 6),
    "numbers": lambda n: lines("{} ", n // 6),
    "blanks": lambda n: "a" + " " * n + "b",
    "zero width": lambda n: "\\u200b" * n,
    "combining": lambda n: "e" + "\u0301" * n,
    "line breaks": lambda n: "a\\n" * (n // 2),
    "tabs": lambda n: "a\\t" * (n // 2),
}
