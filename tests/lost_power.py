"""What a disk may hold after a loss of power, by all that was done on it: `disk_env(record=...)`.

The system holds back what it is told to write, and is free to write it in any order until it is
told to sync. So what was written to a file since its last sync may each be there, or not, or in
part; and so may each new, changed and removed name in a folder until that folder is synced. A model
harsher than disks are: none of the file systems in use mixes names of a folder at will.
"""

import random
import struct
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath
from typing import NamedTuple

_HEAD = struct.Struct("=8sQqIII4x")
_SECTOR = 512


class Step(NamedTuple):
    """One thing that was done.

    Args:
        kind: make, mkdir, rename, unlink, write, size, sync; or say, of what was written to
            standard output.
        file: the number of the file or folder.
        start: where it was written, or the new size.
        name: its path.
        other: its path before.
        data: what was written.
    """

    kind: str
    file: int
    start: int
    name: str
    other: str
    data: bytes


def steps(record: Path) -> Iterator[Step]:
    """Yield what a process did, from the file that the shim wrote."""
    data, place = record.read_bytes(), 0
    while place < len(data):
        kind, file, start, *lengths = _HEAD.unpack_from(data, place)
        place += _HEAD.size
        parts = []
        for length in lengths:
            parts.append(data[place : place + length])
            place += length
        name, other, written = parts
        yield Step(kind.strip(b"\0").decode(), file, start, name.decode(), other.decode(), written)


class _File:
    """A file: what is on the disk for good, and what was done to it since."""

    def __init__(self, synced: bytes = b"") -> None:
        self.synced = synced
        self.since: list[Step] = []


class Disk:
    """A disk on which things are done, and the states in which a loss of power may leave it."""

    def __init__(self, folder: Path) -> None:
        """Begin with a folder as it is, all of it synced."""
        self.folder = PurePath(folder)
        self.said = ""
        self._names: dict[PurePath, _File | None] = {self.folder: None}  # None: a folder
        self._since: list[tuple[Step, _File | None]] = []  # what befell names
        self._files: dict[int, _File] = {}
        for path in folder.rglob("*"):
            file = None if path.is_dir() else _File(path.read_bytes())
            self._names[path] = file
            if file:
                self._files[path.stat().st_ino] = file

    def do(self, step: Step) -> None:
        """Do the next thing."""
        path = PurePath(step.name)
        match step.kind:
            case "say":
                self.said += step.data.decode()
            case "write" | "size" if step.file in self._files:
                self._files[step.file].since.append(step)
            case "sync" if step.file in self._files:
                file = self._files[step.file]
                file.synced, file.since = _written(file.synced, file.since), []
            case "sync":
                self._sync_folder(path)
            case "make" if not step.other and self._now().get(path) is self._files.get(
                step.file, 0
            ):
                pass  # it was there
            case "make" | "mkdir" | "rename" | "unlink":
                if step.kind == "make" and not step.other:
                    self._files[step.file] = _File()
                self._since.append((step, self._files.get(step.file)))

    def after(self, rng: random.Random) -> dict[PurePath, bytes | None]:
        """Return what may be there if the power is lost now: files, and folders as None."""
        names = dict(self._names)
        for step, file in self._since:
            if rng.random() < rng.choice((0.1, 0.5, 0.9)):
                _befall(names, step, file)
        held = {id(file): _perhaps(file, rng) for file in names.values() if file}
        found = {path: held[id(file)] if file else None for path, file in names.items()}
        return {path: data for path, data in found.items() if self._is_reached(path, found)}

    def _is_reached(self, path: PurePath, found: dict[PurePath, bytes | None]) -> bool:
        above = [each for each in path.parents if each.is_relative_to(self.folder)]
        return all(each in found and found[each] is None for each in above)

    def _now(self) -> dict[PurePath, _File | None]:
        names = dict(self._names)
        for step, file in self._since:
            _befall(names, step, file)
        return names

    def _sync_folder(self, folder: PurePath) -> None:
        for step, file in self._since:
            if PurePath(step.name).parent == folder:
                _befall(self._names, step, file)
        self._since = [each for each in self._since if PurePath(each[0].name).parent != folder]


def _befall(names: dict[PurePath, _File | None], step: Step, file: _File | None) -> None:
    if step.kind == "unlink":
        names.pop(PurePath(step.name), None)
        return
    names[PurePath(step.name)] = file
    if step.kind == "rename":
        names.pop(PurePath(step.other), None)


def _written(data: bytes, steps: Iterable[Step]) -> bytes:
    for step in steps:
        if step.kind == "size":
            data = data[: step.start].ljust(step.start, b"\0")
        else:
            end = step.start + len(step.data)
            data = data[: step.start].ljust(step.start, b"\0") + step.data + data[end:]
    return data


def _perhaps(file: _File, rng: random.Random) -> bytes:
    """Return what may be there of a file: each write since its sync whole, in part or not at all."""
    often = rng.choice((0.1, 0.5, 0.9))
    kept: list[Step] = []
    for step in file.since:
        if rng.random() >= often:
            continue
        if step.kind == "write" and rng.random() < 0.3:
            cut = rng.randrange(0, len(step.data) + 1, _SECTOR)
            if rng.random() < 0.5:  # its first sectors, or its last
                step = step._replace(data=step.data[:cut])
            else:
                step = step._replace(data=step.data[cut:], start=step.start + cut)
        kept.append(step)
    return _written(file.synced, kept)


def lay_out(state: dict[PurePath, bytes | None], disk: PurePath, folder: Path) -> None:
    """Write a state of a disk to a folder that is not there yet."""
    for path, data in sorted(state.items()):
        place = folder / path.relative_to(disk)
        if data is None:
            place.mkdir(parents=True)
        else:
            place.write_bytes(data)
