"""Studies in Anki for some days, with all that a learner may do, exports, and says how cards stand.

python tests/peers/anki_study.py FOLDER SEED FSRS
"""

import json
import random
import sys
import time
from pathlib import Path
from typing import Any

from anki.collection import Collection, ExportAnkiPackageOptions

DAY = 86_400
DAYS = 11


def a_day_back(col: Any) -> None:
    """Have all that happened a day earlier, as Anki takes the time from the clock alone."""
    col.db.execute("UPDATE col SET crt = crt - ?", DAY)
    col.db.execute("UPDATE revlog SET id = id - ?", DAY * 1000)
    col.db.execute(
        "UPDATE cards SET mod = mod - ?, due = due - (due > 1000000000) * ?,"
        " odue = odue - (odue > 1000000000) * ?",
        DAY,
        DAY,
        DAY,
    )
    for card, data in col.db.all("SELECT id, data FROM cards WHERE data LIKE '%lrt%'"):
        found = json.loads(data)
        found["lrt"] -= DAY
        col.db.execute("UPDATE cards SET data = ? WHERE id = ?", json.dumps(found), card)


def filtered(col: Any, reschedule: bool) -> None:
    deck = col.sched.get_or_create_filtered_deck(0)
    deck.name = f"Filtered {reschedule}"
    deck.config.search_terms[0].search = "deck:One is:review"
    deck.config.search_terms[0].limit = 5
    deck.config.reschedule = reschedule
    col.decks.select(col.sched.add_or_update_filtered_deck(deck).id)


def a_day(col: Any, rng: random.Random, number: int, home: Any) -> None:
    """Study for a day, and do what that day is for."""
    for _ in range(22):
        card = col.sched.getCard()
        if card is None:
            break
        card.start_timer()
        col.sched.answerCard(card, rng.choices([1, 2, 3, 4], [15, 10, 60, 15])[0])
    seen = col.db.list("SELECT id FROM cards WHERE type <> 0 AND odid = 0 AND queue >= 0")
    some = rng.sample(seen, 3)
    if number == 3:
        col.sched.suspend_cards(some)
    elif number == 4:
        col.sched.set_due_date(some, "6-20")
    elif number == 5:
        col.sched.schedule_cards_as_new(some)
    elif number == 6:
        col.sched.bury_cards(some)
    elif number in (7, DAYS - 2):
        filtered(col, reschedule=number > 7)
    elif number == 8:
        col.decks.select(home)


def told(col: Any) -> dict[str, Any]:
    """Return in how many days each card that is in review is due, which are new, and the log."""
    due = "(CASE WHEN odid THEN odue ELSE due END)"
    days, new = {}, []
    for note, place, kind, day in col.db.all(f"SELECT nid, ord, type, {due} FROM cards"):
        name = f"{col.db.scalar('SELECT guid FROM notes WHERE id = ?', note)}/{place}"
        if kind == 0:
            new.append(name)
        elif day < 1_000_000_000:
            days[name] = day - col.sched.today
    ratings = col.db.all("SELECT ease, count() FROM revlog WHERE ease > 0 GROUP BY 1")
    practice = "SELECT count() FROM revlog WHERE ease > 0 AND type = 3 AND factor = 0"
    return {
        "due": days,
        "new": new,
        "ratings": dict(ratings),
        "practice": col.db.scalar(practice),
        "now": time.time(),
    }


def main(folder: Path, seed: int, fsrs: bool) -> None:
    path, rng = str(folder / f"{seed}.anki2"), random.Random(seed)
    col = Collection(path)
    col.set_config("fsrs", fsrs)
    home = col.decks.id("One")
    for number in range(36):
        kind = rng.choice(["Basic", "Basic (and reversed card)"])
        note = col.new_note(col.models.by_name(kind))
        note["Front"], note["Back"] = f"q {number}", f"a {number}"
        col.add_note(note, home)
    col.decks.select(home)
    for number in range(DAYS):
        if number:
            a_day_back(col)
            col.close()
            col = Collection(path)
        a_day(col, rng, number, home)
    print(json.dumps(told(col)))
    options = ExportAnkiPackageOptions(with_scheduling=True, with_media=True, with_deck_configs=True, legacy=fsrs)  # fmt: skip
    col.export_anki_package(out_path=str(folder / f"{seed}.apkg"), options=options, limit=None)
    col.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3] == "1")
