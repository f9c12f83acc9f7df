"""The people of a house full of canaries (tests.support.canary_world): their names, accounts and photos."""

import io
from collections.abc import Iterable
from typing import Any

from allauth.mfa.models import Authenticator
from PIL import ExifTags, Image

from monitor.models import User
from records.models import Person, PersonName
from tests.support import factories as make
from tests.support.canaries import fill, token

#: Plainly invented, of sounds that no page of ours makes. Each is withheld: a main name, other spellings, a kunya.
HIDDEN = {
    "case": [("عبد الغفور أبو زنقة الطفّارة", "ar", "main"), ("Abd al-Ghafour Abu Zanqa at-Tuffara'", "en", "main"),
             ("عبدالغفور أبوزنقه", "ar", "variant"), ("أبو شنكلوط", "ar", "kunya")],
    "victim": [("مؤمنة آل فأفأة الدهشان", "ar", "main"), ("Mu'mina O'Fa'faa ed-Dahshan", "en", "main")],
    "draft": [("إبراهيم رؤوف الشقنطري", "ar", "main"), ("Ibrāhīm Ra’ūf ash-Shaqantari", "en", "main")],
}  # fmt: skip
GUESS = ("جلقاموش بن شخطوط", "Jalqamoush ibn Shakhtout")
#: Of people who are named: what is never shown of them.
KUNYA = "أبو قشطبان الزمهريري"
#: Released, and to be found at one address alone.
UNLISTED = ("إلياس هاشم طرطقان", "Elias Hashem Tartaqan")
#: Released and listed, until someone decides otherwise.
NAMED = ("رئيفة عبد الإله قرقماز", "Ra'ifa Abdulilah Qirqmaz")


def user(role: str, *roles: str) -> User:
    """An account whose every word is a canary."""
    names = {name: token("monitor.User", name) for name in ("first_name", "last_name")}
    made = make.make_user(
        f"{token('monitor.User', 'username')}-{role}",
        *(roles or (role,)),
        email=f"{token('monitor.User', 'email')}@example.org",
        **names,
    )
    Authenticator.objects.create(
        user=made, type=Authenticator.Type.TOTP, data={"secret": token("mfa.Authenticator", "data")}
    )
    return made


def person(names: Iterable[tuple[str, str, str]], **fields: Any) -> Person:
    """A person with names and, in each part of a name that is never shown, a canary."""
    made = fill(Person(**fields))
    for text, script, kind in names:
        never = "father grandfather" if made.name_is_public and kind == "main" else ""
        name = PersonName(person=made, text=text, script=script, kind=kind)
        fill(name, but="text given family" if never else "text")
    fill(PersonName(person=made, script="en", kind="nickname"))
    made.index_names()
    return made


def picture(shade: int) -> bytes:
    """A JPEG that says in its EXIF, a comment and XMP who took it and where."""
    mark = token("photo", "metadata")
    tags = Image.Exif()
    tags[ExifTags.Base.ImageDescription] = f"{mark} description"
    tags[ExifTags.Base.Artist] = f"{mark} artist"
    tags[ExifTags.Base.XPComment] = f"{mark} wide".encode("utf-16-le")
    gps = tags.get_ifd(ExifTags.IFD.GPSInfo)
    gps[ExifTags.GPS.GPSLatitude], gps[ExifTags.GPS.GPSAreaInformation] = (33.0, 30.0, 30.0), mark.encode()
    stream = io.BytesIO()
    image = Image.linear_gradient("L").resize((90 + shade, 70)).convert("RGB")
    image.save(stream, "JPEG", exif=tags.tobytes(), comment=f"{mark} comment".encode(),
               xmp=f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{mark}</x:xmpmeta>".encode())  # fmt: skip
    return stream.getvalue()


def segments(data: bytes) -> list[int]:
    """The markers of a JPEG's segments up to its pixels."""
    found, at = [], 2
    while data[at + 1] != 0xDA:
        found.append(data[at + 1])
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return found
