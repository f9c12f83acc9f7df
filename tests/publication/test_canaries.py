"""Canaries in every private field, and withheld names in every spelling: no public byte holds one.

The house full of them is in tests.support.canary_world, where the public reads in tests.support.canary_reading; the
tables that put every field into PLANTED, PUBLIC or STRUCTURAL, and the search, in tests.support.canaries. Every way out
is proved by a leak.
"""

import html
import json
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote, quote_plus

import pytest
from cryptography.fernet import Fernet
from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.http import HttpResponse
from django.test import Client
from django.test.utils import isolate_apps

from publication.models import Correction, PublishedCase, PublishedIncident, PublishedPhoto, PublishedPlace
from records import outbox, tighten, vault
from records.photos import original
from tests.support import canaries
from tests.support.canaries import HISTORY_OWN, Body, Secrets, flat, leaks, planted, says, token
from tests.support.canary_people import GUESS, HIDDEN, KUNYA, NAMED, UNLISTED, picture, segments
from tests.support.canary_reading import read
from tests.support.canary_tables import BY_VALUE, PUBLIC, STRUCTURAL
from tests.support.canary_world import World, held

pytestmark = pytest.mark.django_db

#: No name, of as many words.
NONSENSE = "قسطنبول زغبراط الفنجرية"


