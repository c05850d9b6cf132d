"""Imports a package twice with an Anki of 2022, by each of its two importers, and says what came of it.

PYTHON tests/peers/anki_old_import.py COLLECTION PACKAGE, where PYTHON has `anki==2.1.54`.
"""

import json
import sys
from collections.abc import Callable
from typing import Any

import anki.collection
import anki.lang
from anki.importing.apkg import AnkiPackageImporter  # type: ignore[import-not-found, unused-ignore]


def older(col: Any, package: str) -> None:
    AnkiPackageImporter(col, package).run()


def newer(col: Any, package: str) -> None:
    col.import_anki_package(package)


def told(path: str, package: str, taken: Callable[[Any, str], None]) -> dict[str, Any]:
    col = anki.collection.Collection(path)
    counts = []
    for _ in range(2):
        taken(col, package)
        counts.append([col.db.scalar(f"SELECT count() FROM {t}") for t in ("notes", "cards")])
    rendered = [col.get_card(card).answer() for card in col.find_cards("")]
    said = {"counts": counts, "unfilled": sum("{{" in text for text in rendered)}
    said["sound"] = col.fix_integrity()[1]
    col.close()
    return said


def main(path: str, package: str) -> None:
    anki.lang.set_lang("en")
    print(json.dumps([told(f"{path}.{way.__name__}", package, way) for way in (older, newer)]))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
