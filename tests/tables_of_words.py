"""A table of words, in a deck or beside it."""

from pathlib import Path

HEAD = """\
title: Words
words:
  columns: [word, reading, meaning]
  languages: {word: ja, reading: ja}
  ask: [word > meaning, meaning > word, word > reading]
"""
ROWS = """\
飲む\tのむ\tto drink; to swallow
猫\tねこ\tcat
"""


def written(folder: Path, rows: bytes, name: str = "words.tsv") -> Path:
    """Write a deck with its rows beside it; return the deck's path."""
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_bytes(rows)
    path = folder / "deck.yaml"
    path.write_text(HEAD + f"  rows: {name}\n", "utf-8")
    return path
