"""Words and letters for a power of ten after a figure: `30k`, `2.5 million`, `8 Mrd.`.

English has its short scale in every deck; other languages have their own words beside it, and in
most of them a billion is a million millions.
"""

from functools import cache

from quizkit.answers import numerals
from quizkit.answers.letters import without_marks

LETTERS = {"k": 3, "K": 3, "m": 6, "M": 6, "b": 9, "B": 9}
"""Letters that stand for a power of ten unless they are a unit; case counts for none of them."""

_SHORT = {"mn": 6, "mln": 6, "mio": 6, "bn": 9, "bln": 9, "tn": 12, "trn": 12, "hundred": 2}
_WORDS = {
    "de": "tausend 3 tsd 3 million 6 millionen 6 milliarde 9 milliarden 9 mrd 9 billion 12"
    " billionen 12 bio 12",
    "fr": "mille 3 million 6 millions 6 milliard 9 milliards 9 md 9 mds 9 mrd 9 billion 12"
    " billions 12",
    "es": "mil 3 millon 6 millones 6 billon 12 billones 12",
    "it": "mila 3 mille 3 milione 6 milioni 6 miliardo 9 miliardi 9 mld 9",
    "pt": "mil 3 milhao 6 milhoes 6 mi 6",
    "nl": "duizend 3 miljoen 6 miljard 9 mrd 9 biljoen 12",
    "sv": "tusen 3 miljon 6 miljoner 6 miljard 9 miljarder 9 biljon 12 biljoner 12",
    "da": "tusind 3 million 6 millioner 6 milliard 9 milliarder 9 mia 9 billion 12 billioner 12",
}
_WORDS |= {"nb": _WORDS["da"].replace("tusind", "tusen"), "no": _WORDS["da"], "nn": _WORDS["da"]}


def power_of(word: str, language: str = "en") -> int | None:
    """Return the power of ten that `word` stands for in a deck's language, or None."""
    low = without_marks(word).casefold()
    own = _of_language(language.lower().partition("-")[0])
    if low in own:
        return own[low]
    scale = numerals.SCALES.get(low, numerals.SCALES.get(low.removesuffix("s")))
    return _SHORT.get(low) if scale is None else scale


@cache
def _of_language(primary: str) -> dict[str, int]:
    names = _WORDS.get(primary, "").split()
    return dict(zip(names[::2], map(int, names[1::2]), strict=True))
