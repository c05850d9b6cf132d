"""Who may ask the server at all: by host, key, origin and size; and the headers of every response.

Loopback alone is no wall: a page of any site may name 127.0.0.1, by a name of its own even, and
other users of a machine reach its ports. So the host must be ours, a key must have been shown once,
and a form must come from a page of ours.
"""

import hmac
from collections.abc import Iterable, Mapping
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from attrs import frozen

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST = 64 * 1024
"""Bytes that a form may have."""

YEAR = 365 * 24 * 3600

OPEN_IT = "Open the address that quizkit serve printed: it has the key of this server."

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self';"
    " connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none';"
    " frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",  # with `no-referrer` browsers send `Origin: null` of our forms
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


@frozen
class Door:
    """Where a server is reached, and by which key.

    Args:
        hosts: the names and addresses that are ours, without the port.
        port: its port.
        key: what has to be shown.
    """

    hosts: tuple[str, ...]
    port: int
    key: str

    @property
    def cookie(self) -> str:
        """The name of the cookie that has the key; other ports of a host have their own."""
        return f"quizkit-key-{self.port}"

    def has_host(self, host: str) -> bool:
        """Return whether a Host header is ours."""
        ours = [f"{name}:{self.port}" for name in self.hosts]
        return host.lower() in (ours if self.port != 80 else [*ours, *self.hosts])

    def has_origin(self, origin: str, host: str) -> bool:
        """Return whether a form comes from a page of ours, asked at this host."""
        return origin.lower() == f"http://{host.lower()}"

    def is_key(self, given: str) -> bool:
        """Return whether it is the key, in a time that tells nothing."""
        return hmac.compare_digest(given.encode("utf-8", "replace"), self.key.encode())


def cookies_of(header: str) -> Mapping[str, str]:
    """Return the cookies of a header; those of other ports, which come along, may be anything."""
    pairs = (pair.partition("=") for pair in header.split(";"))
    return {name.strip(): value.strip() for name, _, value in pairs}


class Guard:
    """Lets those requests through that may be answered, a form read whole, and adds the headers."""

    def __init__(self, app: "ASGIApp", door: Door) -> None:
        self._app, self._door = app, door

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        if scope["type"] != "http":
            return
        send = _with_headers(send)
        headers = _headers(scope["headers"])
        refused = self._refusal(scope, headers)
        if refused is not None:
            await _refuse(send, *refused)
            return
        if self._shows_key(scope):
            await self._let_in(send)
            return
        if scope["method"] != "POST":
            await self._app(scope, receive, send)
            return
        body = await _body(receive)
        if body is None:
            await _refuse(send, 413, "This form is too large.")
            return
        await self._app(scope, _again(body, receive), send)

    def _refusal(self, scope: "Scope", headers: Mapping[str, str]) -> tuple[int, str] | None:
        """Return why a request is not answered, None if it is."""
        host = headers.get("host", "")
        if not self._door.has_host(host):
            return 421, "This server does not answer to that name. " + OPEN_IT
        if not (self._shows_key(scope) or self._has_cookie(headers)):
            return 403, OPEN_IT
        length = headers.get("content-length", "0")
        if length.isdigit() and int(length) > MOST:
            return 413, "This form is too large."
        if scope["method"] not in ("GET", "HEAD") and not self._is_ours(headers, host):
            return 403, "This form does not come from a page of quizkit. " + OPEN_IT
        return None

    def _is_ours(self, headers: Mapping[str, str], host: str) -> bool:
        origin = headers.get("origin")
        if origin is None:
            return headers.get("sec-fetch-site") == "same-origin"
        return self._door.has_origin(origin, host)

    def _shows_key(self, scope: "Scope") -> bool:
        if scope["path"] != "/" or scope["method"] != "GET" or b"key=" not in scope["query_string"]:
            return False
        query = parse_qs(scope["query_string"].decode("latin-1"))
        return self._door.is_key(query.get("key", [""])[0])

    def _has_cookie(self, headers: Mapping[str, str]) -> bool:
        return self._door.is_key(cookies_of(headers.get("cookie", "")).get(self._door.cookie, ""))

    async def _let_in(self, send: "Send") -> None:
        """Keep the key in a cookie, so that it leaves the address."""
        value = (
            f"{self._door.cookie}={self._door.key}; Path=/; Max-Age={YEAR}; HttpOnly; SameSite=Lax"
        )
        headers = [(b"location", b"/"), (b"set-cookie", value.encode()), (b"content-length", b"0")]
        await send({"type": "http.response.start", "status": 303, "headers": headers})
        await send({"type": "http.response.body", "body": b""})


def _headers(raw: Iterable[tuple[bytes, bytes]]) -> Mapping[str, str]:
    """Return headers by their names; one that comes twice is none of a browser, and refused."""
    found: dict[str, str] = {}
    for name, value in raw:
        key = name.decode("latin-1").lower()
        found[key] = (
            f"{found[key]}, {value.decode('latin-1')}" if key in found else value.decode("latin-1")
        )
    return found


def _with_headers(send: "Send") -> "Send":
    async def sent(message: "Message") -> None:
        if message["type"] == "http.response.start":
            given = list(message.get("headers", ()))
            names = {name.lower() for name, _ in given}
            extra = {"cache-control": "no-store", **_HEADERS}
            given += [
                (name.encode(), value.encode())
                for name, value in extra.items()
                if name.encode() not in names
            ]
            message = {**message, "headers": given}
        await send(message)

    return sent


async def _body(receive: "Receive") -> bytes | None:
    """Return the body of a request; None if it is too large. A broken one is as much as came."""
    found = bytearray()
    while True:
        message = await receive()
        found += message.get("body", b"")
        if len(found) > MOST:
            return None
        if not message.get("more_body", False):
            return bytes(found)


def _again(body: bytes, receive: "Receive") -> "Receive":
    """Return what gives a body that was read, then whatever else comes."""
    given = False

    async def received() -> "Message":
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return received


async def _refuse(send: "Send", status: int, said: str) -> None:
    page = (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>quizkit</title>'
        f'<main><h1>quizkit</h1><p id="alert" role="alert">{escape(said)}</p></main>'
    ).encode()
    headers = [
        (b"content-type", b"text/html; charset=utf-8"),
        (b"content-length", str(len(page)).encode()),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": page})
