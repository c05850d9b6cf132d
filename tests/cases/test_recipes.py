"""The recipes of docs/recipes.md under load, and the Django app as a project of its own."""

import json
import re
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from quizkit import desk
from quizkit.scheduling import CardState, Rating, Scheduler
from tests.pieces import pieces, run
from tests.places import DOCS, ROOT

RECIPES = (DOCS / "recipes.md").read_text("utf-8")


def recipe(library: str) -> AbstractContextManager[dict[str, Any]]:
    """Give the names that the first recipe which imports from a library defines."""
    found = [item for item in pieces().items() if item[0].startswith("recipes_")]
    return run(*next(item for item in found if f"\nfrom {library} import" in item[1]))


@contextmanager
def served(app: Any) -> Iterator[str]:
    """Serve an app in threads, one a request, and give its address."""
    from werkzeug.serving import make_server

    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def asked(address: str, given: dict[str, str]) -> Any:
    body = json.dumps(given).encode()
    request = urllib.request.Request(address, body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as reply:
        return json.load(reply)


def test_a_web_app_with_threads_loses_no_answer_and_counts_none_twice(tmp_path: Path) -> None:
    deck, learners, cards = tmp_path / "letters.yaml", range(4), "abcdef"
    notes = "".join(
        f"  - {{id: {c}, question: Which letter is {c}?, answer: the {c}}}\n" for c in cards
    )
    deck.write_text(f"title: Letters\ncards:\n{notes}", "utf-8")
    with ExitStack() as open_:
        names = open_.enter_context(recipe("flask"))
        address = open_.enter_context(served(names["quiz"](deck, tmp_path)))
        pool = open_.enter_context(ThreadPoolExecutor(8))

        def play(learner: int) -> None:
            place = f"{address}/{learner}"
            screen = asked(place, {})
            while "turn" in screen:
                given = {"turn": screen["turn"], "response": f"the {screen['asked'][-2]}"}
                pressed_twice = [pool.submit(asked, place, given) for _ in range(2)]
                (screen,) = (each.result() for each in pressed_twice if "said" in each.result())

        threads = [threading.Thread(target=play, args=(learner,)) for learner in learners]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    for learner in learners:
        with desk.open(tmp_path / f"{learner}.db") as mine:
            reviews = {card: r.state.reviews for card, r in mine.progress.records.items()}
            assert reviews == {f"letters#{c}": 2 for c in cards}  # once new, once after its step


def test_of_two_answers_to_one_row_the_second_is_told() -> None:
    scheduler, now = Scheduler(), datetime(2026, 3, 1, 9, tzinfo=UTC)
    with recipe("sqlalchemy") as names:
        from sqlalchemy import inspect
        from sqlalchemy.orm import Session
        from sqlalchemy.orm.exc import StaleDataError

        card, engine = names["Card"], names["engine"]
        with Session(engine) as one, Session(engine) as other:
            one.add(card(id=1, learner=1, state=CardState(seed=1)))
            one.commit()
            here, there = one.get_one(card, 1), other.get_one(card, 1)
            here.review(scheduler, Rating.GOOD, now)
            there.review(scheduler, Rating.AGAIN, now)
            one.commit()
            with pytest.raises(StaleDataError):
                other.commit()
        (index,) = inspect(engine).get_indexes("card")
        assert index["column_names"] == ["learner", "due"]


def test_fits_that_were_interrupted_go_on_with_those_not_done() -> None:
    pytest.importorskip("numpy", reason="numpy is not installed; the extra `test` brings it")
    with recipe("quizkit.fitting") as names:
        db, fitted = names["db"], names["fitted"]
        weights = "SELECT learner, model, reviews FROM weights ORDER BY learner"
        rows = list(db.execute(weights))
        assert [row[0] for row in rows] == [1, 3]
        db.execute("DELETE FROM weights")
        job = fitted(db)
        assert next(job)[:2] == (1, 1)
        job.close()  # stopped between two learners
        db.rollback()
        assert [learner for learner, _, _ in fitted(db)] == [3]
        assert list(db.execute(weights)) == rows
        db.execute("UPDATE weights SET reviews = 0.8 * reviews")  # the logs have grown by a quarter
        assert len(list(fitted(db))) == 2


SETTINGS = """
import sys
import django
from django.conf import settings
from django.core.management import call_command

settings.configure(
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "cards.db"}},
    INSTALLED_APPS=["cards"], USE_TZ=True,
)
django.setup()
call_command("makemigrations", "--check", verbosity=0)
call_command("migrate", verbosity=0)

from datetime import datetime, timedelta, timezone
from django.core import serializers
from django.db import connection
from cards.models import Card
from quizkit.scheduling import CardState, Scheduler

now = datetime(2026, 3, 1, 9, tzinfo=timezone.utc)
card = Card.objects.create(learner=1, word="Lima", state=CardState(seed="Lima"))
Card.review(card.pk, Scheduler(), 3, now)
due = Card.objects.filter(learner=1, due__lte=now + timedelta(minutes=10)).order_by("due")
assert [(each.word, each.state.reviews) for each in due] == [("Lima", 1)]
assert due[0].state.due == due[0].due
assert "USING INDEX card_due" in due.explain()
again = next(serializers.deserialize("json", serializers.serialize("json", due))).object
assert again.state == due[0].state
connection.close()
"""


def test_the_django_app_migrates_and_reviews(tmp_path: Path) -> None:
    pytest.importorskip("django", reason="django is not installed; the extra `test` brings it")
    files = re.findall(r'^```python title="([^"]+)"\n(.*?)^```', RECIPES, re.MULTILINE | re.DOTALL)
    for name, code in [*files, ("cards/__init__.py", ""), ("cards/migrations/__init__.py", "")]:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(code, "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path[:0] = ['.', {str(ROOT)!r}]{SETTINGS}"],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
