"""Draws docs/images/session-*.svg, the picture of a session, from what a terminal is sent.

python -m tests.session_picture

The golden session `picture.txt` says which deck is played and what is answered. The same answers are
given here on a terminal, and its screens, with their colours, are the frames of the picture. They are
shown one after the other, twice; then it rests on the feedback, as it does where nothing may move.
"""

import io
import os
import re
import shlex
from collections.abc import Iterator, Mapping
from contextlib import redirect_stdout
from itertools import accumulate
from typing import Any, NamedTuple
from unittest.mock import patch
from xml.sax.saxutils import escape

from quizkit import desk, load_deck
from quizkit.cli.commands.play import play
from quizkit.cli.page import GREEN, RED
from quizkit.cli.player.driver import Clock, Driver
from quizkit.cli.player.terminal import TerminalFront
from quizkit.errors import StoreError
from quizkit.session import Asking, Input, Judged, Session
from quizkit.store import MemoryStore
from tests.places import DOCS, GOLDEN, ROOT

SCRIPT = GOLDEN / "sessions" / "picture.txt"
ALT = (
    "A session in a terminal: an answer with one letter wrong is close enough, the slip is marked,"
    " and four grades say when the card would come back."
)

COLUMNS, ROWS = 66, 30
CELL, LINE, FONT = 9, 22, 15  # the width of a character is 0.6 of its size in nearly all fonts
MARGIN, BAR = 20, 36

SECONDS = {Asking: 3.4, Judged: 4.6}
LAST_SECONDS = 4.0
PER_KEY, FIRST_KEY = 0.07, 0.5  # seconds

COLOURS: Mapping[str, Mapping[str, str]] = {
    "dark": {
        "page": "#0d1117",
        "bar": "#161b22",
        "edge": "#30363d",
        "plain": "#e6edf3",
        "faint": "#9198a1",
        "red": "#ff7b72",
        "green": "#56d364",
    },
    "light": {
        "page": "#ffffff",
        "bar": "#f6f8fa",
        "edge": "#d1d9e0",
        "plain": "#1f2328",
        "faint": "#59636e",
        "red": "#cf222e",
        "green": "#116329",
    },
}
PICTURES = {theme: DOCS / "images" / f"session-{theme}.svg" for theme in COLOURS}
STYLES = {"1": "bold", "2": "faint", f"38;5;{GREEN}": "green", f"38;5;{RED}": "red"}
"""The names of what a terminal is told to write in, by its codes."""


class Frame(NamedTuple):
    """A screen as a terminal is sent it, how long it is shown, and what is typed on its last line."""

    sent: str
    seconds: float
    typed: str = ""


class Hands:
    """What presses the keys: a learner who knows beforehand what to answer."""

    def __init__(self) -> None:
        self.next = ""

    def read(self, *, submits: bool = False, as_typed: bool = False) -> str:
        return self.next

    def meant(self, *, submits: bool) -> bool:
        return True

    def drawing(self) -> None:
        """The window keeps its size."""

    def line(self, prompt: str, typed: str = "") -> str:
        print(f"{prompt}{self.next}")
        return self.next

    def drop(self) -> None:
        """Forget keys typed too early: there are none."""


class Recorder:
    """A front that answers as the golden session does, and keeps each screen."""

    def __init__(self, answers: list[str]) -> None:
        self._answers = iter(answers)
        self._hands = Hands()
        self._front = TerminalFront(self._hands, colour=True)  # type: ignore[arg-type]
        self.frames: list[Frame] = []

    def read(self, session: Session) -> Input | None:
        screen, answer = session.screen, ""
        if isinstance(screen, Asking):
            answer = next(self._answers)
        options = screen.options if isinstance(screen, Asking) else ()
        self._hands.next = str(options.index(answer) + 1) if answer in options else answer or " "
        sent = io.StringIO()
        with redirect_stdout(sent):
            given = self._front.read(session)
        if not answer.startswith(":"):
            _, shown, *_ = re.split(r"\x1b\[(?:2J\x1b\[)?H", sent.getvalue())
            seconds = SECONDS.get(type(screen), LAST_SECONDS)
            self.frames.append(Frame(shown, seconds, "" if options else answer))
        return given

    def tell(self, text: str) -> None:
        self._front.tell(text)

    def retry(self, error: StoreError) -> bool:
        raise error


def command() -> str:
    """Return the command that the picture shows."""
    return SCRIPT.read_text("utf-8").partition("\n")[0].removeprefix("$ ")


def frames() -> list[Frame]:
    """Return the screens of the golden session on a terminal."""
    asked = SCRIPT.read_text("utf-8").partition("---\n")[0].splitlines()
    context = play.make_context("play", shlex.split(command())[2:], resilient_parsing=True)
    given: dict[str, Any] = context.params
    decks = [load_deck(ROOT / name) for name in given["decks"]]
    mine, clock = desk.over(MemoryStore(), decks), Clock(given["now"])
    plan = mine.plan(decks, seed="0", limit=given["limit"])
    front = Recorder([line.removeprefix("< ") for line in asked[1:]])
    with patch.dict(os.environ, COLUMNS=str(COLUMNS), LINES=str(ROWS)):
        Driver(mine.begin(plan, clock.now()), mine, clock).run(front)
    return front.frames


class Run(NamedTuple):
    """Characters side by side in one style, and the column where they begin."""

    column: int
    text: str
    styles: tuple[str, ...]


