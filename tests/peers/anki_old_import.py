"""Imports a package twice with an Anki of 2022, and says what came of it.

PYTHON tests/peers/anki_old_import.py COLLECTION PACKAGE, where PYTHON has `anki==2.1.54`.
"""

import json
import sys

import anki.lang
from anki.collection import Collection
from anki.importing.apkg import AnkiPackageImporter  # type: ignore[import-not-found, unused-ignore]


def main(path: str, package: str) -> None:
    anki.lang.set_lang("en")
    col = Collection(path)
    counts = []
    for _ in range(2):
        AnkiPackageImporter(col, package).run()
        counts.append(len(col.find_notes("")))
    rendered = [col.get_card(card).answer() for card in col.find_cards("")]
    told = {"counts": counts, "unfilled": sum("{{" in text for text in rendered)}
    print(json.dumps(told | {"sound": col.fix_integrity()[1]}))
    col.close()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
