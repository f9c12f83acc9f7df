"""A source becomes a code name: what it was called leaves the source, its history, the log and every page, and goes
sealed into its file; what is public goes out without it.
"""

import pytest
from django.contrib.admin.models import LogEntry
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from records import code_names, outbox, vault, workflow
from records.models import AuditEntry, EntryKind, Record, SealedEntry, Source
from records.review.diff import differences
from records.review.reading import read
from terms.arabic.fold import fold, squash
from tests.support.factories import PEOPLE, add_claim, advance, alice, bob, carol, make_incident, source
from tests.support.vault_search import Marks, columns_of_the_database

pytestmark = pytest.mark.django_db

NAME, LATIN = "جمعة المخترع القصاب", "Jumaa Almukhtara"
OLDER = "أبو جمعة القصاب"
KEY = "jumaa-almukhtara"
URL = "https://jumaa.example/"
CODE = "القطرس"


@pytest.fixture
def named() -> Source:
    """A source of this name, that was called otherwise before and is changed in the staff site."""
    made = source(KEY, name_ar=OLDER, name_en=LATIN, url=URL, aliases="جمعة القصاب المخترع")
    client = Client()
    client.force_login(carol())
    form = {"name_ar": NAME, "name_en": LATIN, "aliases": "", "kind": "other", "reliability": "unknown", "url": URL,
            "independence_group": KEY}  # fmt: skip
    assert client.post(change(made), form).status_code == 302
    made.refresh_from_db()
    assert made.name_ar == NAME
    return made


@override("ar")
def change(made: Source) -> str:
    return reverse("admin:records_source_change", args=[made.pk])


@override("ar")
def page(made: Source) -> str:
    return reverse("admin:records_source_code_name", args=[made.pk])


def of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def confirmed(user, made: Source, **form):
    values = {"code_ar": CODE, "code_en": "Albatross", "confirm_effect": "on", **form}
    return of(user).post(page(made), values)


def released(made: Source, **claim) -> Record:
    incident = make_incident(claim=None)
    add_claim(incident, source=made, show_source=True, **claim)
    workflow.contributed(incident, alice())
    advance(incident, "released")
    outbox.drain()
    return incident


#: Where its names stay, because documents and releases are never rewritten.
KEPT = {"records_document.content", "records_release.content", "records_releasewords.letters"}
KEPT |= {"records_releasewords.sounds"}


def standing_in() -> set[str]:
    """The columns that hold a name of it, as it was written or as searches fold it."""
    names = [NAME, LATIN, OLDER, KEY, URL]
    names += [spelled(name) for name in (NAME, LATIN, OLDER) for spelled in (fold, squash)]
    marks = Marks(dict(zip(names, names, strict=True)))
    return {where for where, values in columns_of_the_database() if marks.found_in(*values)}


# What becomes of it -----------------------------------------------------------------------------------------


def test_no_table_holds_a_name_of_it_but_documents_and_releases(named):
    incident = released(named)
    add = of(alice()).post(
        reverse("admin:incidents_incident_new_toll", args=[incident.pk]), {}
    )  # a page that shows it
    assert add.status_code in (200, 302)
    LogEntry.objects.log_actions(
        carol().pk,
        [incident],
        2,
        [{"changed": {"name": "claim", "object": f"{NAME} 2020-12-31", "fields": ["x"]}}],
    )
    before = standing_in()
    assert before >= {
        *(
            f"records_{table}.{name}"
            for table in ("source", "historicalsource")
            for name in ("name_ar", "search")
        ),
        *(f"django_admin_log.{name}" for name in ("object_repr", "change_message")),
        "publication_publishedincident.content",
    }
    assert confirmed(carol(), named).status_code == 302
    outbox.drain()
    assert standing_in() <= KEPT
    named.refresh_from_db()
    assert (named.name_ar, named.name_en, named.url, named.is_confidential) == (CODE, "Albatross", "", True)
    assert named.history.count() >= 3  # who changed it and when is kept


