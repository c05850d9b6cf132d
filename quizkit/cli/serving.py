"""What `quizkit serve` hands to the server: its key, its address, its decks, where sittings are kept."""

import ipaddress
import os
import secrets
import socket
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from quizkit.cli.cache_folder import cache_folder, keep_values, kept_values, make_private
from quizkit.cli.decks import Loaded, load_deck_files
from quizkit.errors import DeckError
from quizkit.visible import visible

_KIND = "sittings"
_FORM = 1


class SittingCache:
    """Keeps sittings in the cache folder, those of each progress file apart.

    Args:
        progress: the file.
    """

    def __init__(self, progress: Path) -> None:
        self._progress = progress.absolute()

    def keep(self, name: str, values: Mapping[str, Any]) -> None:
        """Keep JSON values under a name."""
        keep_values(_KIND, self._file(name), _FORM, values)

    def kept(self, name: str) -> Mapping[str, Any] | None:
        """Return the values that are kept under a name; None if none are."""
        if not (name.isascii() and name.isalnum() and len(name) < 80):
            return None
        return kept_values(_KIND, self._file(name), _FORM) or None

    def _file(self, name: str) -> Path:
        return self._progress.with_name(f"{self._progress.name}-{name}")


def templates_folder() -> Path | None:
    """Return the private folder where templates are kept compiled; None if there can be none."""
    try:
        folder = cache_folder() / "pages"
        make_private(folder)
        status = folder.stat()
    except (OSError, RuntimeError):
        return None
    if hasattr(os, "getuid") and (status.st_uid != os.getuid() or status.st_mode & 0o022):
        return None  # what another user may write is not run
    return folder


def loaded(names: Iterable[str]) -> Loaded:
    """Return the decks that `names` mean; where none can be read, why."""
    try:
        return load_deck_files(names)
    except DeckError as error:
        return Loaded({}, [error])


def key_beside(progress: Path) -> str:
    """Return the key of the server of a progress file, the same at each start; made if there is none.

    Of 128 bits, in a file that only its owner reads. One that others can read is made anew, and one
    that cannot be kept lasts for this start.
    """
    file = progress.with_name(f"{progress.name}.serve-key")
    with suppress(OSError, ValueError):
        status = file.stat()
        mine = not hasattr(os, "getuid") or (
            status.st_uid == os.getuid() and not status.st_mode & 0o077
        )
        key = file.read_text("ascii").strip()
        if mine and len(key) == _DIGITS and int(key, 16) >= 0:
            return key
    key = new_key()
    with suppress(OSError):
        file.unlink(missing_ok=True)
        with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:  # noqa: PTH123 - a descriptor
            out.write(f"{key}\n")
    return key


_DIGITS = 32


def new_key() -> str:
    """Return a key of 128 bits, as 32 hexadecimal digits."""
    return secrets.token_hex(_DIGITS // 2)


def new_token() -> str:
    """Return a name for a sitting that nobody guesses."""
    return secrets.token_hex(8)


def bound(host: str, port: int) -> socket.socket:
    """Return a socket that listens; a usage error if the port is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    if os.name == "posix":  # elsewhere it would let two programs have one port
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(128)
    except OSError as error:
        listening.close()
        raise click.UsageError(
            f"port {port} of {visible(host)} cannot be had: {error.strerror or error}\n"
            "fix: name another one, such as `--port 8422`, or any free one with `--port 0`; "
            "if quizkit is served there already, open that"
        ) from error
    return listening


def lan_address(host: str | None) -> str:
    """Return the address of this machine in its network; a usage error if it has no private one.

    Args:
        host: the one to take; None for that of the interface that leads out.
    """
    found = host or _leading_out()
    try:
        address = ipaddress.ip_address(found)
    except ValueError:
        raise click.UsageError(
            f"--host takes an address such as 192.168.1.5, not {visible(found)}"
        ) from None
    if not address.is_private or address.is_loopback or address.is_unspecified:
        raise click.UsageError(
            f"{found} is no private address of a network; name one of this machine with --host"
        )
    return str(address)


def _leading_out() -> str:
    """Return the address from which packets would go out; none is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        try:
            asking.connect(("192.0.2.1", 9))
            return str(asking.getsockname()[0])
        except OSError:
            return "127.0.0.1"


def qr_code(address: str) -> str:
    """Return an address as a QR code of half blocks, dark on light on most terminals."""
    import io

    import segno

    out = io.StringIO()
    segno.make(address, error="m", micro=False).terminal(out, border=2, compact=True)
    return out.getvalue()
