"""Photos made by hand for tests: with places, comments and faults in them. Everything in them is invented."""

import io
import struct
import zipfile
import zlib
from typing import Any

from PIL import ExifTags, Image, PngImagePlugin

MARK = b"Invented-Photographer"
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><dc:creator>%s</dc:creator>%s</x:xmpmeta>'
PLACE_IN_XMP = b"<exif:GPSLatitude>33,30.5N</exif:GPSLatitude>"


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
