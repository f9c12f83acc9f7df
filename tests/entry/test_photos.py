"""Photos: what is refused before it is opened, what is kept, and what the public copy no longer says."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation
from PIL import ExifTags, Image, JpegImagePlugin, PngImagePlugin

from records import photos
from records.photos import PhotoRefused, inspect, keep_original, original, public_copy

MARK = b"Invented-Photographer"
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><dc:creator>%s</dc:creator>%s</x:xmpmeta>'
PLACE_IN_XMP = b"<exif:GPSLatitude>33,30.5N</exif:GPSLatitude>"


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.VAR_DIR = tmp_path
    return tmp_path / "originals"


def picture(mode: str = "RGB", size: tuple[int, int] = (120, 80)) -> Image.Image:
    """A picture with a slope, so that its sides can be told apart: dark left, bright right."""
    return Image.linear_gradient("L").transpose(Image.Transpose.ROTATE_90).resize(size).convert(mode)


def saved(image: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def exif(orientation: int = 1, gps: bool = False) -> bytes:
    tags = Image.Exif()
    tags[ExifTags.Base.Artist] = MARK.decode()
    tags[ExifTags.Base.Orientation] = orientation
    if gps:
        tags.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (33.0, 30.0, 30.0)
    return tags.tobytes()


def segment(marker: int, content: bytes) -> bytes:
    return b"\xff" + bytes([marker]) + struct.pack(">H", len(content) + 2) + content


def with_segment(data: bytes, marker: int, content: bytes) -> bytes:
    """A JPEG with one more segment, behind its first."""
    end = 4 + struct.unpack(">H", data[4:6])[0]
    return data[:end] + segment(marker, content) + data[end:]


def segments(data: bytes) -> list[tuple[int, bytes]]:
    """Marker and content of each segment of a JPEG up to its pixels."""
    found, at = [], 2
    while data[at + 1] != 0xDA:
        assert data[at] == 0xFF
        length = struct.unpack(">H", data[at + 2 : at + 4])[0]
        found.append((data[at + 1], data[at + 4 : at + 2 + length]))
        at += 2 + length
    return found


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png_of(
    width: int,
    height: int,
    *,
    bits: int = 8,
    colours: int = 2,
    extra: bytes = b"",
    pixels: bytes = bytes(1000),
) -> bytes:
    """A PNG that claims to be of this size, whatever pixels it has."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, bits, colours, 0, 0, 0))
    body = extra + chunk(b"IDAT", zlib.compress(pixels))
    return b"\x89PNG\r\n\x1a\n" + header + body + chunk(b"IEND", b"")


def iptc(number: int, words: bytes) -> bytes:
    """The content of APP13 with one dataset of IPTC."""
    record = b"\x1c\x02" + bytes([number]) + struct.pack(">H", len(words)) + words
    record += b"\x00" * (len(record) % 2)
    return b"Photoshop 3.0\x008BIM\x04\x04\x00\x00" + struct.pack(">I", len(record)) + record


def zipped() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.txt", "text")
    return stream.getvalue()


SAYING_ALL = with_segment(
    with_segment(
        saved(
            picture(),
            exif=exif(gps=True),
            xmp=XMP % (MARK, PLACE_IN_XMP),
            comment=MARK,
            icc_profile=b"profile of " + MARK,
        ),
        0xED,
        iptc(90, MARK),
    ),
    0xE5,
    MARK,
)
PNG_TEXT = PngImagePlugin.PngInfo()
PNG_TEXT.add_text("Author", MARK.decode())
PNG_TEXT.add_itxt("XML:com.adobe.xmp", (XMP % (MARK, PLACE_IN_XMP)).decode())


# Refused ---------------------------------------------------------------------------------------------------

