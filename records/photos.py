"""Photos that people hand in: judged before they are opened, kept as they came, copied for the public.

A file is judged by what it holds, not by what it is called. Its size in pixels is read from its header by a few lines
of this module, so that no decoder sees a picture larger than it may be; each decoder is called by its own name, so
that none guesses. The original keeps every byte, also those that say where and by whom it was taken, and is for those
who work on the case; the public copy is drawn anew and holds pixels alone. Sizes are in bytes and pixels.
"""

import hashlib
import io
import os
import re
import tempfile
import time
import unicodedata
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from django.conf import settings
from django.utils.translation import gettext as _
from PIL import ExifTags, Image, IptcImagePlugin
from PIL.ImageFile import ImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.WebPImagePlugin import WebPImageFile

MAX_BYTES = 10 * 1024 * 1024
MAX_PIXELS = 40_000_000
MIN_SIDE = 40
#: A progressive JPEG has about ten; thousands over a large picture would keep the decoder busy for hours.
MAX_SCANS = 100
#: The long side of a public copy.
PUBLIC_SIDE = 800
MAX_NAME = 200

_JPEG, _PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
_DECODERS: dict[str, type[ImageFile]] = {
    "image/jpeg": JpegImageFile,
    "image/png": PngImageFile,
    "image/webp": WebPImageFile,
}
#: The next marker: no stuffed byte, no restart within a scan, no filling.
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_SIZE_MARKERS = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
#: What other programs take for a page, a document or an archive of their own.
_OTHER_KIND = re.compile(
    rb"<(?:!doctype|html|head|body|script|svg|iframe)[\s>]|<\?php|%PDF-|Rar!\x1a\x07|7z\xbc\xaf\x27\x1c",
    re.IGNORECASE,
)
#: How far a reader of pages and documents looks for the sign of its own kind.
_SNIFFED = 1024
#: The entry of EXIF that leads to its GPS, in both orders of bytes; found also where the rest cannot be read.
_GPS_ENTRY = re.compile(rb"\x88\x25\x00[\x04\x0d]\x00\x00\x00\x01|\x25\x88[\x04\x0d]\x00\x01\x00\x00\x00")
#: GPS of EXIF as XMP has it, and the places of Photoshop and IPTC, whatever prefix stands before them.
_XMP_PLACE = re.compile(
    rb":(?:GPS\w+|Latitude|Longitude|City|State|Country\w*|ProvinceState|Sublocation|Location\w*)\b",
    re.IGNORECASE,
)
#: Datasets of IPTC: location code and name, city, sublocation, province, country code and name.
_IPTC_PLACE = {(2, 26), (2, 27), (2, 90), (2, 92), (2, 95), (2, 100), (2, 101)}
#: How a picture is turned to stand upright, by EXIF orientation.
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_DIGEST = re.compile(r"[0-9a-f]{64}")


class PhotoRefused(ValueError):
    """The file is no photo that can be kept or read; the message is for the person who uploads it."""


@dataclass(frozen=True)
class Original:
    """What is known of a photo as it came. `width` and `height` are as stored, before it is turned upright.

    `has_location` says that the file names a place: by GPS in EXIF, even a damaged one or that of a second picture
    behind the first, or by GPS or words in its XMP or IPTC.
    """

    sha256: str
    size: int
    media_type: str
    width: int
    height: int
    has_location: bool
    name: str


@dataclass(frozen=True)
class _Outline:
    """A picture by its header alone; `end` is where the picture ends in the file."""

    media_type: str
    width: int
    height: int
    end: int


def inspect(data: bytes, name: str) -> Original:
    """What the bytes are, decoded once to see that they can be. Raises PhotoRefused."""
    outline, image = _opened(data)
    return Original(
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        media_type=outline.media_type,
        width=outline.width,
        height=outline.height,
        has_location=_has_location(data, image),
        name=_plain_name(name),
    )


