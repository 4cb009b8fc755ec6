"""Pictures that people hand in: told by their content, and drawn anew, so that nothing but the picture is left."""

import hashlib
from dataclasses import dataclass
from io import BytesIO
from threading import Lock
from typing import TYPE_CHECKING

from shared.core.errors import TooLarge, too_large, wrong_type

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_BYTES = 5 * 1024 * 1024
FORM_BYTES = MOST_BYTES + 100_000
"""The picture, and what a form puts around it."""
MOST_PIXELS = 50_000_000
LONGEST = 3000
"""Pixels of the longer side that are kept: enough to read a card by."""
KINDS = ("JPEG", "PNG", "WEBP")
PICTURE_TYPES = ("image/jpeg", "image/png", "image/webp")

_one_at_a_time = Lock()
"""Fifty million pixels are 200 MB for a moment: an instance draws one picture after another."""


@dataclass(frozen=True)
class Picture:
    """A picture without where, when and by what it was taken."""

    data: bytes
    media_type: str
    width: int
    height: int

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


def clean_picture(data: bytes) -> Picture:
    """The picture drawn anew, upright, at most 3,000 pixels long. Raises TooLarge; 415 for what is no picture."""
    if len(data) > MOST_BYTES:
        raise too_large(MOST_BYTES)
    with _one_at_a_time:
        return _drawn_anew(data)


def _drawn_anew(data: bytes) -> Picture:
    from PIL import Image, ImageOps

    try:
        with Image.open(BytesIO(data), formats=KINDS) as sent:
            kind = str(sent.format)
            if sent.width * sent.height > MOST_PIXELS:
                raise _too_many_pixels()
            if kind == "JPEG":
                sent.draft("RGB", (LONGEST, LONGEST))  # decodes no more than is kept
            upright = ImageOps.exif_transpose(sent)
            drawn = upright.convert("RGBA" if kind != "JPEG" and upright.has_transparency_data else "RGB")
        drawn.thumbnail((LONGEST, LONGEST))
        drawn.info.clear()  # a comment or a profile would be written again
        drawn.getexif().clear()
        return Picture(_written(drawn, kind), f"image/{kind.lower()}", drawn.width, drawn.height)
    except TooLarge:
        raise
    except Image.DecompressionBombError as error:
        raise _too_many_pixels() from error
    except Exception as error:
        # Pillow's decoders raise whatever the bytes make them trip over.
        raise wrong_type(
            "Kirim foto JPEG, PNG, atau WebP yang utuh.", "Send a whole JPEG, PNG or WebP picture.", "file"
        ) from error


def _written(drawn: "Image", kind: str) -> bytes:
    out = BytesIO()
    drawn.save(out, kind, quality=88) if kind != "PNG" else drawn.save(out, kind)
    return out.getvalue()


def _too_many_pixels() -> TooLarge:
    return TooLarge(
        message_id="Fotonya terlalu besar, paling banyak 50 juta piksel.",
        message_en="The picture is too large: at most 50 million pixels.",
    )
