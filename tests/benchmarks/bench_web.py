"""The pages of `quizkit serve` beside their targets: start, steps, sizes, memory; on loopback.

Run with `pytest tests/benchmarks/bench_web.py -s`. The start is that of a process; it is held against
`quizkit play` started in turns with it, as both wait for the same machine.
"""

import http.client
import os
import re
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

import pytest

from quizkit.session import Asking
from quizkit.web import look
from tests.places import ROOT
from tests.web.served import KEY, Served

CART = ROOT / "decks" / "cart.yaml"
QUIZKIT = (sys.executable, "-m", "quizkit")


def p95(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


def test_the_start_is_at_most_twice_that_of_play(tmp_path: Path) -> None:
    environment = os.environ | {
        "XDG_CACHE_HOME": str(tmp_path),
        "QUIZKIT_PROGRESS": str(tmp_path / "p.db"),
    }
    plays, serves, after, memory = [], [], [], 0
    for _ in range(6):
        begun = time.perf_counter()
        subprocess.run(
            [*QUIZKIT, "play", str(CART), "--plain"],
            env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False,
        )  # fmt: skip
        plays.append(time.perf_counter() - begun)
        begun = time.perf_counter()
        process = subprocess.Popen(
            [*QUIZKIT, "serve", str(CART), "--port", "0", "--no-open"],
            env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        assert process.stdout is not None
        said = re.search(r":(\d+)/\?key=(\w+)", process.stdout.readline())
        assert said is not None
        listening = time.perf_counter()
        port, key = int(said[1]), said[2]
        page = first_question(port, key)
        assert "<h1" in page
        serves.append(time.perf_counter() - begun)
        after.append(time.perf_counter() - listening)
        memory = max(memory, peak_of(process.pid))
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 0
        process.stdout.close()
    ratio = statistics.median(serves[1:]) / statistics.median(plays[1:])
    print(
        f"\nstart to first question: play {statistics.median(plays[1:]):.2f} s,"
        f" serve {statistics.median(serves[1:]):.2f} s: {ratio:.2f} times"
        f"\nlistening to first question: {1000 * statistics.median(after[1:]):.0f} ms"
        f"\nmemory: {memory / 1024:.0f} MB"
    )
    assert ratio < 2
    assert memory < 60 * 1024


def first_question(port: int, key: str) -> str:
    cookie = {"Cookie": f"quizkit-key-{port}={key}"}
    line = http.client.HTTPConnection("127.0.0.1", port)
    line.request(
        "POST", "/study", urlencode({"mode": "study"}),
        cookie | {"Origin": f"http://127.0.0.1:{port}", "Content-Type": "application/x-www-form-urlencoded"},
    )  # fmt: skip
    response = line.getresponse()
    response.read()
    line.request("GET", response.headers["location"], headers=cookie)
    page = line.getresponse().read().decode()
    line.close()
    return page


def peak_of(pid: int) -> int:
    """Return the most memory that a process has had, in kB; 0 where nobody knows."""
    try:
        found = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    except OSError:
        return 0
    return int(found[1]) if found else 0


def test_steps_and_pages(tmp_path: Path) -> None:
    with Served(tmp_path / "p.db", CART) as served:
        browser = served.browser()
        page = browser.study(mode="practice")
        posts: list[float] = []
        gets: list[float] = []
        sizes: list[int] = []

        def timed(times: list[float], ask: Callable[[], object]) -> object:
            begun = time.perf_counter()
            found = ask()
            times.append(time.perf_counter() - begun)
            return found

        for _ in range(60):
            session = next(reversed(served.server.sittings._open.values())).session
            do = "show" if isinstance(session.screen, Asking) else "next"
            form = urlencode({"turn": page.turn, "do": do})
            timed(posts, lambda form=form: browser.ask("POST", browser.at, form))
            page = timed(gets, lambda: browser.get(browser.at))  # type: ignore[assignment]
            sizes.append(len(page.html.encode()))
            if "turn" not in page.hidden:
                break
        stats = len(browser.get("/stats").html.encode())
        home = len(browser.get("/").html.encode())
    static = look.static()
    files = sum(len(static[name].body) for name in ("quizkit.css", "quizkit.js"))
    print(
        f"\nPOST p95 {1000 * p95(posts):.1f} ms, median {1000 * statistics.median(posts):.1f} ms"
        f"\nGET p95 {1000 * p95(gets):.1f} ms, median {1000 * statistics.median(gets):.1f} ms"
        f"\nquestion page at most {max(sizes) / 1000:.1f} kB, statistics {stats / 1000:.1f} kB,"
        f" CSS and JS {files / 1000:.1f} kB, first visit {(home + files + max(sizes)) / 1000:.1f} kB"
    )
    assert max(sizes) <= 12_000
    assert stats <= 60_000
    assert files <= 25_000
    assert home + files + max(sizes) <= 60_000


def test_a_key_leads_to_the_next_page(tmp_path: Path) -> None:
    from tests.web.browsers import required

    program = required()
    from playwright.sync_api import sync_playwright

    with Served(tmp_path / "p.db", CART) as served, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program)
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{served.port}/?key={KEY}")
        with page.expect_navigation():
            page.click("button[value=practice]")
        times = []
        for _ in range(40):
            kind = page.get_attribute("#step", "data-kind")
            if kind == "summary":
                break
            begun = time.perf_counter()
            with page.expect_navigation(wait_until="domcontentloaded"):
                page.keyboard.press("Control+Enter" if kind == "block" else "Enter")
            times.append(time.perf_counter() - begun)
        browser.close()
    print(
        f"\nkey to next page: p95 {1000 * p95(times):.0f} ms, median {1000 * statistics.median(times):.0f} ms"
    )


if __name__ == "__main__":
    pytest.main([__file__, "-s"])