def public_copy(data: bytes) -> tuple[bytes, int, int]:
    """The JPEG that the public sees, with its width and height: upright, at most PUBLIC_SIDE, without metadata.

    Transparency lies on white. The colour profile goes with the rest, since it can name a device; colours are taken
    as sRGB. The same bytes give the same copy, with one version of Pillow. Raises PhotoRefused.
    """
    _outline, image = _opened(data)
    turn = _TURNS.get(_exif(image).get(ExifTags.Base.Orientation, 1))
    try:
        small = _drawable(image)
        small.thumbnail((PUBLIC_SIDE, PUBLIC_SIDE), Image.Resampling.LANCZOS)
        if turn is not None:
            small = small.transpose(turn)
        # A new picture, because what was read is carried along by every step, a comment even into the file.
        clean = Image.new("RGB", small.size, "white")
        clean.paste(small, mask=small.getchannel("A") if small.mode == "RGBA" else None)
        copy = io.BytesIO()
        clean.save(copy, "JPEG", quality=85)
    except Exception as error:
        raise PhotoRefused(_damaged()) from error
    return copy.getvalue(), clean.width, clean.height


def keep_original(data: bytes) -> str:
    """Keep bytes that `inspect` has passed, readable by this process alone; returns their SHA-256.

    The same bytes are kept once. Raises PhotoRefused when what is already kept under their digest is not they.
    """
    digest = hashlib.sha256(data).hexdigest()
    path = _folder() / digest
    if path.exists():
        original(digest)
        return digest
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=".")  # for its owner alone: 0600
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return digest


def purge_unfinished() -> None:
    """Delete what a process that died was writing: an hour old, so that nobody is at it any more."""
    folder = Path(settings.VAR_DIR) / "originals"
    for path in folder.glob(".*") if folder.is_dir() else ():
        if path.lstat().st_mtime < time.time() - 3600:
            path.unlink(missing_ok=True)


def original(sha256: str) -> bytes:
    """The kept bytes. Raises PhotoRefused when there are none, or they no longer have this digest."""
    path = _folder() / sha256 if _DIGEST.fullmatch(sha256) else None
    if path is None or not path.is_file():
        raise PhotoRefused(_("The original of this photo is missing."))
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != sha256:
        raise PhotoRefused(_("The original of this photo has been altered since it was kept."))
    return data


def _folder() -> Path:
    folder = Path(settings.VAR_DIR) / "originals"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


# Judging ---------------------------------------------------------------------------------------------------


