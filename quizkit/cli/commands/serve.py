"""`quizkit serve`: the decks in a browser, on the sessions and the progress file of the terminal."""

import asyncio
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizkit import desk
from quizkit.cli import clock
from quizkit.cli.deck_cache import kept_at_the_end
from quizkit.cli.fitting_lines import say
from quizkit.cli.options import Whole, complete_decks, progress_file, progress_option
from quizkit.cli.serving import (
    SittingCache,
    bound,
    key_beside,
    lan_address,
    loaded,
    new_key,
    new_token,
    qr_code,
    templates_folder,
)
from quizkit.cli.soundness import left, refuse_damaged
from quizkit.wording import count

if TYPE_CHECKING:
    import socket

    from starlette.types import ASGIApp

PORT = 8421
_WARNING = "Who sees this address can study as you; the connection is not encrypted."


@click.command(epilog="Example:  quizkit serve cart")
@click.argument("decks", metavar="[DECK]...", nargs=-1, shell_complete=complete_decks)
@click.option(
    "--port",
    type=Whole(0, 65535),
    default=PORT,
    metavar="N",
    help=f"The port; 0 for any free one. Without it: {PORT}.",
)
@click.option("--no-open", is_flag=True, help="Open no browser.")
@click.option("--lan", is_flag=True, help="Let other machines of your network study, by a QR code.")
@click.option(
    "--host", metavar="ADDRESS", help="With --lan: which private address of this machine."
)
@progress_option
def serve(
    decks: tuple[str, ...],
    port: int,
    no_open: bool,
    lan: bool,
    host: str | None,
    progress_path: Path | None,
) -> int:
    """Study in a browser: the same cards, answers and progress as on the terminal.

    DECK is a file, a folder, or a deck's id; without one, all decks of decks/ or of this folder.
    Ctrl-C ends it. It needs pip install 'quizkit[web]'.
    """
    if host is not None and not lan:
        raise click.UsageError("--host goes with --lan")
    try:
        from quizkit.web.app import House, Server
        from quizkit.web.guard import Door
    except ImportError as error:
        raise click.UsageError(f"pages need {error.name}: pip install 'quizkit[web]'") from error
    click.get_current_context().with_resource(kept_at_the_end())
    path = progress_file(progress_path)
    address = lan_address(host) if lan else "127.0.0.1"
    before = left(path)
    with desk.open(path) as mine, bound(address, port) as listening:
        refuse_damaged(mine, before, clock.now())
        port = listening.getsockname()[1]
        key = new_key() if lan else key_beside(path)
        door = Door((address,) if lan else ("127.0.0.1", "localhost"), port, key)
        house = House(
            desk=mine,
            load=lambda: loaded(decks),
            clock=clock.now,
            token=new_token,
            cache=SittingCache(path),
            door=door,
            is_lan=lan,
            templates=templates_folder(),
        )
        server = Server(house)
        server.shelf.read()  # what is wrong with the decks named is told before anything is served
        _announce(f"http://{address}:{port}/?key={key}", lan=lan, opens=not no_open)
        _run(server.app(), listening)
        say(f"\nEnded; {count(server.sittings.answers, 'answer')} saved.", err=True)
    return 0


def _announce(address: str, *, lan: bool, opens: bool) -> None:
    """Say where the pages are, and open them."""
    if lan:
        say(qr_code(address))
    click.echo(f"quizkit is served at {address}")
    if lan:
        say(_WARNING, err=True)
    say("Ctrl-C ends it.", err=True)
    sys.stdout.flush()
    if opens and not lan:
        click.launch(address)


def _run(app: "ASGIApp", listening: "socket.socket") -> None:
    """Answer requests until Ctrl-C, or a signal that ends programs."""
    import uvicorn

    config = uvicorn.Config(
        app,
        loop="asyncio",
        http="h11",
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
        timeout_graceful_shutdown=2,
    )
    server = uvicorn.Server(config)
    with suppress(KeyboardInterrupt):  # which is how it ends
        asyncio.run(server.serve(sockets=[listening]))