NO_PHOTO, DAMAGED, OTHER = "not a JPEG, PNG or WebP", "damaged or incomplete", "another kind"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        pytest.param(b"", "empty", id="empty"),
        pytest.param(zipped(), NO_PHOTO, id="zip"),
        pytest.param(b"<!doctype html><html><script>1</script></html>", NO_PHOTO, id="html"),
        pytest.param(b'<svg xmlns="http://www.w3.org/2000/svg"/>', NO_PHOTO, id="svg"),
        pytest.param(saved(picture(), "GIF"), NO_PHOTO, id="gif"),
        pytest.param(saved(picture(), "TIFF"), NO_PHOTO, id="tiff"),
        pytest.param(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(99), NO_PHOTO, id="heic"),
        pytest.param(b"RIFF\x24\0\0\0WAVEfmt " + bytes(99), NO_PHOTO, id="wav"),
        pytest.param(b"\xff\xd8\xff", DAMAGED, id="three bytes"),
        pytest.param(b"\xff\xd8\xff" + b"text" * 99, DAMAGED, id="beginning of a JPEG"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + b"text" * 99, DAMAGED, id="beginning of a PNG"),
        pytest.param(b"RIFF\x10\0\0\0WEBPtexttexttext", DAMAGED, id="beginning of a WebP"),
        pytest.param(png_of(100_000, 100_000), "40 megapixels", id="PNG bomb"),
        pytest.param(png_of(6325, 6325), "40 megapixels", id="just above 40 megapixels"),
        pytest.param(png_of(6320, 6320), DAMAGED, id="claims less, has no pixels"),
        pytest.param(saved(picture(size=(39, 90))), "smaller than 40 × 40", id="narrow"),
        pytest.param(saved(picture(size=(90, 39)), "PNG"), "smaller than 40 × 40", id="flat"),
        pytest.param(saved(picture()) + zipped(), OTHER, id="JPEG and zip"),
        pytest.param(saved(picture(), "PNG") + zipped(), OTHER, id="PNG and zip"),
        pytest.param(saved(picture(), "WEBP") + b"<html><body>", OTHER, id="WebP and HTML"),
        pytest.param(saved(picture()) + b"<?php echo 1;", OTHER, id="JPEG and PHP"),
        pytest.param(saved(picture(), comment=b"<script>alert(1)</script>"), OTHER, id="HTML in a comment"),
        pytest.param(saved(picture(), comment=b"%PDF-1.7"), OTHER, id="PDF in a comment"),
        pytest.param(with_segment(saved(picture()), 0xFE, zipped()), OTHER, id="zip in a comment"),
    ],
)
def test_what_is_no_photo_is_refused_by_what_it_holds(data: bytes, says: str) -> None:
    for judge in (lambda: inspect(data, "photo.jpg"), lambda: public_copy(data)):
        with pytest.raises(PhotoRefused, match=says):
            judge()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_cut_short_anywhere_is_refused(kind: str) -> None:
    whole = saved(picture(size=(300, 200)), kind)
    inspect(whole, "whole")
    for kept in [*range(20, len(whole), len(whole) // 20), len(whole) - 4, len(whole) - 1]:
        with pytest.raises(PhotoRefused):
            inspect(whole[:kept], "photo.jpg")


def test_pixels_that_cannot_be_decoded_are_refused() -> None:
    data = bytearray(saved(picture(size=(300, 200)), "PNG"))
    at = data.index(b"IDAT") + 4
    data[at : at + 40] = bytes(40)
    with pytest.raises(PhotoRefused, match=DAMAGED):
        inspect(bytes(data), "photo.png")


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_a_moving_picture_is_refused(kind: str) -> None:
    frames = [picture(), picture().transpose(Image.Transpose.ROTATE_180)]
    with pytest.raises(PhotoRefused, match="moves"):
        inspect(saved(frames[0], kind, save_all=True, append_images=frames[1:]), "photo")


def test_a_file_above_ten_megabytes_is_refused() -> None:
    data = saved(picture())
    inspect(data + bytes(photos.MAX_BYTES - len(data)), "photo.jpg")
    with pytest.raises(PhotoRefused, match="10 MB"):
        inspect(data + bytes(photos.MAX_BYTES - len(data) + 1), "photo.jpg")


@pytest.fixture
def no_decoder(monkeypatch: pytest.MonkeyPatch) -> None:
    def asked(_stream: io.BytesIO) -> None:
        pytest.fail("A decoder was asked.")

    monkeypatch.setattr(photos, "_DECODERS", dict.fromkeys(photos._DECODERS, asked))


@pytest.mark.usefixtures("no_decoder")
@pytest.mark.parametrize(
    "header",
    [
        b"VP8X\x0a\0\0\0\0\0\0\0" + b"\xff\xff\x00" * 2,
        b"VP8L\x0a\0\0\0\x2f\xff\xff\xff\x0f" + bytes(9),
        b"VP8 \x0a\0\0\0\0\0\0\x9d\x01\x2a\xff\x3f\xff\x3f",
    ],
)
def test_no_decoder_is_asked_about_a_webp_that_claims_too_much(header: bytes) -> None:
    data = b"WEBP" + header
    with pytest.raises(PhotoRefused, match="40 megapixels"):
        inspect(b"RIFF" + struct.pack("<I", len(data)) + data, "photo.webp")


@pytest.mark.usefixtures("no_decoder")
def test_no_decoder_is_asked_about_a_webp_cut_short() -> None:
    with pytest.raises(PhotoRefused, match=DAMAGED):
        inspect(saved(picture(), "WEBP")[:-1], "photo.webp")


@pytest.mark.usefixtures("no_decoder")
def test_no_decoder_is_asked_about_a_jpeg_that_claims_too_much() -> None:
    data = bytearray(saved(picture()))
    at = data.index(b"\xff\xc0") + 5
    data[at : at + 4] = struct.pack(">HH", 65_000, 65_000)
    with pytest.raises(PhotoRefused, match="40 megapixels"):
        inspect(bytes(data), "photo.jpg")


@pytest.mark.usefixtures("no_decoder")
def test_no_decoder_is_asked_about_a_jpeg_of_two_sizes() -> None:
    frame = struct.pack(">BHHB", 8, 65_000, 65_000, 1) + b"\x01\x11\x00"
    with pytest.raises(PhotoRefused, match=DAMAGED):
        inspect(with_segment(saved(picture()), 0xC0, frame), "photo.jpg")


def test_a_jpeg_of_endless_scans_is_refused() -> None:
    data = saved(picture("L"), progressive=True)
    inspect(data, "photo.jpg")
    last = data.rindex(b"\xff\xda")
    with pytest.raises(PhotoRefused, match=DAMAGED):
        inspect(data[:-2] + data[last:-2] * photos.MAX_SCANS + data[-2:], "photo.jpg")


def test_the_limits_of_other_users_of_pillow_stay_as_they_are() -> None:
    before = Image.MAX_IMAGE_PIXELS
    inspect(saved(picture()), "photo.jpg")
    assert before == Image.MAX_IMAGE_PIXELS


# Inspected -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "media_type", "options"),
    [
        ("JPEG", "image/jpeg", {}),
        ("JPEG", "image/jpeg", {"progressive": True}),
        ("PNG", "image/png", {}),
        ("WEBP", "image/webp", {}),
        ("WEBP", "image/webp", {"lossless": True}),
        ("WEBP", "image/webp", {"exif": exif()}),
    ],
)
def test_a_photo_is_known_by_what_it_holds(kind: str, media_type: str, options: dict[str, Any]) -> None:
    data = saved(picture(), kind, **options)
    seen = inspect(data, "photo.gif")
    assert (seen.media_type, seen.size, seen.width, seen.height) == (media_type, len(data), 120, 80)
    assert seen.has_location is False
    assert seen.sha256 == keep_original(data)


def test_a_phones_second_picture_is_no_movement() -> None:
    data = saved(picture(), "MPO", save_all=True, append_images=[picture()])
    assert inspect(data, "photo.jpg").media_type == "image/jpeg"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(saved(picture(), exif=exif(gps=True)), id="JPEG, EXIF"),
        pytest.param(saved(picture(), "PNG", exif=exif(gps=True)), id="PNG, EXIF"),
        pytest.param(saved(picture(), "WEBP", exif=exif(gps=True)), id="WebP, EXIF"),
        pytest.param(saved(picture(), xmp=XMP % (MARK, PLACE_IN_XMP)), id="JPEG, XMP"),
        pytest.param(saved(picture(), "PNG", pnginfo=PNG_TEXT), id="PNG, XMP"),
        pytest.param(saved(picture(), "WEBP", xmp=XMP % (MARK, PLACE_IN_XMP)), id="WebP, XMP"),
        pytest.param(saved(picture(), xmp=XMP % (MARK, b'<r photoshop:City="X"/>')), id="town in XMP"),
        pytest.param(
            with_segment(
                saved(picture()),
                0xE1,
                b"http://ns.adobe.com/xmp/extension/\0" + bytes(40) + XMP % (b"", PLACE_IN_XMP),
            ),
            id="extended XMP",
        ),
        pytest.param(with_segment(saved(picture()), 0xED, iptc(90, b"Town")), id="town in IPTC"),
        pytest.param(with_segment(saved(picture()), 0xE1, exif(gps=True)[:60]), id="EXIF cut short"),
        pytest.param(saved(picture()) + saved(picture(), exif=exif(gps=True)), id="EXIF of a second picture"),
    ],
)
def test_a_place_in_the_file_is_noticed(data: bytes) -> None:
    assert inspect(data, "photo").has_location is True


