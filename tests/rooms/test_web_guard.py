"""Who may ask the server: raw requests over a socket, as a browser or an attacker sends them."""

import socket
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from quizkit.web.formulas import mathml
from quizkit.web.texts import plain
from tests.web.served import KEY, Served


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with Served(tmp_path_factory.mktemp("guard") / "p.db") as running:
        yield running


def raw(served: Served, request: bytes) -> bytes:
    """Return all that comes back of a request as it is."""
    with socket.create_connection(("127.0.0.1", served.port), timeout=20) as line:
        line.sendall(request)
        found = b""
        while part := line.recv(65536):
            found += part
        return found


def asked(
    served: Served,
    first: str = "GET / HTTP/1.1",
    body: bytes = b"",
    *,
    host: str = "",
    cookie: bool = True,
    **headers: str,
) -> tuple[int, str]:
    """Return the status of a request, and the whole answer."""
    lines = [first, f"Host: {host or f'127.0.0.1:{served.port}'}", "Connection: close"]
    if cookie:
        lines.append(f"Cookie: other=1; quizkit-key-{served.port}={KEY}")
    if body:
        headers.setdefault("Content_Length", str(len(body)))
        headers.setdefault("Content_Type", "application/x-www-form-urlencoded")
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    found = raw(served, "\r\n".join([*lines, "", ""]).encode("latin-1") + body)
    return int(found.split(b" ", 2)[1]), found.decode("utf-8", "replace")


def origin(served: Served, port: int = 0) -> str:
    return f"http://127.0.0.1:{port or served.port}"


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1", "127.0.0.1:1", "localhost.evil.example:8421", "[::1]"]
)
def test_another_name_is_421(served: Served, host: str) -> None:
    assert asked(served, host=host)[0] == 421


def test_a_name_that_leads_here_is_421_with_the_port_too(served: Served) -> None:
    assert asked(served, host=f"rebound.example:{served.port}")[0] == 421


def test_localhost_is_ours(served: Served) -> None:
    assert asked(served, host=f"localhost:{served.port}")[0] == 200


def test_without_the_key_nothing_is_told(served: Served) -> None:
    for path in ("/", "/study/x", "/static/quizkit.css", "/media/0", "/stats", "/nothing"):
        status, page = asked(served, f"GET {path} HTTP/1.1", cookie=False)
        assert status == 403
        assert "Open the address that quizkit serve printed" in page
        assert "Suez" not in page


def test_the_key_becomes_a_cookie_and_leaves_the_address(served: Served) -> None:
    status, page = asked(served, f"GET /?key={KEY} HTTP/1.1", cookie=False)
    assert status == 303
    assert "\r\nlocation: /\r\n" in page
    assert f"set-cookie: quizkit-key-{served.port}={KEY}; Path=/; " in page
    assert "HttpOnly; SameSite=Lax" in page
    assert asked(served, "GET /?key=0123 HTTP/1.1", cookie=False)[0] == 403


@pytest.mark.parametrize("sent", ["null", "http://evil.example", "http://127.0.0.1:1", ""])
def test_a_form_of_another_origin_is_403(served: Served, sent: str) -> None:
    headers = {"Origin": sent} if sent else {}
    assert asked(served, "POST /study HTTP/1.1", b"mode=study", **headers)[0] == 403
    headers["Sec_Fetch_Site"] = "same-site"
    assert asked(served, "POST /study HTTP/1.1", b"mode=study", **headers)[0] == 403


def test_a_form_of_ours_is_taken_by_origin_or_by_what_the_browser_says(served: Served) -> None:
    assert asked(served, "POST /study HTTP/1.1", b"mode=study", Origin=origin(served))[0] == 303
    assert (
        asked(served, "POST /study HTTP/1.1", b"mode=study", Sec_Fetch_Site="same-origin")[0] == 303
    )


def test_two_origins_are_none(served: Served) -> None:
    request = (
        f"POST /study HTTP/1.1\r\nHost: 127.0.0.1:{served.port}\r\nConnection: close\r\n"
        f"Cookie: quizkit-key-{served.port}={KEY}\r\nOrigin: {origin(served)}\r\n"
        "Origin: http://evil.example\r\nContent-Length: 0\r\n\r\n"
    )
    assert raw(served, request.encode()).split(b" ", 2)[1] == b"403"


