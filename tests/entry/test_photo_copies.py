"""The public copy of a photo: drawn anew, upright, with nothing of what the original carried."""

import io
import struct

import pytest
from PIL import Image, JpegImagePlugin

from records import photos
from records.photos import inspect, public_copy
from tests.support.photos import (
    MARK,
    PLACE_IN_XMP,
    PNG_TEXT,
    SAYING_ALL,
    XMP,
    chunk,
    exif,
    picture,
    png_of,
    saved,
    segments,
    with_segment,
)

pytestmark = pytest.mark.usefixtures("english", "folder")


# Copied for the public -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(SAYING_ALL, id="JPEG"),
        pytest.param(saved(picture(), "PNG", exif=exif(6, gps=True), pnginfo=PNG_TEXT), id="PNG"),
        pytest.param(saved(picture(), "WEBP", exif=exif(3), xmp=XMP % (MARK, PLACE_IN_XMP)), id="WebP"),
        pytest.param(saved(picture(), comment=MARK, dpi=(97, 97)), id="comment"),
        pytest.param(saved(picture("CMYK"), exif=exif(), icc_profile=MARK), id="CMYK"),
        pytest.param(saved(picture(), exif=exif()) + saved(picture(), exif=exif()), id="picture behind"),
    ],
)
def test_the_public_copy_says_nothing_but_pixels(data: bytes) -> None:
    assert MARK in data
    copy, _width, _height = public_copy(data)
    assert MARK not in copy
    assert b"GPS" not in copy
    application = [(marker, content) for marker, content in segments(copy) if 0xE0 <= marker <= 0xEF]
    assert [(marker, content[:5]) for marker, content in application] == [(0xE0, b"JFIF\0")]
    assert len(application[0][1]) == 14  # no thumbnail
    assert 0xFE not in [marker for marker, _content in segments(copy)]
    assert copy.endswith(b"\xff\xd9")
    assert copy.count(b"\xff\xd8\xff") == 1
    image = Image.open(io.BytesIO(copy))
    assert (image.format, image.mode) == ("JPEG", "RGB")
    assert not image.getexif()
    assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_the_public_copy_is_the_same_each_time() -> None:
    assert public_copy(SAYING_ALL) == public_copy(SAYING_ALL)


def corners(copy: bytes) -> list[str]:
    """Colours at the corners: top left, top right, bottom left, bottom right."""
    image = Image.open(io.BytesIO(copy))
    width, height = image.size
    found = []
    for spot in ((9, 9), (width - 10, 9), (9, height - 10), (width - 10, height - 10)):
        near = {name: sum(abs(a - b) for a, b in zip(image.getpixel(spot), colour, strict=True))
                for name, colour in COLOURS.items()}  # fmt: skip
        found.append(min(near, key=lambda name: near[name]))
    return found


COLOURS = {"red": (255, 0, 0), "green": (0, 255, 0), "blue": (0, 0, 255), "white": (255, 255, 255)}
#: Where each corner of a picture lies that was stored with this orientation, as EXIF defines it.
UPRIGHT = ["red", "green", "blue", "white"]
TO_STORED = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,  # "rotate 90 CW to see it": stored turned the other way
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_public_copy_stands_upright(orientation: int, kind: str) -> None:
    upright = Image.new("RGB", (120, 80))
    for number, colour in enumerate(UPRIGHT):
        upright.paste(COLOURS[colour], (number % 2 * 60, number // 2 * 40, 120, 40 + number // 2 * 40))
    turn = TO_STORED[orientation]
    stored = upright if turn is None else upright.transpose(turn)
    data = saved(stored, kind, exif=exif(orientation), quality=95)
    copy, width, height = public_copy(data)
    assert (width, height) == (120, 80)
    assert corners(copy) == UPRIGHT
    assert (inspect(data, "photo").width, inspect(data, "photo").height) == stored.size


def test_a_photo_whose_orientation_cannot_be_read_stays_as_it_is() -> None:
    data = with_segment(saved(picture()), 0xE1, b"Exif\0\0damaged")
    assert public_copy(data)[1:] == (120, 80)


@pytest.mark.parametrize(
    ("size", "copied"),
    [((1600, 400), (800, 200)), ((500, 2000), (200, 800)), ((120, 80), (120, 80)), ((3000, 40), (800, 11))],
)
def test_the_long_side_is_at_most_800(size: tuple[int, int], copied: tuple[int, int]) -> None:
    copy, width, height = public_copy(saved(picture(size=size)))
    assert (width, height) == copied == Image.open(io.BytesIO(copy)).size


def brightness(data: bytes, x: int) -> int:
    grey = Image.open(io.BytesIO(public_copy(data)[0])).convert("L").getpixel((x, 40))
    assert isinstance(grey, int)
    return grey


@pytest.mark.parametrize(
    ("mode", "kind"),
    [
        ("1", "PNG"), ("L", "PNG"), ("P", "PNG"), ("RGB", "PNG"), ("LA", "PNG"),
        ("L", "JPEG"), ("RGB", "JPEG"), ("CMYK", "JPEG"), ("YCbCr", "JPEG"), ("RGB", "WEBP"),
    ],
)  # fmt: skip
def test_colours_of_every_kind_come_through(mode: str, kind: str) -> None:
    data = saved(picture(mode), kind)
    assert brightness(data, 5) < 60
    assert brightness(data, 114) > 200
    if mode not in ("1", "P"):
        assert 90 < brightness(data, 60) < 165


@pytest.mark.parametrize("extra", [b"", chunk(b"tRNS", b"\x00\xc8")])
def test_sixteen_bits_of_grey_come_through(extra: bytes) -> None:
    row = b"\0" + b"".join(struct.pack(">H", x * 65535 // 119) for x in range(120))
    data = png_of(120, 80, bits=16, colours=0, extra=extra, pixels=row * 80)
    assert brightness(data, 5) < 60
    assert 115 < brightness(data, 60) < 140
    assert 190 < brightness(data, 93) < 210  # 200 of 256, where tRNS means 200 of 65,536
    assert brightness(data, 114) > 200


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "L", "RGB"])
def test_what_is_transparent_becomes_white(mode: str) -> None:
    if mode in ("RGBA", "LA"):
        image = Image.new(mode, (120, 80), (0,) * len(mode))
        image.paste((0,) * (len(mode) - 1) + (255,), (60, 0, 120, 80))
        data = saved(image, "PNG")
    else:
        image = Image.new(mode, (120, 80), 1 if mode != "RGB" else (1, 1, 1))
        image.paste(0 if mode != "RGB" else (0, 0, 0), (60, 0, 120, 80))
        if mode == "P":
            image.putpalette([0, 0, 0, 1, 1, 1])
        data = saved(image, "PNG", transparency=1 if mode != "RGB" else (1, 1, 1))
    assert brightness(data, 20) > 250
    assert brightness(data, 100) < 5


def test_half_transparent_is_half_white() -> None:
    assert 120 < brightness(saved(Image.new("RGBA", (120, 80), (0, 0, 0, 128)), "PNG"), 60) < 135


def test_the_tables_of_the_decoders_name_what_they_decode() -> None:
    assert photos._DECODERS["image/jpeg"] is JpegImagePlugin.JpegImageFile
    assert [decoder.format for decoder in photos._DECODERS.values()] == ["JPEG", "PNG", "WEBP"]
