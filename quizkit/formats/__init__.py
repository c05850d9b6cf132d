"""Reading decks: text into valid models, or into problems with a place each.

    from quizkit.formats import parse_deck
    reading = parse_deck(text)              # never raises: a deck, or problems
    reading.deck or reading.problems
    reading.origin(3).place("answer")       # the line and column of any value of a note

Loaded on first use: importing this costs nothing.

How a deck goes through the modules:

    deck_file      bytes of a file -> text, in a `report`, which collects problems by offset
    yaml_events    text -> a `tree` of plain texts, lists and dicts, with the place of each;
                   `silent_losses` looks at what YAML drops; `python_yaml` finds the events
                   where there is no libyaml
    deck_yaml      here are `load_deck`, `read_deck`, `open_deck`, `parse_deck`
    deck_of        the tree -> a Deck
      head         title, id, language, sources
      parts        where each note stands
      notes        each entry -> a Note; `keys` decide its kind, `plans` how all with the same keys
                   are read, `note_kinds` reads what that kind has; `answer_keys`, `number_keys` and
                   `code_keys` read what counts as right, `citations` what it cites
    marked         the texts of a note in Markdown -> words, and what was written kept beside;
                   `in_words` a single one, and back; `marked_cloze` those with blanks,
                   `marked_rows` cells of tables, `marked_spans` finds code and formulas, in which
                   nothing is parted; `media` reads what pictures and sounds it has,
                   `marked_wording` says what its id rests on
    word_tables    each table of words -> a Note a row; `word_rows` finds the rows and their cells
    beside         files that a deck names: they lie below its folder; `include`, those with
                   entries of their own; `media_files`, pictures and sounds, of `media_types`
      limits       how much a deck may hold
      fields       the values of one mapping as texts, lists, flags: what all of these use

The other modules are loaded for bad decks alone, and say what is wrong in words an author
understands:

    syntax_errors, recovery     what is no YAML, and reading on at the next entry
    written_line                a line of it as its author meant it, as `pieces` cuts;
                                `between_brackets`: what is wrong there; `merge_marks`: a line that
                                version control left
    left_out                    which notes have a problem, and which can be used
    forbidden                   what is YAML that decks do not use
    losses_explained            what YAML would lose in silence
    shape_errors, kind_errors   a value, an entry, that is not what it has to be
    file_errors, deck_errors    a file that cannot be read; the file as a whole
    included_by                 a part of a deck, opened alone
    same_ids                    two decks of one id
    clashes                     texts that are there twice, where `alike` sees at a glance some may be
    wrong                       what is wrong with something that has no place yet, and its mend
    yaml_text, double_quotes    lines written right; `mends`: single values
"""

from typing import TYPE_CHECKING

from quizkit.lazy import attach

try:
    import yaml  # noqa: F401 - said here once for every module that reads decks
except ModuleNotFoundError as error:
    raise ModuleNotFoundError(
        "reading decks needs PyYAML; install it with: pip install PyYAML", name="yaml"
    ) from error

if TYPE_CHECKING:
    from quizkit.formats.deck_yaml import (
        Reading as Reading,
        load_deck as load_deck,
        open_deck as open_deck,
        parse_deck as parse_deck,
        read_deck as read_deck,
    )
    from quizkit.formats.parts import Origin as Origin
else:
    attach(
        __name__,
        {
            "quizkit.formats.deck_yaml": "Reading load_deck open_deck parse_deck read_deck",
            "quizkit.formats.parts": "Origin",
        },
    )
