"""Every code that a verdict may carry: the reason for programs, stable once it is released."""

from enum import StrEnum


class Code(StrEnum):
    """Why a verdict is what it is; `meaning` says it in a line, and docs/grading.md lists all."""

    meaning: str

    def __new__(cls, value: str, meaning: str = "") -> "Code":
        code = str.__new__(cls, value)
        code._value_ = value
        code.meaning = meaning
        return code

    CORRECT = "correct", "right"
    EMPTY = "empty", "nothing was given"
    TOO_LONG = "too-long", "longer than any answer"
    NOT_JUDGED = "not-judged", "the learner compares and rates"
    REJECT = "reject", "a near miss that the author rejects"
    OTHER_ANSWER = "other-answer", "near, but the answer to another card"
    SEVERAL = "several", "more than one answer where one is asked"
    PARTS = "parts", "some of several parts are right, or none"

    SLIP = "slip", "right but for a slip of the finger"
    CASE = "case", "letter case counts, and differs"
    ACCENTS = "accents", "accents count, and differ"
    ARTICLE = "article", "the right word after another article"
    LETTERS = "letters", "right, but in other letters or spaces of the same writing"
    STRICT = "strict", "a slip, where letter case or accents count and differ too"
    NO_SLIPS = "no-slips", "a slip of the finger, where none is forgiven"
    NOT_EXACT = "not-exact", "every character counts, and some differ"
    CODE = "code", "source code that differs where it counts"
    INDENTATION = "indentation", "source code that is right but for its indentation"
    OTHER_TEXT = "other-text", "another text"
    OTHER_WORD = "other-word", "few letters off, and they make another word"
    LOOK_ALIKE = (
        "look-alike",
        "looks like the answer, but for a sign, a mark or a letter of another script",
    )
    NEGATION = "negation", "the words deny what the answer says, or the other way round"
    WORD_ORDER = "word-order", "the right words in another order"
    EXTRA_WORDS = "extra-words", "the answer, and more"
    MISSING_WORDS = "missing-words", "some words of the answer"
    OTHER_NUMBER = "other-number", "another number within a text"
    CONTRARY = "contrary", "an opposite, or a few letters off that change the meaning"
    FIRST_LETTER = "first-letter", "few letters off, the first one among them"
    SHORT_WORD = "short-word", "few letters off in a word that must be exact, such as a short one"
    TOO_FAR_OFF = "too-far-off", "near, but too many letters off"

    OTHER_PERSON = "other-person", "another person"
    GIVEN_NAME = "given-name", "the surname is right, another name is not"
    SURNAME_MISSING = "surname-missing", "given names alone"
    NUMBER_MISSING = "number-missing", "the name of a ruler without the number"

    VALUE = "value", "another number"
    NO_NUMBER = "no-number", "not one number"
    ROUNDED = "rounded", "right as far as it goes, with fewer figures than the answer"
    MARKS = "marks", "point and comma have changed places; right if it is no other number so"
    SIGN = "sign", "a different sign"
    POWER_OF_TEN = "power-of-ten", "the right figures, some powers of ten off"
    UNIT = "unit", "another unit, or one where none is asked"
    UNIT_MISSING = "unit-missing", "the unit is required and missing"
    DIRECTION = "direction", "degrees in another direction"
    DIRECTION_MISSING = "direction-missing", "degrees without their direction"
    BOUND_LEFT_OUT = "bound-left-out", "right, without the bound that the answer has"
    BOUND = "bound", "the right number with a wrong bound"
    ABOUT = "about", "right, but exact where the answer is rough or the other way round"
    TOO_LOW = "too-low", "below the numbers accepted"
    TOO_HIGH = "too-high", "above the numbers accepted"

    DATE = "date", "another date"
    NO_DATE = "no-date", "not a date"
    DATE_LESS = "date-less", "some parts of the date are missing, the others right"
    OTHER_TIME = "other-time", "before or after, where the date itself is asked"
    SPAN = "span", "a decade or century for a year, or the other way round"
    PART = "part", "another part of the year, decade or century"
    WEEKDAY = "weekday", "the right date on a weekday that it is not"
    ERA = "era", "another era"
    ERA_MISSING = "era-missing", "the era is missing"
    SHORT_YEAR = "short-year", "the year is not written in full"
    TWO_WAYS = "two-ways", "an all-figures date, right in one of two ways to read it"

    DISTRACTOR = "distractor", "a wrong option"
    LABEL = "label", "the letter of one option, and the text of another"
    EXTRA = "extra", "not among the answers or the options"
    UNPARTED = "unparted", "several answers of a list with nothing between them that parts"
    NEITHER = "neither", "neither true nor false"
    WRONG = "wrong", "true for false, or false for true"
    ORDER = "order", "some items are in the right order, or none"
