"""What helps to write decks, as functions on texts: a scaffold, ids and tidying, new notes.

    scaffold                a new deck; `templates` of fields are decks
    adding                  a note more, by `yaml_writing`; `accepting`: a line more in a note
    changes, kinds_of_change    keys of an entry written; `nodes`: where they stand
    in_markdown         changes of a note in Markdown: words written so that they say themselves
    bulk                many notes changed at once, and entries as pieces of text
    keeping             an answer that was tried, kept in its note
    formatting, note_ids    ids for notes that have none, white space tidied
    schema, near_keys       the format as JSON Schema, for editors; what a misspelt key means
    outline                 where a text may be cut, so that all else stays as it is
    saving                  a file written whole or not at all

Each takes the text of a deck and returns one; `saving` alone writes. Public is what changes many
notes at once: docs/recipes.md shows it.
"""

from typing import TYPE_CHECKING

import quizkit.formats  # noqa: F401 - where PyYAML is missing, it says what brings it
from quizkit.lazy import attach

if TYPE_CHECKING:
    from quizkit.authoring.bulk import (
        AddText as AddText,
        Entries as Entries,
        SetText as SetText,
        edited as edited,
        entries_of as entries_of,
        write as write,
    )
    from quizkit.authoring.changes import UnwrittenError as UnwrittenError
else:
    attach(
        __name__,
        {
            "quizkit.authoring.bulk": "AddText Entries SetText edited entries_of write",
            "quizkit.authoring.changes": "UnwrittenError",
        },
    )