@pytest.mark.parametrize(
    "data",
    [
        saved(picture(), exif=exif(), comment=MARK),
        with_segment(saved(picture()), 0xE1, b"Exif\0\0damaged"),
        with_segment(saved(picture()), 0xED, b"Photoshop 3.0\0damaged"),
        saved(picture(), xmp=XMP % (MARK, b"<xmp:CreatorTool>Location</xmp:CreatorTool>")),
        with_segment(saved(picture()), 0xED, iptc(80, b"Author")),
    ],
)
def test_other_metadata_are_no_place(data: bytes) -> None:
    assert inspect(data, "photo").has_location is False


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("صورة 1.jpg", "صورة 1.jpg"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("a\x00b\r\nc\u2066\u200f\u061c.png", "abc.png"),
        ("C:\\Users\\Invented\\photo.jpg", "photo.jpg"),
        ("x" * 300, "x" * 200),
        ("\ud800.jpg", ".jpg"),
    ],
)
def test_a_name_is_plain_and_short(name: str, kept: str) -> None:
    assert inspect(saved(picture()), name).name == kept


# Kept ------------------------------------------------------------------------------------------------------


def test_the_original_keeps_every_byte(folder: Path) -> None:
    digest = keep_original(SAYING_ALL)
    assert original(digest) == SAYING_ALL
    assert SAYING_ALL.count(MARK) >= 5
    assert folder.stat().st_mode & 0o777 == 0o700
    assert (folder / digest).stat().st_mode & 0o777 == 0o600


