"""The store against a plain dict: whatever is done with two files, both tell the same."""

import shutil
import tempfile
from datetime import timedelta
from pathlib import Path

from attrs import evolve
from hypothesis import settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from quizkit.progress import Configured, Event, EventId, Undone, in_order
from quizkit.store import SQLiteStore, open_store
from quizkit.store.brought import onward
from quizkit.store.merging import merge_file
from tests.logs import CARDS, START, answer, ratings

sides = st.sampled_from([0, 1])


class StoreAgainstDict(RuleBasedStateMachine):
    """Two files, as of two devices, and what they should hold."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.stores = [open_store(self.path(side)) for side in (0, 1)]
        self.model: list[dict[EventId, Event]] = [{}, {}]
        self.count = 0

    def path(self, side: int) -> Path:
        return self.folder / f"{side}.db"

    def put(self, side: int, event: Event) -> None:
        store: SQLiteStore = self.stores[side]
        self.count += 1
        event = evolve(event, id=EventId(store.writer, self.count))
        store.append(event)
        self.model[side][event.id] = event

    @rule(side=sides, card=st.sampled_from(CARDS), rating=ratings, shift=st.integers(-9, 9))
    def answers(self, side: int, card: str, rating: object, shift: int) -> None:
        event = answer(1, card=card, after=timedelta(days=shift))
        self.put(side, evolve(event, rating=rating))

    @rule(side=sides, value=st.text(max_size=3))
    def configures(self, side: int, value: str) -> None:
        value = value.replace("\0", "").encode("utf-8", "replace").decode()
        self.put(side, Configured(id=EventId("", 0), at=START, name="new", value=value))

    @precondition(lambda self: any(self.model))
    @rule(side=sides, data=st.data())
    def undoes(self, side: int, data: st.DataObject) -> None:
        if self.model[side]:
            target = data.draw(st.sampled_from(sorted(self.model[side])))
            self.put(side, Undone(id=EventId("", 0), at=START, target=target))

    @rule(side=sides)
    def merges(self, side: int) -> None:
        new = self.model[1 - side].keys() - self.model[side].keys()
        merged = merge_file(self.stores[side], self.path(1 - side), START)
        assert merged.added == len(new)
        self.model[side] |= self.model[1 - side]

    @rule(side=sides)
    def reopens(self, side: int) -> None:
        self.stores[side].close()
        self.stores[side] = open_store(self.path(side))

    @rule(side=sides)
    def is_copied_to_another_place_and_back(self, side: int) -> None:
        self.stores[side].close()
        shutil.copy(self.path(side), self.folder / "copy.db")
        (self.folder / "copy.db").replace(self.path(side))
        self.stores[side] = open_store(self.path(side))

    @invariant()
    def holds_what_it_should(self) -> None:
        for store, model in zip(self.stores, self.model, strict=True):
            assert onward(in_order(store.events())) == in_order(model.values())

    def teardown(self) -> None:
        for store in self.stores:
            store.close()
        shutil.rmtree(self.folder)


TestStoreAgainstDict = StoreAgainstDict.TestCase
TestStoreAgainstDict.settings = settings(max_examples=20, stateful_step_count=20, deadline=None)
