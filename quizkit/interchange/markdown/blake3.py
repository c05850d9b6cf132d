"""The hash BLAKE3, by which hashcards knows its cards; Python's library has none.

Source: the paper "BLAKE3: one function, fast everywhere" (2020), with the names that it has.
"""

import struct
from collections.abc import Sequence

_IV = (
    0x6A09E667, 0xBB67AE85, 0x3C6EF372, 0xA54FF53A, 0x510E527F, 0x9B05688C, 0x1F83D9AB, 0x5BE0CD19,
)  # fmt: skip
_PERMUTATION = (2, 6, 3, 10, 7, 0, 4, 13, 1, 11, 12, 5, 9, 14, 15, 8)
_COLUMNS_AND_DIAGONALS = (
    (0, 4, 8, 12), (1, 5, 9, 13), (2, 6, 10, 14), (3, 7, 11, 15),
    (0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14),
)  # fmt: skip
_CHUNK_START, _CHUNK_END, _PARENT, _ROOT = 1, 2, 4, 8
_BLOCK, _CHUNK = 64, 1024
_MASK = 0xFFFFFFFF


def blake3(data: bytes) -> str:
    """Return the hash of some bytes, 64 hex digits."""
    chunks = [data[at : at + _CHUNK] for at in range(0, len(data), _CHUNK)] or [b""]
    if len(chunks) == 1:
        return _hex(_chunk(chunks[0], 0, _ROOT))
    nodes = [_chunk(chunk, number, 0) for number, chunk in enumerate(chunks)]
    while len(nodes) > 2:  # the largest full tree stands on the left: pairs, and one left over
        pairs = zip(nodes[::2], nodes[1::2], strict=False)
        nodes = [_parent(*pair, 0) for pair in pairs] + nodes[len(nodes) & ~1 :]
    return _hex(_parent(nodes[0], nodes[1], _ROOT))


def _hex(words: Sequence[int]) -> str:
    return struct.pack("<8I", *words).hex()


def _chunk(data: bytes, number: int, root: int) -> Sequence[int]:
    """Return the chaining value of up to 1,024 bytes."""
    value: Sequence[int] = _IV
    blocks = [data[at : at + _BLOCK] for at in range(0, len(data), _BLOCK)] or [b""]
    for at, block in enumerate(blocks):
        flags = (_CHUNK_START if not at else 0) | (
            _CHUNK_END | root if at == len(blocks) - 1 else 0
        )
        words = struct.unpack("<16I", block.ljust(_BLOCK, b"\0"))
        value = _compressed(value, words, number, len(block), flags)
    return value


def _parent(left: Sequence[int], right: Sequence[int], root: int) -> Sequence[int]:
    return _compressed(_IV, (*left, *right), 0, _BLOCK, _PARENT | root)


def _compressed(
    value: Sequence[int], words: Sequence[int], number: int, length: int, flags: int
) -> Sequence[int]:
    """Return the first half of what the compression function makes of a block."""
    v = [*value, *_IV[:4], number & _MASK, number >> 32, length, flags]
    for _ in range(7):
        for at, (a, b, c, d) in enumerate(_COLUMNS_AND_DIAGONALS):
            x, y = words[2 * at], words[2 * at + 1]
            v[a] = (v[a] + v[b] + x) & _MASK
            v[d] = _turned(v[d] ^ v[a], 16)
            v[c] = (v[c] + v[d]) & _MASK
            v[b] = _turned(v[b] ^ v[c], 12)
            v[a] = (v[a] + v[b] + y) & _MASK
            v[d] = _turned(v[d] ^ v[a], 8)
            v[c] = (v[c] + v[d]) & _MASK
            v[b] = _turned(v[b] ^ v[c], 7)
        words = [words[at] for at in _PERMUTATION]
    return [v[at] ^ v[at + 8] for at in range(8)]


def _turned(word: int, bits: int) -> int:
    return (word >> bits) | ((word << (32 - bits)) & _MASK)