def test_the_names_are_sealed_in_its_file(named, purpose):
    confirmed(alice(), named)
    entry = SealedEntry.objects.get(file__source=named)
    assert (entry.kind, entry.written_by) == (EntryKind.IDENTITY, alice())
    text = vault.read(entry, carol(), purpose)
    assert all(one in text.splitlines() for one in (NAME, LATIN, OLDER, KEY, URL, "جمعة القصاب المخترع"))


def test_what_is_public_goes_out_again_without_it(named):
    incident = released(named)
    address = f"/incidents/{incident.public_id}/"
    assert NAME in Client().get(address).content.decode()
    confirmed(alice(), named)
    outbox.drain()
    shown = Client().get(address)
    assert shown.status_code == 200
    assert NAME not in shown.content.decode() and CODE not in shown.content.decode()
    incident.refresh_from_db()
    assert incident.state == "released"


@pytest.mark.parametrize("text", [f"قال {NAME} إنه رآه.", f"كتب ذلك {OLDER}."])
def test_what_says_a_name_in_its_words_is_withdrawn(named, text):
    telling = advance(make_incident(description_ar=text), "released")
    outbox.drain()
    shown = of(carol()).post(page(named), {"code_ar": CODE}).content.decode()
    assert str(telling) in shown
    confirmed(carol(), named)
    telling.refresh_from_db()
    assert telling.state == "withdrawn"


def test_a_name_of_one_word_is_found_where_it_stands_for_the_source_alone():
    made = source("gull", name_ar="زرقاء", name_en="")
    listing = released(made)
    telling = advance(make_incident(description_ar="سيارة زرقاء على الطريق."), "released")
    effect = code_names.make_confidential(made, CODE, "", carol())
    assert [one.pk for one in effect.tightened] == [listing.pk]
    telling.refresh_from_db()
    assert telling.state == "released"


def test_staff_read_stored_versions_under_the_code_name(named):
    incident = released(named)
    document = incident.rounds.latest("pk").document
    earlier = {**document.content, "title_ar": "غير ذلك"}
    confirmed(carol(), named)
    assert NAME in str(document.content)  # as it was verified
    assert NAME not in str(read(document.content)) and CODE in str(read(document.content))
    assert NAME not in str(differences(earlier, document.content))
    review = reverse("admin:records_record_review", args=[incident.pk])
    for user in (alice(), bob(), carol()):
        shown = of(user).get(review).content.decode()
        assert NAME not in shown and OLDER not in shown


def test_no_search_and_no_suggestion_finds_it_by_its_name(named):
    confirmed(carol(), named)
    client = of(alice())
    suggest = {"app_label": "incidents", "model_name": "incidentclaim", "field_name": "source"}
    for term, found in (("القصاب", []), (CODE, [CODE])):
        answer = client.get(reverse("admin:autocomplete"), {**suggest, "term": term}).json()
        assert [one["text"] for one in answer["results"]] == found
    listing = client.get(reverse("admin:records_source_changelist"), {"q": "القصاب"}).content.decode()
    assert CODE not in listing


def test_sources_that_repeat_it_stay_in_one_group_with_it(named):
    quoting = source("quoting", independence_group=KEY)
    confirmed(carol(), named)
    named.refresh_from_db()
    quoting.refresh_from_db()
    assert quoting.independence_group == named.independence_group == named.key != KEY


def test_it_is_in_the_audit_without_a_name(named):
    confirmed(carol(), named)
    (told,) = AuditEntry.objects.filter(action="source.confidential")
    assert (told.actor, told.subject, told.facts) == (carol(), f"source {named.pk}", {})


# What is refused --------------------------------------------------------------------------------------------


def test_nothing_happens_before_it_is_confirmed(named):
    incident = released(named)
    before = standing_in()
    shown = of(carol()).post(page(named), {"code_ar": CODE})
    assert shown.status_code == 200
    assert str(incident) in shown.content.decode()
    assert standing_in() == before
    named.refresh_from_db()
    assert not named.is_confidential and not SealedEntry.objects.exists()


