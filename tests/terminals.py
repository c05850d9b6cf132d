"""A terminal made of a pair of pseudo-terminals: what is sent to it is read, what it says is written."""

import os
import select
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from unittest.mock import patch

import pytest

from quizkit.cli.player.keys import Keys

pytest.importorskip("pty")


class FakeTerminal:
    """The other side of a terminal on which `keys` are read."""

    def __init__(self, master: int, keys: Keys) -> None:
        self.keys = keys
        self._master = master
        self._sent = b""

    def says(self, *parts: bytes, gap: float = 0) -> None:
        """Have parts come from the terminal one after the other, so many seconds apart."""
        if not gap:
            os.write(self._master, b"".join(parts))
            return
        threading.Thread(target=self._slowly, args=(parts, gap), daemon=True).start()

    def _slowly(self, parts: Sequence[bytes], gap: float) -> None:
        for part in parts:
            os.write(self._master, part)
            time.sleep(gap)

    @property
    def sent(self) -> bytes:
        """What was sent to the terminal by now."""
        while select.select([self._master], [], [], 0)[0]:
            self._sent += os.read(self._master, 65536)
        return self._sent


@contextmanager
def fake_terminal() -> Iterator[FakeTerminal]:
    """Yield a terminal that standard input and output are connected with."""
    master, slave = os.openpty()
    with (
        open(slave, closefd=False) as given,
        open(slave, "w", closefd=False) as taken,
        patch.object(sys, "stdin", given),
        patch.object(sys, "stdout", taken),
        Keys() as keys,
    ):
        yield FakeTerminal(master, keys)
    os.close(slave)
    os.close(master)
