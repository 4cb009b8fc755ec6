"""A picture is told by its content and drawn anew: where, when and by what it was taken does not stay."""

from io import BytesIO

import pytest
from PIL import Image, PngImagePlugin

from shared.core.errors import Problem
from shared.core.pictures import LONGEST, MOST_BYTES, clean_picture

SECRET = b"Jalan Melati 5"


def drawn(kind: str, size: tuple[int, int] = (60, 40), mode: str = "RGB", **more: object) -> bytes:
    out = BytesIO()
    Image.new(mode, size, 128 if mode in ("L", "P") else (200, 30, 30, 90)[: len(mode)]).save(out, kind, **more)
    return out.getvalue()


def exif(orientation: int = 1) -> bytes:
    told = Image.Exif()
    told[0x0112], told[0x010E] = orientation, SECRET.decode()
    told.get_ifd(0x8825)[2] = (6.0, 12.0, 30.0)
    return told.tobytes()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_what_is_told_beside_the_picture_goes(kind: str) -> None:
    more: dict[str, object] = {"exif": exif()}
    if kind == "JPEG":
        more["comment"] = SECRET
    if kind == "PNG":
        more["pnginfo"] = PngImagePlugin.PngInfo()
        more["pnginfo"].add_text("Comment", SECRET.decode())  # type: ignore[attr-defined]
    else:
        more["icc_profile"] = SECRET
    sent = drawn(kind, **more)
    assert SECRET in sent
    cleaned = clean_picture(sent)
    assert SECRET not in cleaned.data
    with Image.open(BytesIO(cleaned.data)) as kept:
        assert (kept.format, kept.size) == (kind, (60, 40))
        assert not kept.getexif()
        assert "icc_profile" not in kept.info
    assert cleaned.media_type == f"image/{kind.lower()}"


def test_it_stands_upright_afterwards() -> None:
    assert (clean_picture(drawn("JPEG", exif=exif(6))).width, clean_picture(drawn("JPEG")).width) == (40, 60)


@pytest.mark.parametrize(("kind", "mode"), [("JPEG", "L"), ("JPEG", "CMYK"), ("PNG", "P"), ("PNG", "RGBA")])
def test_every_way_of_colour_is_taken(kind: str, mode: str) -> None:
    assert clean_picture(drawn(kind, mode=mode)).height == 40


def test_a_long_one_is_made_smaller() -> None:
    assert clean_picture(drawn("JPEG", (4000, 2000))).width == LONGEST


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"<script>alert(1)</script>",
        b"\xff\xd8\xff\xe0 and then nothing",
        b"\x89PNG\r\n\x1a\n" + bytes(60),
        b"%PDF-1.7",
        drawn("GIF"),
        drawn("BMP"),
        drawn("JPEG", (600, 400))[:300],
        drawn("PNG", (600, 400), mode="RGBA")[:200],
    ],
    ids=lambda sent: repr(sent[:8]),
)
def test_what_is_no_whole_picture_is_refused(sent: bytes) -> None:
    with pytest.raises(Problem) as refused:
        clean_picture(sent)
    assert refused.value.status == 415


def test_too_many_bytes_or_pixels_are_refused() -> None:
    for sent in (bytes(MOST_BYTES + 1), drawn("PNG", (10_000, 6_000), mode="L"), drawn("PNG", (20_000, 15_000), "L")):
        with pytest.raises(Problem) as refused:
            clean_picture(sent)
        assert refused.value.status == 413
