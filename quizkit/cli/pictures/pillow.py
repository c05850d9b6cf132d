"""Pictures read by Pillow, of the extra `pictures`: those that a terminal does not read itself."""

from importlib.util import find_spec
from io import BytesIO
from typing import TYPE_CHECKING, Any

from quizkit.cli.pictures.sizes import Size, is_sound

if TYPE_CHECKING:
    from PIL.Image import Image

_LARGEST = Size(1200, 1200)
"""No screen shows more of a picture."""


def is_there() -> bool:
    """Return whether Pillow is installed."""
    return find_spec("PIL") is not None


def read(data: bytes) -> "Image | None":
    """Return a picture in RGBA, the right way up; None if it cannot be read.

    Args:
        data: the bytes of a PNG, JPEG, GIF or WebP file, of which the first image is taken.
    """
    from PIL import Image, ImageOps

    if not is_sound(data):
        return None
    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG", "GIF", "WEBP")) as opened:
            opened.draft("RGB", _LARGEST)  # of a JPEG no more is read than is shown
            picture: Any = ImageOps.exif_transpose(opened).convert("RGBA")
    except Exception:  # a file that is broken on purpose has its library raise anything
        return None
    picture.thumbnail(_LARGEST)
    return picture  # type: ignore[no-any-return]


def png_of(picture: "Image", room: Size) -> bytes:
    """Return a picture as PNG, shrunk into so many pixels."""
    shrinks = picture.width > room.width or picture.height > room.height
    written = BytesIO()
    (fitted(picture, room) if shrinks else picture).save(written, "PNG", compress_level=1)
    return written.getvalue()


def fitted(picture: "Image", room: Size) -> "Image":
    """Return a picture as large as has room in so many pixels, and a pixel wide and high at least."""
    scale = min(room.width / picture.width, room.height / picture.height)
    return picture.resize(
        (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    )
