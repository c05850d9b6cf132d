"""The alternatives that one text of a key holds, such as `sofa/couch` (rule 46 of docs/grading.md).

One function says so to all: to the grader, which takes each as right, to the finding that asks the
author to write them apart, and to importers that do. What is doubtful holds none: units, figures,
a path, a set phrase, the two sides of one thing, words that belong to more than one part.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from quizkit.answers import numerals
from quizkit.answers.english import NEGATORS, OPPOSITES
from quizkit.answers.languages import is_english, language_of
from quizkit.answers.letters import clean, plain
from quizkit.lazy import pattern

MAX_LENGTH = 200
"""Longest text, in characters, that is looked at."""
_MOST = 8
"""Alternatives in one text."""
_MOST_WORDS = {"/": 4, " / ": 4, "or": 4, ";": 6}
"""Words in an alternative, articles aside, by what parts it from the next."""


@lru_cache(maxsize=1024)
def variants(text: str, kind: str = "auto", language: str = "en") -> tuple[str, ...]:
    """Return the alternatives in a right answer, in order; none if it is one answer.

    Args:
        text: as the author wrote it.
        kind: how it is read, as of `read_answer`: what is compared as written holds none, and of
            people only the word `or` parts two surnames.
        language: BCP 47 tag of the answers; decides the word for `or`.
    """
    if kind not in ("auto", "text", "person") or len(text) > MAX_LENGTH:
        return ()
    either, sign = _either(language)
    if not sign.search(text):  # most texts
        return ()
    text = clean(text).translate(_WIDE)
    found = _in_brackets(text, either) or _in_turn(text, either, kind, is_english(language))
    found = _with_nouns([*map(str.strip, found)], language)
    parts = tuple({part.casefold(): part for part in found}.values())
    if len(parts) < 2 or not all(map(_is_text, parts)):
        return ()
    return () if _are_values(text, parts, kind, language) else parts


@lru_cache(maxsize=64)
def _either(language: str) -> tuple[str, re.Pattern[str]]:
    """Return the words for `or` as a pattern, and a sign of a text that may hold alternatives."""
    either = "|".join((language_of(language).alternatives or "or").split())
    words = rf"{either}|{_SAID_OF_NAMES}"
    return either, re.compile(rf"[/;([\uff0f\uff1b\uff08]|\s(?:{words})\s", re.IGNORECASE)


_WIDE = str.maketrans("\uff0f\uff1b\uff08\uff09", "/;()")


def ways_to_part(text: str, language: str = "en") -> Iterator[list[str]]:
    """Yield what may be several alternatives in the text of a learner, parted in one way or two.

    That is at strokes, semicolons and `or`, then at commas and `and` too.
    """
    own = language_of(language)
    either, both = own.alternatives or "or", own.conjunctions or "and"
    for signs, words in ((r"[;/]", either), (r"[;/,&]", f"{either} {both}")):
        marks = rf"(?i){signs}|(?:^| )(?:{words.replace(' ', '|')})(?= )"
        found = re.split(marks, clean(text).translate(_WIDE), maxsplit=_MOST)
        parts = [*filter(None, map(str.strip, found))]
        if 1 < len(parts) <= _MOST:
            yield _with_nouns(parts, language)


_BRACKETS = pattern(r"([^(\[]+?) ?[(\[]([^()\[\]]+)[)\]]( [^()\[\]]+)?")
_SAID_OF_NAMES = r"also called|also known as|aka|a\.k\.a\."
_REFUSED = pattern("(?:do not|don't|not|reject|prompt) .*", re.IGNORECASE)


def _in_brackets(text: str, either: str) -> list[str]:
    """Return a text and what is also right, as brackets in it say: `a (or b)`, `a [or b; c]`.

    Words behind the brackets belong to each: `harbour (or pier) light`.
    """
    found = _BRACKETS.fullmatch(text)
    lead = re.compile(rf"(?:{either}|{_SAID_OF_NAMES}|also|accept):? +", re.IGNORECASE)
    if not found or not lead.match(found[2]):
        return []
    first, behind = found[1], found[3] or ""
    others = re.split(rf" ?; ?|,? (?:{either}) ", found[2], flags=re.IGNORECASE)
    rights = [lead.sub("", one, count=1) for one in others if not _REFUSED.match(one)]
    if behind:
        words = first.split()
        rights = [" ".join((*words[: -len(one.split())], one)) for one in rights]
    return [f"{one}{behind}" for one in (first, *rights)]


def _in_turn(text: str, either: str, kind: str, english: bool) -> list[str]:
    """Return the parts between strokes, semicolons and the word for `or`, if each is an answer."""
    marks = _marks(either)
    if not marks.search(text):
        return []
    listed = rf"[^,;/]+(?:, [^,;/]+)+,? (?:{either}) [^,;/]+"
    if re.fullmatch(listed, text, re.IGNORECASE):  # a, b or c
        parts = re.split(rf",? (?:{either}) |, ", text, flags=re.IGNORECASE)
        between = {"or"}
    else:
        found = marks.split(text)
        parts, between = found[::2], {_kind_of_mark(mark) for mark in found[1::2]}
    if english:
        parts[0] = re.sub("(?i)^either ", "", parts[0])
    if len(parts) > _MOST or not all(map(str.strip, parts)) or _is_path(text):
        return []
    if not all(_is_short(parts, mark) for mark in between):
        return []
    if kind == "person" and between != {"or"} and any(" " not in part.strip() for part in parts):
        return []  # Lennon/McCartney are two
    if any(re.search(rf"(?i)\A ?(?:{either})(?: |\Z)| (?:{either}) ?\Z", part) for part in parts):
        return []
    is_title = re.search(rf"[,;] (?:{either}),? [A-Z]", text) and len(parts) == 2
    return parts if is_title or not (english and _is_one_thing(parts, between)) else []


@lru_cache(maxsize=32)
def _marks(either: str) -> re.Pattern[str]:
    words = rf"{either}|{_SAID_OF_NAMES}"
    return re.compile(rf"(;(?: (?:{either}),?(?= ))?| / |/|,? (?:{words}),? )", re.IGNORECASE)


def _kind_of_mark(mark: str) -> str:
    """Return a stroke with its spaces, `;`, or `or` for a word."""
    return mark if "/" in mark else mark[0] if mark[0] == ";" else "or"


def _with_nouns(parts: list[str], language: str) -> list[str]:
    """Return parts, each article alone with the noun of the next: `el/la artista`."""
    articles = {*language_of(language).articles.replace(";", " ").split()}
    for at in reversed(range(len(parts) - 1)):
        article, _, noun = parts[at + 1].partition(" ")
        if noun and {parts[at].casefold(), article.casefold()} <= articles:
            parts[at] += f" {noun}"
    return parts


_SIGNS = pattern(r"[=<>@#$%^*+\\_~|{}]|\w{2}\.\w{2}|\A-|-\Z| -\w|&#?\w+\Z")


def _is_text(part: str) -> bool:
    """Return whether a part may be an answer by itself: no lone letter, no figure, no formula."""
    letters = [sign for sign in part if sign.isalpha()]
    is_word = len(letters) > 1 or (letters and letters[0].lower() == letters[0].upper())
    is_named = part[:1].isalpha() and part[1:].isdigit()  # K2
    if not (is_word or is_named) or _SIGNS.search(part) or part.count("(") != part.count(")"):
        return False
    return part.lstrip(_OPENING)[:1].isalpha() and part[-1] != "?"


_OPENING = "'\"(\u2018\u201c\u201e\u00ab\u00bf\u00a1"


_ARTICLES = frozenset("a an the to".split())
"""Of nouns and of verbs: `to buy or purchase`."""


def _is_short(parts: Sequence[str], mark: str) -> bool:
    """Return whether parts are as short as words with this mark between them are where each is one."""
    if any(len(set(part.split()) - _ARTICLES) > _MOST_WORDS[mark] for part in parts):
        return False
    if "/" in mark and any("," in part for part in parts):
        return False
    if mark == ";" and any(part[-1] == "." and part.strip().count(" ") > 1 for part in parts):
        return False  # a sentence
    if mark[:1] not in ("/", " ") or "/" not in mark:
        return True
    if any(map(_OF_FORMULAS.search, parts)) and not any(map(_LONG.search, parts)):
        return False  # Δy/Δx, sin x/cos x
    if mark != "/":
        return True
    is_short = all(len(part) < 3 and part.isascii() for part in parts)  # dy/dx
    return not is_short and not all(len(part) < 5 and part.isupper() for part in parts)  # TCP/IP


_OF_FORMULAS = pattern(
    "[A-Za-z][\u0370-\u03ff]|[\u0370-\u03ff][A-Za-z]|[\u00b2\u00b3\u00b9\u2070-\u209f\u2102-\u2124]"
    r"|\b(?:sin|cos|tan|cot|log|ln|exp|lim)h? ?\(?\w|[A-Za-z]_\w"
)
_LONG = pattern(r"[^\W\d_]{5,}")
_SYSTEM = frozenset("usr etc var src dev tmp lib bin opt home".split())
_MEDIA = frozenset("application multipart text image audio video font".split())


def _is_path(text: str) -> bool:
    """Return whether the stroke in a text is that of a path, of a media type, or of `and/or`."""
    if "and/or" in text:
        return True
    first, _, rest = text.partition("/")
    if not rest or " " in text or not text.islower():
        return False
    if first in _SYSTEM or first == "text":
        return True
    from quizkit.answers.word_list import is_word

    return first in _MEDIA and not is_word(rest)


_JOINED = frozenset("and or either neither not else on off in out up down".split())
_NO_ANSWERS = _JOINED.union(
    "both all any some none nothing everything anything other others another same so such more "
    "less fewer better worse greater higher lower above below over under later sooner earlier ever "
    "always now then away back through here there once twice half many much few plus minus".split()
)
"""Words that alone are no alternative, behind a stroke or beside `or`: `Face/Off`, `now or never`."""
_CLAUSE = frozenset(
    "i me my you your he him his she her hers it its we us our they them their who whom whose be "
    "himself herself itself themselves is are was were will would can could shall should must "
    "may might".split()
)
"""Words of sentences: a part of one, and no name of anything."""
_BETWEEN = frozenset(
    "in on at from with by for into upon about over under between against through after before "
    "without during than as and if that".split()
)
"""Words that join two words of a part, or stand before something that belongs to the next too."""
_TOGETHER = frozenset(
    frozenset(pair.split())
    for pair in (
        *map(" ".join, OPPOSITES),
        *(
            "trick treat|do die|dead alive|life death|truth dare|heads tails|win lose|win loss|"
            "sink swim|fight flight|rain shine|hit miss|make break|feast famine|friend foe|"
            "kill cure|boom bust|publish perish|better worse|hell high|day night|man mouse|"
            "chicken egg|right wrong|stay go|buy sell|fact fiction|nature nurture|stop go|"
            "cash credit|give take|like lump|rock roll|pass fail|come go|sweet sour|hot cold|"
            "black white|good bad|good evil|high low|big small|tall short|long short|old new|"
            "old young|rich poor|left right|upper lower|inner outer|up down|in out|on off|"
            "open closed|open shut|open close|start stop|start end|start finish|begin end|"
            "push pull|plug play|copy paste|cut paste|search replace|play pause|input output|"
            "read write|request response|question answer|cause effect|supply demand|acid base|"
            "client server|parent child|master slave|predator prey|host guest|sender receiver|"
            "key value|profit loss|cost benefit|risk reward|yin yang|mother father|"
            "brother sister|husband wife|boy girl|man woman|men women|king queen|lost found|"
            "dark light|wet dry|hard soft|fast slow|near far|early late|odd even|plus minus|"
            "positive negative|active passive|singular plural|masculine feminine|major minor|"
            "acute chronic|benign malignant|primary secondary|first second|local general|"
            "guilty innocent|guilty not|sex gender|arts crafts|true false|yes no|min max|"
            "minimum maximum|live die|love hate|adapt die|swim sink|hook crook|by by|"
            "free die|richer poorer|this that|here there|stand fall|shape ship|double nothing|"
            "double quits|liberty death|victory death|money life|paper plastic|single return|"
            "single double|rest motion|solid liquid|theory practice"
        ).split("|"),
    )
)
"""Two sides of one thing, and words of a set phrase, which are no two names of one thing."""
_OF_A_NOUN = ("ic", "al", "ous", "ive", "able", "ible", "ary")
"""Endings of adjectives, which may belong to a noun behind the next one: `static or dynamic rope`."""


def _is_one_thing(parts: Sequence[str], between: set[str]) -> bool:
    """Return whether the parts of an English text are no answers by themselves.

    Args:
        parts: two or more.
        between: the marks that part them; a mark between spaces leaves the least doubt.
    """
    words = [_small(part).split() for part in parts]
    if any(frozenset((one[-1], other[0])) in _TOGETHER for one, other in pairwise(words)):
        return True
    if any(len(own) > 2 and not _CLAUSE.isdisjoint(own) for own in words):
        return True
    if between == {";"}:
        return False
    alone = _NO_ANSWERS if "or" in between else _JOINED
    if any({*own} <= alone | _ARTICLES or not _DENIED.isdisjoint(own) for own in words):
        return True
    if any(not _BETWEEN.isdisjoint(own[:-1]) for own in words):
        return True
    first, last = words[0], words[-1]
    return len(first) == 1 < len(last) and first[0].endswith(_OF_A_NOUN)


def _small(part: str) -> str:
    """Return a part in small letters but for its abbreviations: WHO is not `who`."""
    if part.isupper() and " " in part:
        return part.casefold()
    words = part.split()
    kept = [word for word in words if word.isupper() and len(word) > 2]
    if words[-1:] == ["I"] and words[-2:-1] and words[-2][0].isupper():  # World War I
        kept.append("I")
    return " ".join(word if word in kept else word.casefold() for word in words)


_DENIED = NEGATORS | (_CLAUSE - {"can", "may", "will", "might", "must"})
"""What no alternative holds at all, however short: `he/she`, `to be or not to be`."""


def _are_values(text: str, parts: Sequence[str], kind: str, language: str) -> bool:
    """Return whether a text is a number, a date or a range, or parts of it are figures or units."""
    from quizkit.answers.quantities import read_quantity
    from quizkit.answers.reading import Person, Text, kind_of
    from quizkit.answers.units import find_unit

    if kind_of(text, kind, language=language) not in (Text, Person):
        return True
    for part in parts:
        if part.casefold() in numerals.ORDINALS or read_quantity(part, language=language):
            return True
        if any(map(str.isdigit, part)) and kind_of(part, language=language) is not Text:
            return True
    units = [find_unit(plain(part)) for part in parts]
    named = [(unit.dimensions, unit.factor) for unit in units if unit]
    if len(named) == len(parts):
        return len({*named}) > 1
    last = units[-1]
    return bool("/" in text and last and (len(parts[-1]) < 3 or last.dimensions == _TIME))


_TIME = (("time", 1),)
