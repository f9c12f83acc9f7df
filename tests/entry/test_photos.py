"""Photos: what is refused before it is opened, what is kept, and what the public copy no longer says."""

import io
import os
import struct
import time
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from records import photos
from records.photos import PhotoRefused, inspect, keep_original, original, public_copy, purge_unfinished
from tests.support.photos import (
    MARK,
    PLACE_IN_XMP,
    PNG_TEXT,
    SAYING_ALL,
    XMP,
    exif,
    iptc,
    picture,
    png_of,
    saved,
    with_segment,
    zipped,
)

pytestmark = pytest.mark.usefixtures("english", "folder")


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


def test_what_a_dead_process_was_writing_goes_after_an_hour_and_nothing_else(folder: Path) -> None:
    digest = keep_original(SAYING_ALL)
    for name, age in ((".dead", 3700), (".at-it", 60), (digest, 10**6)):
        (folder / name).touch()
        os.utime(folder / name, (time.time() - age,) * 2)
    purge_unfinished()
    assert sorted(path.name for path in folder.iterdir()) == sorted([".at-it", digest])
