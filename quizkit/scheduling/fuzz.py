"""Fuzz: moving an interval a little, so that cards learned together do not come back together.

Which way a card goes is drawn from its seed and the number of its reviews, never from a random
generator: asked twice, the answer is the same.
"""

from binascii import crc32  # that of zlib, without loading it
from functools import lru_cache
from operator import index


@lru_cache(maxsize=1024)
def fuzz_range(days: int, minimum: int, maximum: int) -> tuple[int, int]:
    """Return the shortest and the longest interval in days that may stand for one of `days`.

    Source: py-fsrs 6.3.2 and Anki: 15 % of the days from 2.5 to 7, 10 % of those to 20 and 5 % of
    the rest, and a day, to both sides. Below 2.5 days nothing moves.
    """
    if days < 2.5:
        return days, days
    delta = (
        1 + 0.15 * (min(days, 7) - 2.5) + 0.1 * max(min(days, 20) - 7, 0) + 0.05 * max(days - 20, 0)
    )
    high = min(round(days + delta), maximum)
    return min(max(2, minimum, round(days - delta)), high), high


def draw(seed: int | str, reviews: int) -> int:
    """Return 32 bits for a card at its n-th review, spread evenly over cards and over reviews.

    Raises:
        ValueError: the seed is neither a whole number nor a text.
    """
    if isinstance(seed, str):
        number = crc32(seed.encode(errors="surrogatepass"))
    else:
        try:
            number = index(seed) + 0x2545F4914F6CDD1D  # so that 0 is not special
        except TypeError:
            raise ValueError(f"seed is a whole number or a text, not {seed!r}") from None
    # Multiples of a large odd number fill the range evenly. Which number it is depends on the
    # review, so that two cards do not keep their distance for ever.
    odd = 0x9E3779B97F4A7C15 + reviews * 0xD1B54A32D192ED02
    return (number * odd & 0xFFFFFFFFFFFFFFFF) >> 32
