"""British spellings written the American way: a closed list of stems and of endings.

Both sides of a comparison go through here, so all that matters is which words become equal. Where
an ending would make two different words equal, a length or a name keeps them apart.
"""

from quizkit.lazy import pattern

_STEMS = {
    "haem": "hem",
    "anaem": "anem",
    "leukaem": "leukem",
    "aemia": "emia",
    "aemic": "emic",
    "paed": "ped",
    "gynaec": "gynec",
    "anaesth": "anesth",
    "aesthet": "esthet",
    "oedem": "edem",
    "oesoph": "esoph",
    "oestr": "estr",
    "foet": "fet",
    "rrhoe": "rrhe",
    "pnoe": "pne",
    "sulph": "sulf",
    "faec": "fec",
    "coelia": "celia",
    "caecum": "cecum",
    "caesium": "cesium",
    "caesarean": "cesarean",
    "caesarian": "cesarean",
    "aetiolog": "etiolog",
    "archaeo": "archeo",
    "palaeo": "paleo",
    "mediaeval": "medieval",
    "amoeb": "ameb",
    "homoeo": "homeo",
    "phaeo": "pheo",
    "manoeuvr": "maneuvr",
}
_STEM = pattern("|".join(sorted(_STEMS, key=len, reverse=True)))

_ENDINGS = (
    # colour, neighbourhood, favourite; not four, pouring, tourist. Scour- is not scor-.
    (
        "(?<=..)(?<!^sc)our(?=(?:s|ed|ing|ings|er|ers|ites?|itism|abl[ey]|ful|fully|less|al|ally|hoods?"
        "|ism|ists?|y|ly|edly)?$)",
        "or",
    ),
    # realise, organisation; prise is not prize.
    ("(?<=..)(?<!^pr)is(?=(?:e[sdr]?|ers|ings?|able|ations?|ational)$)", "iz"),
    ("(?<=...)ys(?=(?:e[sdr]?|ers|ing)$)", "yz"),
    ("(?<=..t)(?<!^out)(?<!^ent)re(?=s?$)", "er"),
    ("(?<=...)ogue(?=s?$)", "og"),
    ("(?<=...)ogu(?=(?:ed|ing)$)", "og"),
    # travelled, modelling: two vowels before, so that filling is not filing; nor refilled refiled.
    (
        "(?<=[aeiouy])(?<!^refi)(?<!^unfi)(?<!^overfi)(?<!^reti)ll(?=(?:ed|ings?|ers?)$)",
        "l",
    ),
)
_PATTERNS = tuple((pattern(ending), plain) for ending, plain in _ENDINGS)
CANDIDATE = pattern("our|is[eai]|ys[ei]|tre|ogu|ll[ei]|ae|oe|sulph")
"""What a word has in it that is spelt otherwise."""
_TWO_VOWELS = pattern("[aeiouy].*[aeiouy]l")


_LONGEST = 60
"""Longest word that is looked at; the patterns are not linear, and no word is longer."""


def american(word: str) -> str:
    """Return `word`, which is in lower case and without accents, in American spelling."""
    if not 4 <= len(word) <= _LONGEST or not CANDIDATE.search(word):
        return word
    word = _STEM.sub(lambda match: _STEMS[match[0]], word)
    if word == "hem":  # haem
        return "heme"
    for ending, plain in _PATTERNS:
        match = ending.search(word)
        if match and (plain != "l" or _TWO_VOWELS.search(word[: match.end()])):
            return word[: match.start()] + plain + word[match.end() :]
    return word
