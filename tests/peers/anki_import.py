"""Imports packages into a collection, one after the other, and says what Anki made of them.

python tests/peers/anki_import.py COLLECTION PACKAGE...
"""

import json
import sys
from typing import Any

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

KINDS = "new updated duplicate conflicting missing_notetype missing_deck empty_first_field".split()


def taken(col: Any, path: str) -> dict[str, int]:
    options = ImportAnkiPackageOptions(with_scheduling=True, with_deck_configs=True)
    log = col.import_anki_package(ImportAnkiPackageRequest(package_path=path, options=options)).log
    return {kind: len(getattr(log, kind)) for kind in KINDS if len(getattr(log, kind))}


def main(path: str, packages: list[str]) -> None:
    col = Collection(path)
    logs = [taken(col, package) for package in packages]
    notes = {
        note.guid: {"fields": note.fields, "tags": note.tags, "type": note.note_type()["name"]}
        for note in map(col.get_note, col.find_notes(""))
    }
    cards = [
        {
            "id": f"{card.note()['Id'] if 'Id' in card.note() else card.note().guid}/{card.ord}",
            "type": card.type,
            "queue": card.queue,
            "due": card.due - col.sched.today if card.type == 2 else 0,
            "interval": card.ivl,
            "retention": card.desired_retention,
            "stability": card.memory_state.stability if card.memory_state else None,
        }
        for card in map(col.get_card, col.find_cards(""))
    ]
    log = [list(row) for row in col.db.all("SELECT id, ease, type FROM revlog ORDER BY id")]
    rendered = [col.get_card(card).answer() for card in col.find_cards("")[:50]]
    _, is_sound = col.fix_integrity()
    told = {"logs": logs, "notes": notes, "cards": cards, "log": log, "sound": is_sound}
    print(json.dumps(told | {"decks": [each.name for each in col.decks.all_names_and_ids()]}))
    assert all("{{" not in text for text in rendered)
    col.close()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
