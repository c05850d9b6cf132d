"""Reading decks: text into valid models, or into problems with a place each."""
