"""A session played: on the screens of a terminal, or as a transcript."""