def test_a_word_of_its_key_is_refused_and_a_number_that_it_shares_is_not():
    made = source("post-office-7", name_ar="مصدر 7", name_en="")
    with pytest.raises(ValidationError):
        code_names.check_code_name(made, CODE, "Office")
    code_names.check_code_name(made, f"{CODE} 7", "Albatross 7")


@pytest.mark.parametrize("code", ["", "   ", "طائر أزرق", "جمعة", "القصّاب", "قصاب 12 أحمد", "Jumaa"])
def test_a_name_that_is_no_code_name_or_tells_is_refused(named, code):
    assert confirmed(carol(), named, code_ar=code, code_en="").status_code == 200
    with pytest.raises(ValidationError):
        code_names.make_confidential(named, code.strip(), "", carol())
    named.refresh_from_db()
    assert named.name_ar == NAME


def test_without_a_key_of_the_vault_nothing_is_lost(named, settings):
    settings.VAULT_KEYS = []
    shown = confirmed(carol(), named).content.decode()
    assert "VAULT_KEYS" in shown
    named.refresh_from_db()
    assert named.name_ar == NAME


@pytest.mark.parametrize("role", sorted(PEOPLE))
def test_who_may(named, role):
    may = role in ("clerk", "editor")
    user = PEOPLE[role]()
    assert of(user).get(page(named)).status_code == (200 if may else 403)
    if not may:
        with pytest.raises(PermissionDenied):
            code_names.make_confidential(named, CODE, "", user)


# The form of a source ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({}, None),
        ({"name_ar": f"{CODE} 12"}, None),
        ({"name_ar": NAME}, "name_ar"),
        ({"name_en": LATIN}, "name_en"),
        ({"url": URL}, "url"),
        ({"aliases": NAME}, "aliases"),
    ],
)
def test_a_confidential_source_is_a_code_name_and_nothing_more(fields, wrong):
    form = {"key": "bird", "name_ar": CODE, "name_en": "", "aliases": "", "kind": "other", "reliability": "unknown",
            "url": "", "independence_group": "", "is_confidential": "on", **fields}  # fmt: skip
    answer = of(carol()).post(reverse("admin:records_source_add"), form)
    if wrong is None:
        assert answer.status_code == 302
        assert Source.objects.get(key="bird").is_confidential
    else:
        assert wrong in answer.context["adminform"].form.errors
        assert not Source.objects.filter(key="bird").exists()


def test_a_tick_on_the_form_makes_no_source_confidential_and_none_public(named):
    form = {"name_ar": NAME, "name_en": "", "aliases": "", "kind": "other", "reliability": "unknown", "url": "",
            "independence_group": KEY}  # fmt: skip
    of(carol()).post(change(named), {**form, "is_confidential": "on"})
    named.refresh_from_db()
    assert not named.is_confidential
    hidden = source("bird", name_ar=CODE, is_confidential=True)
    of(carol()).post(change(hidden), {**form, "name_ar": CODE})
    hidden.refresh_from_db()
    assert hidden.is_confidential


def test_a_confidential_source_whose_history_tells_is_said_so_and_can_be_mended(named):
    Source.objects.filter(pk=named.pk).update(
        is_confidential=True, name_ar=CODE, name_en="", url="", aliases=""
    )
    named.refresh_from_db()
    assert code_names.needs_code_name(named)
    assert page(named) in of(carol()).get(change(named)).content.decode()
    confirmed(carol(), named, code_ar="النورس", code_en="")
    named.refresh_from_db()
    assert not code_names.needs_code_name(named)
    assert page(named) not in of(carol()).get(change(named)).content.decode()
    assert of(carol()).get(page(named)).status_code == 302
    assert standing_in() <= KEPT


def test_the_search_would_find_a_name_that_is_left(named):
    confirmed(carol(), named)
    assert standing_in() <= KEPT
    with connection.cursor() as cursor:
        cursor.execute("UPDATE records_historicalsource SET name_en = %s", [LATIN])
    assert "records_historicalsource.name_en" in standing_in()
