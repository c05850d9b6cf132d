"""`quizkit serve` as a process: its address, its end, a kill, and what keeps it from starting."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import pytest

from quizkit.progress import Answered
from quizkit.store import open_store
from tests.web.served import KINDS, Browser

pytestmark = pytest.mark.slow


class Process:
    """A server that runs, and a browser with its key."""

    def __init__(self, process: "subprocess.Popen[str]", port: int, key: str) -> None:
        self.process, self.port = process, port
        self.browser = Browser(port)
        self.browser.cookies = {f"quizkit-key-{port}": key}


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[Process]:
    """Run `quizkit serve` for the time of a `with`."""
    command = [sys.executable, "-m", "quizkit", "serve", str(KINDS), "--no-open", *options]
    with subprocess.Popen(
        command, env=surroundings(folder), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            found = re.search(r"http://127\.0\.0\.1:(\d+)/\?key=([0-9a-f]{32})$", line.strip())
            assert found, (line, process.stderr.read() if process.stderr else "")
            yield Process(process, int(found[1]), found[2])
        finally:
            process.kill()


def surroundings(folder: Path) -> dict[str, str]:
    return os.environ | {
        "QUIZKIT_PROGRESS": str(folder / "p.db"),
        "XDG_CACHE_HOME": str(folder / "cache"),
    }


def run(folder: Path, *options: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "quizkit", "serve", str(KINDS), "--no-open", *options]
    return subprocess.run(
        command, env=surroundings(folder), capture_output=True, text=True, timeout=60, check=False
    )


def answers(folder: Path) -> list[Answered]:
    with open_store(folder / "p.db") as store:
        return [event for event in store.events() if isinstance(event, Answered)]


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is no signal there")
def test_ctrl_c_ends_it_with_a_count_of_answers(tmp_path: Path) -> None:
    with serving(tmp_path, "--port", "0") as running:
        running.browser.send(running.browser.study(), do="show")
        running.process.send_signal(signal.SIGINT)
        _, said = running.process.communicate(timeout=20)
        assert running.process.returncode == 0
        assert "Ended; 1 answer saved." in said
        assert "Traceback" not in said


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_kill_at_the_first_byte_loses_no_answer(tmp_path: Path) -> None:
    with serving(tmp_path, "--port", "0") as running:
        page = running.browser.study()
        body = urlencode({"turn": page.turn, "do": "show"}).encode()
        key = running.browser.cookies[f"quizkit-key-{running.port}"]
        head = (
            f"POST {running.browser.at} HTTP/1.1\r\nHost: 127.0.0.1:{running.port}\r\n"
            f"Cookie: quizkit-key-{running.port}={key}\r\nOrigin: http://127.0.0.1:{running.port}\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        with socket.create_connection(("127.0.0.1", running.port)) as line:
            line.sendall(head.encode() + body)
            assert line.recv(1)
            running.process.kill()
        running.process.wait(20)
        at = running.browser.at
    assert len(answers(tmp_path)) == 1
    with serving(tmp_path, "--port", str(running.port)) as again:
        page = again.browser.get(at)
        assert page.status in (200, 410)
        assert len(answers(tmp_path)) == 1


def test_a_sitting_and_its_key_survive_a_start(tmp_path: Path) -> None:
    with serving(tmp_path, "--port", "0") as running:
        page = running.browser.send(running.browser.study(), do="show")
        running.process.terminate()
        running.process.communicate(timeout=20)
    with serving(tmp_path, "--port", str(running.port)) as again:
        assert again.browser.cookies == running.browser.cookies
        assert again.browser.get(running.browser.at).title == page.title
    mode = (tmp_path / "p.db.serve-key").stat().st_mode & 0o777
    assert mode == 0o600 or sys.platform == "win32"


def test_a_port_that_is_taken_is_told_with_what_to_do(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        found = run(tmp_path, "--port", str(taken.getsockname()[1]))
    assert found.returncode == 2
    assert "cannot be had" in found.stderr
    assert "--port 8422" in found.stderr
    assert "Traceback" not in found.stderr


def test_a_damaged_progress_file_is_not_served(tmp_path: Path) -> None:
    (tmp_path / "p.db").write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    found = run(tmp_path, "--port", "0")
    assert found.returncode == 7
    assert "Traceback" not in found.stderr


def test_without_its_packages_it_says_how_to_have_them(tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['starlette'] = None; sys.modules['starlette.applications'] = None;"
        "from quizkit.__main__ import main; sys.argv[1:] = ['serve', '--no-open']; sys.exit(main())"
    )
    found = subprocess.run(
        [sys.executable, "-c", code],
        env=surroundings(tmp_path), capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert found.returncode == 2
    assert "pip install 'quizkit[web]'" in found.stderr


@pytest.mark.parametrize("host", ["8.8.8.8", "0.0.0.0", "127.0.0.1", "example.org"])
def test_the_network_is_a_private_one(tmp_path: Path, host: str) -> None:
    found = run(tmp_path, "--port", "0", "--lan", "--host", host)
    assert found.returncode == 2
    assert "--host" in found.stderr


def test_host_goes_with_lan(tmp_path: Path) -> None:
    assert run(tmp_path, "--host", "192.168.1.2").returncode == 2
