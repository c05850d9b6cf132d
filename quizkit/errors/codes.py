"""Every code that a problem of a deck may carry, loaded with the first problem."""

from enum import StrEnum


class ProblemCode(StrEnum):
    """What kind of problem one is, for programs; stable, while messages may be worded better.

    `meaning` says it in a line; docs/codes.md lists all, with a deck for each.
    """

    meaning: str

    def __new__(cls, value: str, meaning: str = "") -> "ProblemCode":
        code = str.__new__(cls, value)
        code._value_ = value
        code.meaning = meaning
        return code

    NO_FILE = "no-file", "there is no such file, or it cannot be read"
    A_FOLDER = "a-folder", "a folder stands where a deck's file should"
    NO_PERMISSION = "no-permission", "the file may not be read"
    NOT_UTF8 = "not-utf8", "bytes of the file are not UTF-8"
    EMPTY_FILE = "empty-file", "there is nothing in the file, or only comments"
    CONTROL_CHARACTER = "control-character", "an invisible character stands in the text"
    YAML = "yaml", "a line cannot be read as YAML"
    SEVERAL_DOCUMENTS = "several-documents", "a second YAML document begins in the file"
    ALIAS = "alias", "an anchor `&name` or alias `*name` of YAML, which decks do not use"
    TAG = "tag", "a tag `!name` of YAML, which decks do not use"
    DUPLICATE_KEY = "duplicate-key", "a key is there a second time"
    TOO_DEEP = "too-deep", "lists and mappings are nested too deep"
    TOO_LONG = "too-long", "a text is longer than a card can hold"
    TOO_MANY_PROBLEMS = "too-many-problems", "there are more problems than are told of one file"

    LOST_COMMENT = "lost-comment", "` #` makes the rest of a text a comment"
    LOST_ESCAPE = "lost-escape", "a backslash in double quotes makes a control character"
    LOST_QUESTION_MARK = "lost-question-mark", "`?` before a text in brackets is read as a sign"
    SPLIT_NUMBER = "split-number", "a comma in brackets makes two items of a number"
    FOLDED_CODE = "folded-code", "lines of code that YAML joins to one line"
    FOLDED_DASH = "folded-dash", "a line that begins with `- ` is joined to the text above it"
    CUT_TEXT = "cut-text", "a comma in braces ends a text, and its rest is read as a key"

    UNKNOWN_KEY = "unknown-key", "there is no key of this name"
    MISPLACED_KEY = "misplaced-key", "the key does not go with this kind of entry, or of file"
    WRONG_SHAPE = "wrong-shape", "a text, list or mapping where another of them is due"
    EMPTY_TEXT = "empty-text", "a text is empty, perhaps because a sign of YAML emptied it"
    EMPTY_LIST = "empty-list", "a list or mapping is empty"
    UNKNOWN_VALUE = "unknown-value", "the key takes one of a few words, and this is none of them"
    NOT_TRUE_OR_FALSE = "not-true-or-false", "the key takes `true` or `false`"
    COUNT = "count", "too few items, or too many"

    NO_TITLE = "no-title", "the deck, or a source, has no title"
    NO_CARDS = "no-cards", "the deck has no entries"
    BAD_ID = "bad-id", "an id or the name of a source has signs that it cannot have"
    BAD_LANGUAGE = "bad-language", "not the code of a language"

    NO_KIND = "no-kind", "the entry asks nothing"
    TWO_KINDS = "two-kinds", "the keys make two kinds of entry"
    NO_QUESTION = "no-question", "the entry has an answer and no question"
    NO_ANSWER = "no-answer", "the entry has a question and no answer"
    NO_BOUND = "no-bound", "`min` stands without `max`, or the other way round"
    BAD_COLUMN = "bad-column", "columns of a table of words that it has not, or cannot have"
    BAD_ROW = "bad-row", "a row of a table of words has other cells than the table, or asks nothing"
    NO_ROWS = "no-rows", "a table of words has no rows, or their file is not there"
    CLOZE = "cloze", "the blanks of a cloze cannot be read"
    NOT_INCLUDED = "not-included", "a file that a deck includes is not there, or not in its folder"
    INCLUDED = "included", "the file is a part of a deck that includes it, and none by itself"
    SAME_DECK_ID = "same-deck-id", "another of the decks has this id"
    DUPLICATE_ID = "duplicate-id", "another entry has this id"
    DUPLICATE_PROMPT = "duplicate-prompt", "another entry asks the same"
    DUPLICATE_EXAMPLE = "duplicate-example", "one answer is an example of two outcomes"
    BAD_CITATION = "bad-citation", "not the name of a source and a place in it"
    UNKNOWN_SOURCE = "unknown-source", "the deck has no source of this name"

    ACCEPTED_TWICE = "accepted-twice", "a right answer is there twice"
    REJECTED_AND_RIGHT = "rejected-and-right", "an answer is rejected, and right"
    DUPLICATE_OPTION = "duplicate-option", "an option is there twice"
    FREE_WITH_OPTIONS = "free-with-options", "a self-rated entry has keys that judge answers"
    NOT_A_NUMBER = "not-a-number", "no number where one is due"
    MIN_ABOVE_MAX = "min-above-max", "`min` is above `max`"
    BAD_TOLERANCE = "bad-tolerance", "not an amount or a share of the answer"
    BAD_REQUIRE = "bad-require", "not a number of answers that the entry has"

    NOT_FORMATTED = "not-formatted", "`fmt` would change more than it should, and does nothing"
    NOT_APPENDED = "not-appended", "an entry cannot be appended to a deck written like this one"