def runs(line: str) -> Iterator[Run]:
    """Yield the runs of a line as a terminal is sent it; where there is a gap, none."""
    column = 0
    styles: tuple[str, ...] = ()
    for piece in re.split(r"(\x1b\[[\d;]+m)", line):
        if code := re.fullmatch(r"\x1b\[([\d;]+)m", piece):
            styles = () if code[1] == "0" else (*styles, STYLES[code[1]])
            continue
        for words in re.finditer(r"\S+(?: \S+)*", piece):
            yield Run(column + words.start(), words[0], styles)
        column += len(piece)


def drawn_line(row: int, line: str) -> Iterator[str]:
    """Yield the elements of a line; each run has its width told, whatever the font."""
    y = BAR + MARGIN + FONT + row * LINE
    for column, text, styles in runs(line):
        x, width = MARGIN + column * CELL, len(text) * CELL
        if set(text) == {"─"}:
            yield f'<path class="edge" d="M{x} {y - 5}h{width}"/>'
            continue
        named = f' class="{" ".join(styles)}"' if styles else ""
        yield f'<text x="{x}" y="{y}" textLength="{width}"{named}>{escape(text)}</text>'


def drawn(number: int, frame: Frame) -> str:
    """Return a frame as a group; what is typed on it is covered, up to the cursor."""
    lines = frame.sent.rstrip("\n").split("\n")
    elements = [element for row, line in enumerate(lines) for element in drawn_line(row, line)]
    if frame.typed:
        x = MARGIN + lines[-1].index(frame.typed) * CELL
        y, width = BAR + MARGIN + (len(lines) - 1) * LINE, (len(frame.typed) + 1) * CELL
        cover = f'<path class="cover" d="M{x} {y - 1}h{width}v{FONT + 6}h-{width}z"/>'
        cursor = f'<path class="cursor" d="M{x} {y - 1}h{CELL}v{FONT + 6}h-{CELL}z"/>'
        elements.append(f'<g class="typing t{number}">{cover}{cursor}</g>')
    name = "frame rest" if number == 1 else "frame"
    return f'<g class="{name} f{number}">\n' + "\n".join(elements) + "\n</g>"


def moves(shown: list[Frame]) -> Iterator[str]:
    """Yield the rules that show each frame in its time, and uncover what is typed key by key."""
    ends = list(accumulate(frame.seconds for frame in shown))
    whole = ends[-1]

    def at(seconds: float) -> str:
        return f"{100 * seconds / whole:.2f}%"

    for number, (frame, end) in enumerate(zip(shown, ends, strict=True)):
        begin = end - frame.seconds
        before = "0%{visibility:hidden}" if begin else ""
        yield f".f{number}{{animation:f{number} {whole:.1f}s step-end 2}}"
        yield (
            f"@keyframes f{number}{{{before}{at(begin)}{{visibility:visible}}"
            f"{at(end)}{{visibility:{'hidden' if end < whole else 'visible'}}}}}"
        )
        if keys := len(frame.typed):
            first = begin + FIRST_KEY
            yield f".t{number}{{animation:t{number} {whole:.1f}s steps({keys}) 2}}"
            yield (
                f"@keyframes t{number}{{0%,{at(first)}{{transform:none}}"
                f"{at(first + keys * PER_KEY)},100%{{transform:translateX({keys * CELL}px)}}}}"
            )


def picture(theme: str) -> str:
    """Return the picture in the colours of a theme."""
    shown, colours = frames(), COLOURS[theme]
    rows = max(frame.sent.rstrip("\n").count("\n") + 1 for frame in shown)
    width, height = COLUMNS * CELL + 2 * MARGIN, BAR + rows * LINE + 2 * MARGIN
    fills = "\n".join(
        f".{name}{{fill:{colours[name]}}}" for name in STYLES.values() if name != "bold"
    )
    dots = "".join(f'<circle class="dot" cx="{x}" cy="{BAR // 2}" r="6"/>' for x in (20, 40, 60))
    return f"""\
<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" \
role="img" aria-labelledby="title desc">
<title id="title">A session of quizkit</title>
<desc id="desc">{escape(ALT)}</desc>
<!-- made from tests/golden/sessions/{SCRIPT.name} by `python -m tests.session_picture` -->
<style>
text{{font:{FONT}px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono","Liberation Mono",monospace;\
fill:{colours["plain"]}}}
.bold{{font-weight:700}}
{fills}
.edge{{stroke:{colours["edge"]};fill:none}}
.dot{{fill:{colours["edge"]}}}
.cover{{fill:{colours["page"]}}}
.cursor{{fill:{colours["plain"]}}}
.frame{{visibility:hidden}}
.rest{{visibility:visible}}
@media (prefers-reduced-motion:no-preference){{
{chr(10).join(moves(shown))}
}}
</style>
<rect x=".5" y=".5" width="{width - 1}" height="{height - 1}" rx="10" fill="{colours["page"]}"/>
<path d="M.5 {BAR}V10.5a10 10 0 0 1 10-10H{width - 10.5}a10 10 0 0 1 10 10V{BAR}z" fill="{colours["bar"]}"/>
<rect class="edge" x=".5" y=".5" width="{width - 1}" height="{height - 1}" rx="10"/>
<path class="edge" d="M0 {BAR}H{width}"/>
{dots}<text class="faint" x="{width // 2}" y="{BAR // 2 + 5}" text-anchor="middle">{escape(title())}</text>
{chr(10).join(drawn(number, frame) for number, frame in enumerate(shown))}
</svg>
"""


def title() -> str:
    """Return the command as a learner types it: a pretended instant is for tests."""
    return re.sub(r" --now \S+", "", command())


def update() -> None:
    """Write the pictures anew."""
    for theme, path in PICTURES.items():
        path.write_text(picture(theme), "utf-8")


if __name__ == "__main__":
    update()
