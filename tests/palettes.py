"""The colours of terminals as they come: facts that the legibility of what is written rests on.

Each with its source. Colours by number, 16 to 255, are the same in all of them.
"""

from collections.abc import Mapping
from typing import NamedTuple

LEVELS = (0x00, 0x5F, 0x87, 0xAF, 0xD7, 0xFF)
"""Those of each of red, green and blue in colours 16 to 231; xterm, 256colres.pl."""


class Palette(NamedTuple):
    """What words are written in and on, and the colours that have names."""

    plain: str
    page: str
    named: Mapping[str, str]


_XTERM = {"red": "#cd0000", "green": "#00cd00", "yellow": "#cdcd00", "cyan": "#00cdcd"}
_SOLARIZED = {"red": "#dc322f", "green": "#859900", "yellow": "#b58900", "cyan": "#2aa198"}

PALETTES = {
    # xterm, XTerm-col.ad: red3, green3, yellow3, cyan3, gray90; black on white, or with -rv
    "xterm on white": Palette("#000000", "#ffffff", _XTERM),
    "xterm on black": Palette("#e5e5e5", "#000000", _XTERM),
    # VS Code, terminalColorRegistry.ts at 04069313; editor.background of light_vs and dark_vs
    "VS Code light": Palette(
        "#333333",
        "#ffffff",
        {"red": "#cd3131", "green": "#00bc00", "yellow": "#949800", "cyan": "#0598bc"},
    ),
    "VS Code dark": Palette(
        "#cccccc",
        "#1e1e1e",
        {"red": "#cd3131", "green": "#0dbc79", "yellow": "#e5e510", "cyan": "#11a8cd"},
    ),
    # Solarized, README.md, "The Values": base00 on base3, base0 on base03
    "Solarized light": Palette("#657b83", "#fdf6e3", _SOLARIZED),
    "Solarized dark": Palette("#839496", "#002b36", _SOLARIZED),
}


def by_number(number: int) -> str:
    """Return a colour of the cube, 16 to 231, or a grey, 232 to 255, by its number."""
    if number > 231:
        return "#" + 3 * f"{8 + 10 * (number - 232):02x}"
    red, rest = divmod(number - 16, 36)
    return "#" + "".join(f"{LEVELS[level]:02x}" for level in (red, *divmod(rest, 6)))


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, by the definition of WCAG 2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21, by the definition of WCAG 2."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)
