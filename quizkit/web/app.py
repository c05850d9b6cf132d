"""The routes of the server: which address leads to what.

Everything runs on one event loop, in the thread that opened the store. A form is answered by a
redirect, so that reloading a page never sends it again.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from attrs import define, frozen
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from quizkit import telling
from quizkit.desk import Desk
from quizkit.errors import SessionError, StoreError
from quizkit.model import Deck
from quizkit.progress import Habits
from quizkit.session import Asking, Finished, Judged, Mode, Session
from quizkit.web import look, reports
from quizkit.web.forms import Aside, BadFormError, Fields, Unfinished, first, input_of, turn_of
from quizkit.web.guard import YEAR, Door, Guard, cookies_of
from quizkit.web.media import Numbered
from quizkit.web.pages import NO_FIELDS, Pages
from quizkit.web.shelf import Loaded, Shelf, quoted, unquoted
from quizkit.web.sittings import OVER, Cache, GoneError, Sitting, Sittings, Wish

if TYPE_CHECKING:
    from starlette.types import ASGIApp

NOT_SAVED = "Your answer is not saved yet"
_MOST_LIMIT = 9999
_MOST_FIELDS = 2000


@frozen
class House:
    """What a server is made of, all handed in.

    Args:
        desk: the learner's, open.
        load: reads the decks.
        clock: gives the instant, in the learner's offset.
        token: gives a name that nobody guesses.
        cache: keeps sittings over a restart.
        door: where it is reached.
        is_lan: whether other machines reach it.
        templates: a folder where templates are kept compiled; None for none.
    """

    desk: Desk
    load: Callable[[], Loaded]
    clock: Callable[[], datetime]
    token: Callable[[], str]
    cache: Cache
    door: Door
    is_lan: bool = False
    templates: Path | None = None


@define
class Look:
    """How pages look in a browser: its cookies say so."""

    theme: str = "system"
    keys: str = "on"
    loopback: bool = True


_LOOKS = {"theme": ("system", "light", "dark"), "keys": ("on", "off")}


class Server:
    """Answers requests."""

    def __init__(self, house: House) -> None:
        self._house = house
        self.shelf = Shelf(house.desk, house.load, house.clock)
        self.sittings = Sittings(house.desk, house.clock, house.token, house.cache)
        self._media = Numbered()
        self._templates = look.Templates(house.templates)
        self._pages = Pages(
            self._media,
            self.shelf.folders,
            habits=self._habits,
            flag=self._flag,
            retype=house.desk.settings.retype,
        )

    def app(self) -> "ASGIApp":
        """Return the application, behind its guard."""
        routes = [
            Route("/", self.decks),
            Route("/study", self.begin, methods=["POST"]),
            Route("/study/{name}", self.show),
            Route("/study/{name}", self.step, methods=["POST"]),
            Route("/stats", self.stats),
            Route("/deck/{deck}", self.deck),
            Route("/deck/{deck}/{note}", self.note),
            Route("/settings", self.settings),
            Route("/settings", self.set, methods=["POST"]),
            Route("/media/{number:int}", self.media),
            Route("/static/{name}", self.static),
        ]
        handlers: Any = {
            HTTPException: self._no_such_page,
            BadFormError: self._bad_form,
            GoneError: self._gone,
            StoreError: self._cannot_read,
        }
        return Guard(Starlette(routes=routes, exception_handlers=handlers), self._house.door)

    # Pages.

    async def decks(self, request: Request) -> Response:
        self.shelf.read()
        return self._page(request, "decks.html", "Decks", self.shelf.page(self._is_open))

    async def begin(self, request: Request) -> Response:
        fields = await _fields(request)
        self.shelf.read()
        sitting = self.sittings.begun(self._wish(fields), self.shelf.decks)
        return _to(f"/study/{sitting.id}")

    async def show(self, request: Request) -> Response:
        sitting = self._sitting(request)
        is_new = not sitting.turn and "all" not in request.query_params
        if is_new and (back := telling.returning(sitting.session)) is not None:
            values = {"back": back, "wish": sitting.wish, "sitting": sitting}
            return self._page(request, "welcome.html", "Welcome back", values)
        answer = self._sitting_page(request, sitting)
        sitting.notices = ()
        return answer

    async def step(self, request: Request) -> Response:
        fields = await _fields(request)
        sitting, turn = self._sitting(request), turn_of(fields)
        given = input_of(fields, sitting.session) if turn == sitting.turn else None
        if isinstance(given, Unfinished):
            return self._sitting_page(request, sitting, fields, given.said, 422)
        try:
            if given is Aside.MISSED:
                sitting = self.sittings.missed(sitting)
                return _to(f"/study/{sitting.id}")
            self.sittings.step(sitting, turn, given)
        except SessionError as error:
            said = str(error)
            return self._sitting_page(
                request, sitting, fields, f"{said[:1].upper()}{said[1:]}.", 409
            )
        except StoreError as error:
            return self._sitting_page(request, sitting, fields, f"{NOT_SAVED}: {error}", 503)
        return _to(f"/study/{sitting.id}")

    async def stats(self, request: Request) -> Response:
        self._see()
        chosen = request.query_params.get("deck") or None
        values = reports.stats(self._house.desk, {chosen} if chosen else None, self._house.clock())
        shown = {"decks": list(self.shelf.decks.values()), "chosen": chosen}
        return self._page(request, "stats.html", "Statistics", {**values, **shown})

    async def deck(self, request: Request) -> Response:
        deck = self._deck(request)
        values = reports.deck(self._house.desk, deck, self._house.clock())
        return self._page(request, "deck.html", deck.title, {**values, "quoted": quoted})

    async def note(self, request: Request) -> Response:
        deck, name = self._deck(request), unquoted(request.path_params["note"])
        note = next((note for note in deck.notes if note.id == name), None)
        if note is None:
            raise HTTPException(404)
        shown = self._media.shown(self.shelf.folders.get(deck.id), note)
        desk, now = self._house.desk, self._house.clock()
        values = reports.note(desk, deck, note, now, shown)
        return self._page(request, "card.html", name, {**values, "quoted": quoted})

    def _see(self) -> None:
        """Read decks for the first page, and the log again where another program wrote to it."""
        if self.shelf.decks:
            self._house.desk.look_again()
        else:
            self.shelf.read()

    def _deck(self, request: Request) -> Deck:
        """Return the deck that an address names."""
        self._see()
        deck = self.shelf.decks.get(unquoted(request.path_params["deck"]))
        if deck is None:
            raise HTTPException(404)
        return deck

    async def settings(self, request: Request) -> Response:
        saved = "saved" in request.query_params
        return self._page(request, "settings.html", "Settings", {"saved": saved})

    async def set(self, request: Request) -> Response:
        fields, answer = await _fields(request), _to("/settings?saved")
        for name, allowed in _LOOKS.items():
            value = first(fields, name)
            if value not in allowed:
                raise BadFormError(f"there is no such {name}")
            answer.set_cookie(f"quizkit-{name}", value, max_age=YEAR, httponly=True, samesite="lax")
        return answer

    async def media(self, request: Request) -> Response:
        found = self._media.find(request.path_params["number"])
        if found is None:
            raise HTTPException(404)
        return _file(found.path, found.kind)

    async def static(self, request: Request) -> Response:
        found = look.static().get(request.path_params["name"])
        if found is None:
            raise HTTPException(404)
        headers = {"cache-control": f"private, max-age={YEAR}, immutable"}
        return Response(found.body, media_type=found.kind, headers=headers)

    # What they are made of.

    def _sitting(self, request: Request) -> Sitting:
        def decks() -> Mapping[str, Any]:
            self.shelf.read()
            return self.shelf.decks

        return self.sittings.find(request.path_params["name"], decks)

    def _is_open(self, deck: str) -> bool:
        return self.sittings.is_open(Wish((deck,)))

    def _wish(self, fields: Fields) -> Wish:
        modes = {mode.value: mode for mode in Mode}
        mode = first(fields, "mode") or Mode.STUDY.value
        if mode not in modes:
            raise BadFormError("there is no such way to study")
        decks = tuple(dict.fromkeys(fields.get("deck", ()))) or tuple(self.shelf.decks)
        return Wish(
            decks,
            modes[mode],
            _number(fields, "limit", least=1),
            tuple(filter(None, fields.get("tag", ()))),
            typed=first(fields, "typed") == "1",
            new=_number(fields, "new", least=0),
        )

    def _habits(self) -> Habits | None:
        try:
            return self._house.desk.habits(patient=True)
        except StoreError:
            return None

    def _flag(self, session: Session) -> str | None:
        screen = session.screen
        if not isinstance(screen, Asking | Judged):
            return None
        found = self._house.desk.flagged().get(session.progress.name(screen.card.id))
        return None if found is None else found.text

    def _sitting_page(
        self,
        request: Request,
        sitting: Sitting,
        fields: Fields = NO_FIELDS,
        alert: str = "",
        status: int = 200,
    ) -> Response:
        page = self._pages.of(sitting, fields, alert)
        title = f"! {page.title}" if alert else page.title
        here = "decks" if isinstance(sitting.session.screen, Finished) else ""
        return self._page(request, page.template, title, page.values, status=status, here=here)

    def _page(
        self,
        request: Request,
        template: str,
        title: str,
        values: Mapping[str, Any],
        *,
        status: int = 200,
        here: str = "",
    ) -> Response:
        cookies, shown = cookies_of(request.headers.get("cookie", "")), Look()
        for name, allowed in _LOOKS.items():
            if (value := cookies.get(f"quizkit-{name}")) in allowed:
                setattr(shown, name, value)
        shown.loopback = not self._house.is_lan
        here = here or template.removesuffix(".html")
        html = self._templates.page(
            template, {"look": shown, "title": title, "here": here, **values}
        )
        return HTMLResponse(html, status_code=status)

    def _error(self, request: Request, status: int, heading: str, *said: str) -> Response:
        values = {"heading": heading, "said": said}
        return self._page(request, "error.html", heading, values, status=status)

    async def _no_such_page(self, request: Request, error: HTTPException) -> Response:
        if error.status_code == 404:
            return self._error(request, 404, "There is no such page.", "Begin from the decks.")
        return self._error(request, error.status_code, str(error.detail))

    async def _bad_form(self, request: Request, error: Exception) -> Response:
        return self._error(request, 400, "That form cannot be read.", f"{error}.")

    async def _gone(self, request: Request, error: Exception) -> Response:
        return self._error(request, 410, OVER, "Begin another one from the decks.")

    async def _cannot_read(self, request: Request, error: Exception) -> Response:
        return self._error(request, 503, "Your progress cannot be read right now.", str(error))


async def _fields(request: Request) -> Fields:
    """Return the fields of a form; BadFormError if it is none."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise BadFormError("it is of another type")
    try:
        text = (await request.body()).decode("utf-8", "replace")
        return parse_qs(text, keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError as error:
        raise BadFormError("it has too many fields") from error


def _number(fields: Fields, name: str, *, least: int) -> int | None:
    """Return a number of a form, None if it is left empty; BadFormError if it is none."""
    text = first(fields, name).strip()
    if not text:
        return None
    if not (
        text.isascii() and text.isdigit() and len(text) < 6 and least <= int(text) <= _MOST_LIMIT
    ):
        raise BadFormError(f"{name} is a number from {least} to {_MOST_LIMIT}")
    return int(text)


def _to(address: str) -> RedirectResponse:
    return RedirectResponse(address, status_code=303)


def _file(path: Path, kind: str) -> Response:
    """Return a picture or a sound, or the part of it that a player asks for."""
    from starlette.responses import FileResponse

    headers = {"cache-control": "private, no-cache"}
    if kind == "image/svg+xml":  # which is a page where it is opened by itself
        headers["content-security-policy"] = (
            "default-src 'none'; style-src 'unsafe-inline'; sandbox"
        )
    return FileResponse(path, media_type=kind, headers=headers)
