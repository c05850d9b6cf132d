"""Pictures by the protocol of kitty, which Ghostty and others have too: PNG by its bytes.

Source: https://sw.kovidgoyal.net/kitty/graphics-protocol/ (as of kitty 0.26).
"""

from base64 import b64encode

_CHUNK = 4096
"""Characters that may stand in one sequence."""

DELETED = "\x1b_Ga=d,d=A,q=2\x1b\\"
"""Takes all pictures from the screen, and their data from the terminal."""


def shown(png: bytes, columns: int, rows: int, number: int) -> str:
    """Return what shows a picture on so many cells from the cursor on, which stays where it is.

    Args:
        png: the bytes of the file.
        columns: of the place; the picture is made to fill it.
        rows: likewise.
        number: of the picture on this screen, from 1.
    """
    text = b64encode(png).decode()
    parts = [text[at : at + _CHUNK] for at in range(0, len(text), _CHUNK)]
    keys = f"a=T,f=100,t=d,i={number},c={columns},r={rows},C=1,q=2,"
    sent = []
    for number_of_part, part in enumerate(parts, 1):
        sent.append(f"\x1b_G{keys}m={int(number_of_part < len(parts))};{part}\x1b\\")
        keys = "q=2,"
    return "".join(sent)