def test_a_form_of_more_than_64_kb_is_413(served: Served) -> None:
    large = b"text=" + b"x" * 70_000
    assert asked(served, "POST /study HTTP/1.1", large, Origin=origin(served))[0] == 413


def test_a_form_in_chunks_is_413_where_it_grows_too_large(served: Served) -> None:
    head = (
        f"POST /study HTTP/1.1\r\nHost: 127.0.0.1:{served.port}\r\nConnection: close\r\n"
        f"Cookie: quizkit-key-{served.port}={KEY}\r\nOrigin: {origin(served)}\r\n"
        "Transfer-Encoding: chunked\r\n\r\n"
    )
    body = b"11170\r\n" + b"x" * 0x11170 + b"\r\n0\r\n\r\n"
    assert raw(served, head.encode() + body).split(b" ", 2)[1] == b"413"


def test_every_response_has_its_headers(served: Served) -> None:
    for path, cookie in (
        ("/", True),
        ("/", False),
        ("/nothing", True),
        ("/static/quizkit.js", True),
    ):
        _, page = asked(served, f"GET {path} HTTP/1.1", cookie=cookie)
        head = page.partition("\r\n\r\n")[0].lower()
        assert "content-security-policy: default-src 'none'; script-src 'self';" in head
        assert "frame-ancestors 'none'" in head
        assert "x-content-type-options: nosniff" in head
        assert "referrer-policy: same-origin" in head
        assert "cross-origin-opener-policy: same-origin" in head
        assert "cross-origin-resource-policy: same-origin" in head
        cached = "immutable" if path.startswith("/static") and cookie else "no-store"
        assert cached in head


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2fapp.py",
        "/media/-1",
        "/media/999",
        "/media/..%2f..%2fetc%2fpasswd",
        "/study/..%2f..%2fx",
        "/deck/%2e%2e",
        "/deck/kinds/%00",
    ],
)
def test_an_address_leads_to_no_file(served: Served, path: str) -> None:
    assert asked(served, f"GET {path} HTTP/1.1")[0] in (404, 410)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(body=st.binary(min_size=1, max_size=300))
def test_any_bytes_as_a_form_give_no_fault_of_ours(served: Served, body: bytes) -> None:
    page = served.browser().study()
    name = next(reversed(served.server.sittings._open))
    assert page.turn
    for form in (body, b"turn=" + page.turn.encode() + b"&do=answer&" + body):
        status, _ = asked(served, f"POST /study/{name} HTTP/1.1", form, Origin=origin(served))
        assert status < 500
    assert asked(served, "POST /study HTTP/1.1", body, Origin=origin(served))[0] < 500
    assert asked(served, "POST /settings HTTP/1.1", body, Origin=origin(served))[0] < 500


@given(text=st.text(max_size=60) | st.sampled_from(["<script>", "`<b>`", "\x1b[31m", "\u202eabc"]))
def test_a_plain_text_has_no_element_of_its_own(text: str) -> None:
    told = str(plain(text)).replace("<br>", "").replace("<code>", "").replace("</code>", "")
    assert "<" not in told
    assert ">" not in told
    assert "\x1b" not in told
    assert "\u202e" not in told


@pytest.mark.parametrize(
    "source",
    [
        r"\text{<script>alert(1)</script>}",
        r"\href{javascript:alert(1)}{x}",
        r"\style{color:red}{x}",
        r"\class{x}{y}",
        "&lt;img src=x onerror=alert(1)&gt;",
        r"\color{red\" onload=\"x}{y}",
        "x" * 5000,
        r"\frac" * 900,
        "{" * 1500,
    ],
)
def test_a_formula_is_mathml_of_our_own_or_its_source(source: str) -> None:
    told = mathml(source, False)
    assert "<script" not in told
    assert "<img" not in told
    assert "style=" not in told
    assert "href=" not in told
    assert "onload=" not in told.replace("&quot;", "") or "<code>" in told
