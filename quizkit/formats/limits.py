"""How much a deck may hold, so that none, however odd, keeps a command busy for long.

The limits are far beyond what a card can be learned with. A text of other programs, under a key
that begins with `x-`, may be of any length.
"""

MOST_CHARACTERS = 20_000
"""Of one text: some three thousand words."""

MOST_ITEMS = 1_000
"""Of a list or a mapping in an entry."""

MOST_BLANKS = 100
"""Of a cloze: each may be a card."""

MOST_COLUMNS = 50
"""Of a table of words."""

MOST_PROBLEMS = 1_000
"""That are told of one file; more are mended by what mended these."""

MOST_OF_MESSAGE = 1_000
"""Characters of a message or a fix: some quote texts of the deck."""
