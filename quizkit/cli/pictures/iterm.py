"""Pictures by the protocol of iTerm2, which WezTerm, Konsole and others have too: any file they know.

Source: https://iterm2.com/documentation-images.html.
"""

from base64 import b64encode


def shown(data: bytes, columns: int, rows: int) -> str:
    """Return what shows a picture on so many cells from the cursor on, its proportions kept."""
    keys = f"inline=1;size={len(data)};width={columns};height={rows};preserveAspectRatio=1"
    return f"\x1b]1337;File={keys}:{b64encode(data).decode()}\x07"