def _opened(data: bytes) -> tuple[_Outline, ImageFile]:
    """The decoded picture, after everything that could speak against decoding it."""
    if not data:
        raise PhotoRefused(_("The file is empty."))
    if len(data) > MAX_BYTES:
        raise PhotoRefused(_("The photo is larger than %(limit)d MB.") % {"limit": MAX_BYTES // 1024**2})
    outline = _outlined(data)
    if outline.width * outline.height > MAX_PIXELS:
        raise PhotoRefused(
            _("The photo has more than %(limit)d megapixels. Make it smaller.")
            % {"limit": MAX_PIXELS // 1_000_000}
        )
    if min(outline.width, outline.height) < MIN_SIDE:
        raise PhotoRefused(_("The photo is smaller than %(side)d × %(side)d pixels.") % {"side": MIN_SIDE})
    # What phones add behind a picture, a second one or a short film, may stay.
    if _OTHER_KIND.search(data, 0, _SNIFFED) or _OTHER_KIND.search(data, outline.end) or _is_archive(data):
        raise PhotoRefused(_("The photo also holds a file of another kind, so it was not opened."))
    try:
        image = _DECODERS[outline.media_type](io.BytesIO(data))
        moves = getattr(image, "is_animated", False)
        if not moves:
            image.load()
    except (
        Exception
    ) as error:  # whatever a broken picture makes the decoder raise, it is the file that is refused
        raise PhotoRefused(_damaged()) from error
    if moves:
        raise PhotoRefused(_("The picture moves. Choose one that stands still."))
    if image.size != (outline.width, outline.height):
        raise PhotoRefused(_damaged())
    return outline, image


def _damaged() -> str:
    return _("The photo is damaged or incomplete: it cannot be opened.")


def _outlined(data: bytes) -> _Outline:
    try:
        if data.startswith(_JPEG):
            return _outlined_jpeg(data)
        if data.startswith(_PNG):
            return _outlined_png(data)
        if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
            return _outlined_webp(data)
    except IndexError as error:
        raise PhotoRefused(_damaged()) from error
    raise PhotoRefused(_("This is not a JPEG, PNG or WebP photo, whatever it is called. Save it as JPEG."))


def _outlined_jpeg(data: bytes) -> _Outline:
    """Segment after segment to the end of the picture. IndexError when it is not there."""
    at, scans = 2, 0
    size: tuple[int, int] | None = None
    while match := _MARKER.search(data, at):
        marker, at = data[match.end() - 1], match.end()
        if marker == 0xD9:
            break
        if marker in _SIZE_MARKERS:
            if size is not None:
                raise IndexError("Two sizes: one for whoever checks, another for whoever decodes.")
            size = _number(data, at + 5, 2), _number(data, at + 3, 2)
        scans += marker == 0xDA
        at += _number(data, at, 2)
    if match is None or size is None or scans > MAX_SCANS:
        raise IndexError("No end, no size, or scans without end.")
    return _Outline("image/jpeg", *size, at)


def _outlined_png(data: bytes) -> _Outline:
    if data[12:16] != b"IHDR":
        raise IndexError("The header comes first.")
    width, height = _number(data, 16, 4), _number(data, 20, 4)
    at, kind = len(_PNG), b""
    # A header that promises too much is refused for that, whatever follows it.
    while kind != b"IEND" and width * height <= MAX_PIXELS:
        length, kind = _number(data, at, 4), data[at + 4 : at + 8]
        at += 12 + length
    if at > len(data):
        raise IndexError("Cut short.")
    return _Outline("image/png", width, height, at)


def _outlined_webp(data: bytes) -> _Outline:
    end = 8 + _number(data, 4, 4, "little")
    if end > len(data):
        raise IndexError("Cut short.")
    kind = data[12:16]
    if kind == b"VP8X":
        width, height = _number(data, 24, 3, "little") + 1, _number(data, 27, 3, "little") + 1
    elif kind == b"VP8L" and data[20:21] == b"\x2f":
        bits = _number(data, 21, 4, "little")
        width, height = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    elif kind == b"VP8 " and data[23:26] == b"\x9d\x01\x2a":
        width, height = _number(data, 26, 2, "little") & 0x3FFF, _number(data, 28, 2, "little") & 0x3FFF
    else:
        raise IndexError("No header of a picture.")
    return _Outline("image/webp", width, height, end)


def _number(data: bytes, at: int, length: int, order: Literal["big", "little"] = "big") -> int:
    """An unsigned number of so many bytes. IndexError when they are not all there."""
    if at + length > len(data):
        raise IndexError("Cut short.")
    return int.from_bytes(data[at : at + length], order)


def _is_archive(data: bytes) -> bool:
    """Whether a reader of zip files, which look from the end, would open it."""
    return zipfile.is_zipfile(io.BytesIO(data))


# What a picture says besides its pixels --------------------------------------------------------------------


def _has_location(data: bytes, image: ImageFile) -> bool:
    return bool(
        _GPS_ENTRY.search(data)
        or ExifTags.IFD.GPSInfo in _exif(image)
        or _IPTC_PLACE & _iptc(image)
        or any(_XMP_PLACE.search(packet) for packet in _xmp(image))
    )


def _exif(image: ImageFile) -> Mapping[int, Any]:
    """Tags of EXIF, wherever the format keeps them; none where they cannot be read."""
    try:
        return image.getexif()
    except Exception:  # a photo is no worse for what a camera wrote wrongly beside it
        return {}


def _iptc(image: ImageFile) -> set[tuple[int, int]]:
    try:
        return set(IptcImagePlugin.getiptcinfo(image) or {})
    except Exception:
        return set()


def _xmp(image: ImageFile) -> list[bytes]:
    """XMP packets: of a JPEG also the extended ones, which Pillow does not read."""
    packets = [content for _name, content in getattr(image, "applist", ()) if b"ns.adobe.com" in content[:40]]
    for key in ("xmp", "XML:com.adobe.xmp"):
        packet = image.info.get(key, b"")
        packets.append(packet.encode() if isinstance(packet, str) else packet)
    return packets


def _drawable(image: Image.Image) -> Image.Image:
    """The same pixels as RGB, or as RGBA where some are transparent."""
    if image.mode.startswith("I"):
        # 16 bits of grey: converted as they are, everything above 255 would be white.
        image = image.point(lambda value: value / 256).convert("L")
        image.info.pop("transparency", None)  # a shade of the 16 bits, that no longer is
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def _plain_name(name: str) -> str:
    """The name without what is not seen, a folder of the client, or more than MAX_NAME characters."""
    last = re.split(r"[/\\]", name)[-1]
    seen = (letter for letter in last if unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Zl", "Zp"))
    return "".join(seen).strip()[:MAX_NAME]