@pytest.fixture(scope="module")
def world(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """Made once for all tests of this file, and taken back after the last; each test's own changes go before."""
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        patch.setattr(settings, "VAR_DIR", tmp_path_factory.mktemp("canaries"))
        patch.setattr(settings, "VAULT_KEYS", [Fernet.generate_key().decode()])
        around = transaction.atomic()
        around._from_testcase = (
            True  # reading the vault refuses to run inside a transaction, but for a test's own
        )
        with around:
            yield World()
            transaction.set_rollback(True)


@pytest.fixture(scope="module")
def bodies(world: World) -> list[Body]:
    return read(world)


# The walk -------------------------------------------------------------------------------------------------


def test_every_field_of_text_is_in_exactly_one_table() -> None:
    told = "neither PLANTED nor PUBLIC nor STRUCTURAL, or more than one"
    assert not canaries.unlisted(), f"{told}: {sorted(canaries.unlisted())}"


def test_every_field_is_known_to_hold_text_or_not() -> None:
    """A new class of fields is no reason to be left out."""
    known = (*canaries.TEXT, *canaries.NO_TEXT)
    assert {type(column) for _model, column in canaries.columns() if not isinstance(column, known)} == set()


def test_no_private_app_is_left_out() -> None:
    walked = {model._meta.app_label for model, _column in canaries.columns()}
    assert walked == {model._meta.app_label for model in apps.get_models()} - {canaries.PUBLIC_APP}
    assert {"monitor", "records", "incidents", "abductees", "reports", "admin", "sessions"} <= walked


def test_a_new_field_is_told_wherever_it_is() -> None:
    """In a new model, one that inherits, a list of links with words of its own, a history, and another package."""
    with isolate_apps("records", "django.contrib.sessions") as registry:

        class Named(models.Model):
            spelling = models.CharField(max_length=9)

            class Meta:
                abstract = True

        class Hearsay(Named):
            what = models.TextField()
            shape = models.UUIDField()
            number = models.IntegerField()

            class Meta:
                app_label = "records"

        class Rumour(Hearsay):
            facts = models.JSONField()
            paper = models.FileField()
            others = models.ManyToManyField(Hearsay, through="Whisper", related_name="+")

            class Meta:
                app_label = "records"

        class Whisper(models.Model):
            rumour = models.ForeignKey(Rumour, models.CASCADE, related_name="+")
            hearsay = models.ForeignKey(Hearsay, models.CASCADE, related_name="+")
            words = models.BinaryField()

            class Meta:
                app_label = "sessions"

    assert canaries.unlisted(registry) == {
        *(f"records.Hearsay.{name}" for name in ("spelling", "what", "shape")),
        *(f"records.Rumour.{name}" for name in ("facts", "paper")),
        "sessions.Whisper.words",
    }


def test_every_row_of_a_table_is_a_field_and_every_reason_is_written() -> None:
    fields = {owner for _where, owner in canaries.text_fields()}
    reasons = {**flat(PUBLIC), **flat(STRUCTURAL)}
    assert not (planted() | set(reasons)) - fields
    assert all(reasons.values())


def test_every_canary_was_written_and_no_two_are_alike(world: World) -> None:
    found, owners = held(), dict(canaries.text_fields())
    wanted = planted() - BY_VALUE
    missing = {
        ".".join(where)
        for where, owner in owners.items()
        if (owner in wanted or where[1] == HISTORY_OWN) and token(*owner) not in found[where]
    }
    unreleased = {".".join(where) for where in flat(PUBLIC) if token(*where) not in found[where]}
    assert not missing | unreleased, f"no row holds its canary: {sorted(missing | unreleased)}"
    assert all(found[where].strip() for where in BY_VALUE)
    assert len(world.secrets.tokens) == len(set(world.secrets.tokens.values()))
    assert token("records.SealedEntry", "sealed") in vault.read(world.sealed, world.editor, "to compare it")
    assert token("photo", "metadata").encode() in original(world.shown_photos[0].original)


# The bytes ------------------------------------------------------------------------------------------------


def test_no_public_byte_holds_a_canary_or_a_withheld_name(world: World, bodies: list[Body]) -> None:
    assert leaks(bodies, world.secrets) == []


def test_what_is_public_was_read(world: World, bodies: list[Body]) -> None:
    """The search would find nothing in pages that say nothing."""
    texts = {body.address: body.content.decode(errors="ignore") for body in bodies}
    assert {200, 400, 403, 404, 410, 500} <= {body.status for body in bodies}
    pages = ("abductees/", "en/abductees/", "abductees.csv", "data/abductees.pfif", "api/v1/abductees/")
    own = [f"{start}incidents/{world.incident.public_id}/" for start in ("", "en/", "api/v1/")]
    assert [page for page in (*pages, *own) if not says(html.unescape(texts[f"/{page}"]), NAMED)] == []
    unlisted = world.case["unlisted"].public_id
    assert (
        UNLISTED[0] in texts[f"/abductees/{unlisted}/"] and UNLISTED[1] in texts[f"/en/abductees/{unlisted}/"]
    )
    for record in (world.withdrawn, world.withdrawn_case):
        assert record.public_id in texts["/corrections/"]


def test_a_public_photo_is_pixels_alone(world: World, bodies: list[Body]) -> None:
    photos = [body for body in bodies if "/photo-" in body.address and body.status == 200]
    assert len(photos) == 2 * len(world.shown_photos)
    for body in photos:
        assert not set(segments(body.content)) & {*range(0xE1, 0xF0), 0xFE}


# Searching ------------------------------------------------------------------------------------------------

LISTS = ("/incidents/", "/en/incidents/", "/abductees/", "/en/abductees/", "/incidents.csv", "/abductees.csv",
         "/api/v1/incidents/", "/api/v1/abductees/")  # fmt: skip
WITHHELD = [*(name for names in HIDDEN.values() for name, _script, _kind in names), *GUESS, KUNYA, *UNLISTED]


def answer(address: str, query: str) -> tuple[int, str]:
    """What is answered to a search, without the words that were looked for."""
    response = Client().get(address, {"q": query})
    text = Body.of(address, response).content.decode()
    for said in {query, html.escape(query), quote(query), quote_plus(query), html.escape(quote_plus(query))}:
        text = text.replace(said, "…")
    return response.status_code, text


@pytest.mark.parametrize("address", LISTS)
def test_searching_for_a_withheld_name_tells_nothing(world: World, address: str) -> None:
    nothing = answer(address, NONSENSE)
    assert nothing[0] == 200
    words = [*WITHHELD, world.secret.name_ar, world.spot.name_ar, token("records.Person", "decision_reason")]
    assert [query for query in words if answer(address, query) != nothing] == []
    assert answer(address, "الحافلة" if "incidents" in address else NAMED[0]) != nothing, (
        "a search that finds"
    )


# The search for leaks, proved -----------------------------------------------------------------------------

SPOKEN = HIDDEN["case"][0][0]
CANARY = token("records.Record", "notes")


def in_incident(world: World, **content: Any) -> str:
    """Changed words of a released incident; gives its page."""
    row = PublishedIncident.objects.get(pk=world.incident.public_id)
    row.content = {**row.content, **content}
    row.save()
    return f"/incidents/{row.pk}/"


def in_title(world: World, **columns: str) -> str:
    page = in_incident(world)
    PublishedIncident.objects.filter(pk=world.incident.public_id).update(**columns)
    return page


def in_api(world: World) -> str:
    return f"/api/v1{in_incident(world, description_en=f'Said by {CANARY}.')}"


def in_link(world: World) -> str:
    claims = PublishedIncident.objects.get(pk=world.incident.public_id).content["claims"]
    return in_incident(
        world, claims=[{**claims[0], "url": f"https://news.example/?q={quote(SPOKEN)}"}, *claims[1:]]
    )


def in_case(world: World, address: str, **columns: Any) -> str:
    PublishedCase.objects.filter(pk=world.case["named"].public_id).update(**columns)
    return address


def in_pfif(world: World) -> str:
    row = PublishedCase.objects.get(pk=world.case["named"].public_id)
    row.content["claims"][0]["note_ar"] = CANARY.upper()
    return in_case(world, "/data/abductees.pfif", content=row.content)


def in_photo(world: World) -> str:
    photo = PublishedPhoto.objects.get(case=world.case["named"].public_id)
    PublishedPhoto.objects.filter(pk=photo.pk).update(content=picture(9))
    return f"/abductees/{photo.case_id}/photo-{photo.digest[:16]}.jpg"


def in_choices(world: World) -> str:
    PublishedPlace.objects.filter(kind="governorate").update(name_ar=SPOKEN.replace(" ", ""))
    return "/abductees/"


def in_note(world: World) -> str:
    Correction.objects.update(note_ar="", note_en="Abdelghafour Abou-Zanka el Toffara was named.")
    return "/en/corrections/"


PLANTS: dict[str, Callable[[World], str]] = {
    "a canary on a page": lambda world: in_incident(world, description_ar=f"قالها {CANARY}."),
    "a canary in the API": in_api,
    "a canary in a CSV file": lambda world: in_case(world, "/abductees.csv?labels=1", title_en=CANARY),
    "a canary in PFIF": in_pfif,
    "metadata in a photo": in_photo,
    "a name in the other script": lambda world: in_title(world, title_ar="Abdul Ghafur Abu Zanqah Tuffara"),
    "a name in another spelling": lambda world: in_title(world, title_ar="شوهد عبدالغفور ابو زنقه الطفاره"),
    "a name with its apostrophe escaped": lambda world: in_title(world, title_ar=HIDDEN["victim"][1][0]),
    "a name encoded in a link": in_link,
    "a name run together in a choice": in_choices,
    "a name transcribed in a note": in_note,
    "the guess at a name": lambda world: in_case(world, "/abductees/", title_ar=f"{GUESS[0]}؟"),
    "who is named on one page alone": lambda world: in_title(world, title_ar=UNLISTED[0]),
    "a name on an error page": lambda world: f"/en/abductees/{quote(SPOKEN)}/",
}  # fmt: skip


@pytest.mark.parametrize("plant", PLANTS.values(), ids=PLANTS)
def test_a_planted_leak_is_found(world: World, plant: Callable[[World], str]) -> None:
    address = plant(world)
    assert leaks([Body.of(address, Client().get(address))], world.secrets)


def with_header(response: HttpResponse) -> None:
    response["X-Editor"] = f"{token('monitor.User', 'username')}-editor"


def with_cookie(response: HttpResponse) -> None:
    response.set_cookie("seen", quote(SPOKEN))


def with_escapes(response: HttpResponse) -> None:
    response.content = json.dumps({"title": SPOKEN})


def with_entities(response: HttpResponse) -> None:
    response.content = "".join(f"&#{ord(letter)};" for letter in SPOKEN)


def with_tags(response: HttpResponse) -> None:
    response.content = "".join(f"<b>{word}</b>\n" for word in SPOKEN.split())


@pytest.mark.parametrize("change", [with_header, with_cookie, with_escapes, with_entities, with_tags])
def test_a_leak_is_found_however_it_is_sent(world: World, change: Callable[[HttpResponse], None]) -> None:
    response = Client().get("/healthz")
    assert leaks([Body.of("/healthz", response)], world.secrets) == []
    change(response)
    assert leaks([Body.of("/healthz", response)], world.secrets)


def test_the_id_of_someone_nothing_may_lead_to_is_found(world: World) -> None:
    unlisted = world.case["unlisted"].public_id
    assert leaks([Body("/abductees/", f'<a href="/abductees/{unlisted}/">'.encode())], world.secrets)
    assert not leaks([Body(f"/abductees/{unlisted}/", unlisted.encode())], world.secrets)


# Withheld from now on -------------------------------------------------------------------------------------


def test_a_name_that_is_withheld_after_all_is_nowhere_any_more(world: World, bodies: list[Body]) -> None:
    names = Secrets(names=list(NAMED))
    photo = next(
        body for body in bodies if world.case["named"].public_id in body.address and "/photo-" in body.address
    )
    for start in (
        "/abductees.csv",
        "/data/abductees.pfif",
        "/api/v1/incidents/",
        "/en/corrections/",
        "/campaigns/",
    ):
        assert leaks([body for body in bodies if body.address.startswith(start)], names), "it was public"
    person = world.named
    person.name_decision = "withheld"
    person.save()
    effect = tighten.tighten(person, world.editor)
    outbox.drain()
    assert {record.public_id for record in effect.withdrawn} == {
        world.telling.public_id,
        world.aiming.public_id,
        world.report.public_id,  # its text tells of the campaign's aim
    }
    assert {world.incident.public_id, world.case["named"].public_id} <= {
        r.public_id for r in effect.tightened
    }
    now = read(world, filters=False)
    assert leaks(now, names) == []
    assert photo.content not in [body.content for body in now]
    for address in LISTS:
        assert {answer(address, name) for name in NAMED} == {answer(address, NONSENSE)}
