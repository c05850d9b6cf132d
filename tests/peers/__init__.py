"""Scripts that run in the programs of others, such as Anki's own package."""
