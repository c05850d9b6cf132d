"""A server of pages in a thread of its own, and a small browser without a script to ask it.

The desk is opened in that thread, as the store of a server is.
"""

import asyncio
import socket
import threading
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any, NamedTuple, Self
from urllib.parse import urlencode

import uvicorn

from quizkit import desk
from quizkit.cli.decks import Loaded
from quizkit.formats.deck_yaml import load_deck
from quizkit.web.app import House, Server
from quizkit.web.guard import Door

KINDS = Path(__file__).parent / "kinds.yaml"
KEY = "0123456789abcdef0123456789abcdef"
START = datetime(2026, 3, 2, 9, tzinfo=UTC)


class Ticking:
    """A clock that moves a second whenever it is read."""

    def __init__(self) -> None:
        self.at = START

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at


class Kept:
    """A cache of sittings in memory, which may outlive a server."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}

    def keep(self, name: str, values: Mapping[str, Any]) -> None:
        self.values[name] = values

    def kept(self, name: str) -> Mapping[str, Any] | None:
        return self.values.get(name)


class Served:
    """A server over a progress file and deck files, for the time of a `with`."""

    def __init__(
        self,
        progress: Path,
        *decks: Path,
        cache: Kept | None = None,
        clock: Any = None,
        port: int = 0,
        seed: str = "0",
    ) -> None:
        self.progress, self.files, self.port = progress, decks or (KINDS,), port
        self.cache, self.clock = cache or Kept(), clock or Ticking()
        self._seed = seed
        self._ready, self._failed = threading.Event(), []
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._ready.wait(20), self._failed
        if self._failed:
            raise self._failed[0]
        return self

    def __exit__(self, *exc: object) -> None:
        self._uvicorn.should_exit = True
        self._thread.join(20)

    def _run(self) -> None:
        try:
            with desk.open(self.progress) as mine, socket.socket() as listening:
                listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                listening.bind(("127.0.0.1", self.port))
                listening.listen()
                self.port = listening.getsockname()[1]
                names = iter(f"sitting{n}" for n in range(1000))
                self.server = Server(
                    House(
                        mine,
                        self._load,
                        self.clock,
                        lambda: (
                            next(names) if not self.cache.values else f"s{len(self.cache.values)}x"
                        ),
                        self.cache,
                        Door(("127.0.0.1", "localhost"), self.port, KEY),
                    )
                )
                self.desk = mine
                config = uvicorn.Config(
                    self.server.app(), ws="none", lifespan="off", log_config=None, access_log=False
                )
                self._uvicorn = uvicorn.Server(config)
                self._uvicorn.install_signal_handlers = lambda: None  # type: ignore[attr-defined]
                self._ready.set()
                asyncio.run(self._uvicorn.serve(sockets=[listening]))
        except BaseException as error:
            self._failed.append(error)
            self._ready.set()

    def _load(self) -> Loaded:
        return Loaded({path: load_deck(path, lenient=True) for path in self.files}, [])

    def browser(self) -> "Browser":
        """Return a browser that has the key."""
        return Browser(self.port)


class Answer(NamedTuple):
    """A response: its status, headers and page."""

    status: int
    headers: Mapping[str, str]
    page: str


class Browser:
    """Asks for pages and sends forms, as a browser without a script does."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies = {f"quizkit-key-{port}": KEY}
        self.at = "/"

    def ask(self, method: str, path: str, body: str = "", **headers: str) -> Answer:
        """Return the response to one request; none is followed."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        sent = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if method == "POST":
            sent |= {
                "Origin": f"http://127.0.0.1:{self.port}",
                "Content-Type": "application/x-www-form-urlencoded",
            }
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body.encode() or None, sent)
        response: HTTPResponse = connection.getresponse()
        page = response.read().decode("utf-8", "replace")
        connection.close()
        found = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, found, page)

    def get(self, path: str) -> "Page":
        """Return a page, redirects followed."""
        answer = self.ask("GET", path)
        while answer.status == 303:
            path = answer.headers["location"]
            answer = self.ask("GET", path)
        self.at = path
        return Page(answer.status, answer.page)

    def post(self, path: str, fields: Mapping[str, str | Sequence[str]]) -> "Page":
        """Return the page that a form leads to."""
        answer = self.ask("POST", path, urlencode(fields, doseq=True))
        if answer.status == 303:
            return self.get(answer.headers["location"])
        return Page(answer.status, answer.page)

    def study(self, **fields: str) -> "Page":
        """Begin a sitting, and return its first page."""
        return self.post("/study", {"mode": "study", **fields})

    def send(self, page: "Page", **fields: str | Sequence[str]) -> "Page":
        """Send the form of a page."""
        named = {name.replace("_", "-"): value for name, value in fields.items()}
        return self.post(self.at, {"turn": page.turn, **named})


class Page(HTMLParser):
    """A page that was read: its status, title, words, hidden fields, and the values of buttons."""

    def __init__(self, status: int, html: str) -> None:
        super().__init__()
        self.status, self.html = status, html
        self.words, self.buttons = "", list[tuple[str, str]]()
        self.hidden: dict[str, str] = {}
        self.title = ""
        self._within: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        values = dict(attrs)
        if tag == "input" and values.get("type") == "hidden":
            self.hidden[values["name"]] = values["value"]
        if tag == "button" and values.get("class") != "first":
            self.buttons.append((values.get("name", ""), values.get("value", "")))
        if tag not in ("input", "meta", "link", "br", "img"):
            self._within.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._within:
            while self._within.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if "title" in self._within:
            self.title += data
        else:
            self.words += data

    @property
    def turn(self) -> str:
        return self.hidden["turn"]
