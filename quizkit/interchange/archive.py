"""Zip archives of strangers: what is in them by name, and bytes that are bounded.

Nothing is ever unpacked to a disk; a name is what members are looked up by, and no path.
"""

import io
import zipfile
import zlib
from typing import Any

from quizkit.interchange.source import Source, SourceError
from quizkit.visible import visible

MOST_OF_MEMBER = 2 * 2**30
"""Bytes of one member."""

MOST_IN_ALL = 8 * 2**30
"""Bytes of all that is read of one archive."""

_PIECE = 2**20


class Archive:
    """A zip archive, open to be read.

    Args:
        source: the file, or its bytes.

    Raises:
        SourceError: it is no archive, or its list of contents cannot be read.
    """

    def __init__(self, source: Source) -> None:
        self.name = source.name
        try:
            # One that it opened itself is closed with it.
            file: Any = io.BytesIO(source.data) if source.path is None else source.path
            self._zip = zipfile.ZipFile(file)
        except (OSError, ValueError, zipfile.BadZipFile, NotImplementedError) as error:
            raise SourceError(f"{visible(self.name)} is no whole archive: {error}") from error
        self._left = MOST_IN_ALL

    @property
    def names(self) -> list[str]:
        """The names of its members, as they stand there."""
        return self._zip.namelist()

    def __contains__(self, name: str) -> bool:
        return name in self._zip.NameToInfo

    def read(self, name: str, most: int = MOST_OF_MEMBER) -> bytes:
        """Return the bytes of a member.

        Raises:
            SourceError: there is none, it is damaged or encrypted, or it holds more than `most` bytes.
        """
        found = bytearray()
        most = min(most, self._left)
        try:
            with self._zip.open(name) as file:
                while piece := file.read(_PIECE):
                    found += piece
                    if len(found) > most:
                        raise SourceError(
                            f"{visible(self.name)}: {visible(name)} holds more than {most} bytes"
                        )
        except (OSError, KeyError, RuntimeError, ValueError, EOFError) as error:
            raise self._damaged(name, error) from error
        except (zipfile.BadZipFile, zlib.error, NotImplementedError) as error:
            raise self._damaged(name, error) from error
        self._left -= len(found)
        return bytes(found)

    def _damaged(self, name: str, error: Exception) -> SourceError:
        return SourceError(f"{visible(self.name)}: {visible(name)} cannot be read: {error}")
