"""Makes a collection with cards of every standing, exports it, and says what Anki has due when.

python tests/peers/anki_schedule.py FOLDER SEED LEGACY FSRS
"""

import json
import random
import sys
import time
from pathlib import Path
from typing import Any

from anki.collection import Collection, ExportAnkiPackageOptions

DAY = 86_400
NAMES = ["Basic", "Basic (and reversed card)", "Cloze", "Basic (type in the answer)"]


def log(col: Any, rng: random.Random, card: int, ago: float, button: int, ivl: int, kind: int, factor: int = 2500) -> None:  # fmt: skip
    at = int((col.sched.day_cutoff - ago * DAY - rng.randrange(1000, 40_000)) * 1000)
    row = (at + rng.randrange(1000), card, -1, button, ivl, 0, factor, 5000, kind)
    col.db.execute("INSERT OR IGNORE INTO revlog VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", *row)


def put(col: Any, card: int, **columns: Any) -> None:
    names = ", ".join(f"{name} = ?" for name in columns)
    col.db.execute(f"UPDATE cards SET {names} WHERE id = ?", *columns.values(), card)


def stand(col: Any, rng: random.Random, card: int) -> None:
    """Give a card a past and a standing."""
    today, share = col.sched.today, rng.random()
    if share < 0.4:
        ago, ivl = rng.randrange(1, 60), rng.randrange(1, 80)
        log(col, rng, card, ago + 20, 3, -600, 0, 0)
        log(col, rng, card, ago + 10, rng.choice([2, 3, 4]), 10, 1)
        log(col, rng, card, ago, 3, ivl, 1)
        moved = rng.randrange(-5, 9) if rng.random() < 0.2 else 0
        put(col, card, type=2, queue=2, due=today - ago + ivl + moved, ivl=ivl, factor=2500, reps=4)
    elif share < 0.5:
        ivl = rng.randrange(1, 30)
        log(col, rng, card, 3, 0, ivl, 4, 0)
        put(col, card, type=2, queue=2, due=today + rng.randrange(-3, 30), ivl=ivl, factor=2500)
    elif share < 0.6:
        log(col, rng, card, 0.2, 3, -600, 0, 0)
        due = int(time.time()) + rng.choice([-100, 300])
        put(col, card, type=1, queue=1, due=due, ivl=0, factor=0, reps=1, left=1001)
    elif share < 0.7:
        log(col, rng, card, 9, 3, 7, 1)
        log(col, rng, card, 1, 1, -DAY, 1)
        put(col, card, type=3, queue=3, due=today + rng.choice([0, 1]), ivl=1, factor=2300, reps=6, lapses=1, left=1001)  # fmt: skip
    elif share < 0.8:
        log(col, rng, card, 9, 3, 12, 1)
        put(col, card, type=2, queue=-1, due=today + 3, ivl=12, factor=2500, reps=6)
    elif share < 0.9:
        log(col, rng, card, 30, 3, 7, 1)
        log(col, rng, card, 20, 0, 0, 4, 0)


def filtered(col: Any) -> None:
    """Take some cards into a filtered deck."""
    deck = col.sched.get_or_create_filtered_deck(0)
    deck.name = "Filtered"
    deck.config.search_terms[0].search = "is:due deck:One"
    deck.config.search_terms[0].limit = 7
    col.sched.add_or_update_filtered_deck(deck)


def told(col: Any) -> dict[str, Any]:
    """Return what Anki says: which cards are due on which day from today on, and which are new."""

    def names(query: str) -> list[str]:
        cards = [col.get_card(card) for card in col.db.list(f"SELECT id FROM cards WHERE {query}")]
        return sorted(f"{card.note().guid}/{card.ord}" for card in cards)

    due = "(CASE WHEN odid THEN odue ELSE due END)"
    days = {
        day: names(f"type IN (2, 3) AND queue <> -1 AND {due} = {col.sched.today + day}")
        for day in range(-70, 100)
    }
    return {
        "due": {day: cards for day, cards in days.items() if cards},
        "new": names("type = 0"),
        "suspended": names("queue = -1"),
        "answers": col.db.scalar("SELECT count() FROM revlog WHERE ease > 0"),
        "now": time.time(),
    }


def main(folder: Path, seed: int, legacy: bool, fsrs: bool) -> None:
    col, rng = Collection(str(folder / f"{seed}.anki2")), random.Random(seed)
    col.set_config("fsrs", fsrs)
    decks = [col.decks.id("One"), col.decks.id("One::Two")]
    for number in range(120):
        name = rng.choice(NAMES)
        note = col.new_note(col.models.by_name(name))
        if name == "Cloze":
            note["Text"] = f"{{{{c1::alpha {number}}}}} and {{{{c2::beta}}}} of {number}"
        else:
            note["Front"], note["Back"] = f"q {number}", f"a {number}"
        col.add_note(note, rng.choice(decks))
    for card in col.db.list("SELECT id FROM cards"):
        stand(col, rng, card)
    filtered(col)
    print(json.dumps(told(col)))
    options = ExportAnkiPackageOptions(with_scheduling=True, with_media=True, with_deck_configs=True, legacy=legacy)  # fmt: skip
    col.export_anki_package(out_path=str(folder / f"{seed}.apkg"), options=options, limit=None)
    col.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3] == "1", sys.argv[4] == "1")
