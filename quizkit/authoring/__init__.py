"""What helps to write decks, as functions on texts: a scaffold, ids and tidying, new notes."""