def test_the_same_bytes_are_one_file_written_once(folder: Path) -> None:
    digest = keep_original(SAYING_ALL)
    before = (folder / digest).stat()
    assert keep_original(SAYING_ALL) == digest
    assert [path.name for path in folder.iterdir()] == [digest]
    assert ((folder / digest).stat().st_ino, (folder / digest).stat().st_mtime_ns) == (
        before.st_ino,
        before.st_mtime_ns,
    )


def test_a_write_that_fails_leaves_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(photos.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        keep_original(SAYING_ALL)
    assert list(folder.iterdir()) == []


def test_an_altered_original_is_neither_read_nor_kept_again(folder: Path) -> None:
    digest = keep_original(SAYING_ALL)
    (folder / digest).write_bytes(SAYING_ALL + b"x")
    with pytest.raises(PhotoRefused, match="altered"):
        original(digest)
    with pytest.raises(PhotoRefused, match="altered"):
        keep_original(SAYING_ALL)


@pytest.mark.parametrize("digest", ["0" * 64, "", "../outside", "0" * 63 + "\n", "A" * 64])
def test_an_original_that_is_not_there_is_refused(digest: str, tmp_path: Path) -> None:
    (tmp_path / "outside").write_bytes(b"secret")
    with pytest.raises(PhotoRefused, match="missing"):
        original(digest)


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
