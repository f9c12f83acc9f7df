"""Who reaches which address: every one that the URL configuration knows, by every role and by nobody.

The table is the whole truth: an address without a row fails, and so does a row without an address. A row says what is
answered to nobody, correspondent, clerk, verifier, editor, auditor and administrator, in this order, first to a GET and
then to an empty POST: y the page, l the sign-in, r another page of the site, n forbidden, 0 not found, b bad input,
m a method that is not known there, c someone else is signed in. The record behind a row is in review, and the incident
is the correspondent's own, who cannot reread it.
"""

from unittest import mock

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import resolve
from django.utils import translation

from records.models import Contribution, Record, Release, Transition
from tests.support.addresses import Examples, letter, patterns
from tests.support.factories import PEOPLE, alice

pytestmark = pytest.mark.django_db

ROLES = ("correspondent", "clerk", "verifier", "editor", "auditor", "administrator")

#: Below /admin/.
STAFF = {
    "": ("lyyyyyy", "lyyyyyy"),
    "login/": ("yrrrrrr", "yyyyyyy"),
    "login/code/": ("lrrrrrr", "lrrrrrr"),
    "login/passkey/": ("lrrrrrr", "lrrrrrr"),
    "security/": ("lyyyyyy", "lmmmmmm"),
    "security/sessions/": ("lmmmmmm", "lrrrrrr"),
    "security/confirm/": ("lyyyyyy", "lyyyyyy"),
    "security/confirm/code/": ("lrrrrrr", "lrrrrrr"),
    "security/confirm/passkey/": ("lrrrrrr", "lrrrrrr"),
    "security/app/": ("lrrrrrr", "lrrrrrr"),
    "security/app/remove/": ("l000000", "l000000"),
    "security/passkeys/add/": ("lrrrrrr", "lrrrrrr"),
    "security/passkeys/<int:pk>/remove/": ("lrrrrrr", "lrrrrrr"),
    "security/codes/": ("l000000", "lmmmmmm"),
    "security/codes/make/": ("lrrrrrr", "lrrrrrr"),
    "logout/": ("rmmmmmm", "ryyyyyy"),
    "password_change/": ("lyyyyyy", "lyyyyyy"),
    "password_change/done/": ("lyyyyyy", "lmmmmmm"),
    "autocomplete/": ("lnnnnnn", "lmmmmmm"),
    "jsi18n/": ("lyyyyyy", "lmmmmmm"),
    "r/<path:content_type_id>/<path:object_id>/": ("l000000", "l000000"),
    "invitation/": ("yyyyyyy", "yyyyyyy"),
    "invitation/password/": ("yyyyyyy", "yyyyyyy"),
    "monitor/user/<int:pk>/shut/": ("lnnnnny", "lnnnnny"),
    "monitor/user/": ("lnnnnny", "lnnnnny"),
    "monitor/user/add/": ("lnnnnnn", "lnnnnnn"),
    "monitor/user/<path:object_id>/history/": ("lnnnnny", "lnnnnny"),
    "monitor/user/<path:object_id>/delete/": ("lnnnnnn", "lnnnnnn"),
    "monitor/user/<path:object_id>/change/": ("lnnnnny", "lnnnnny"),
    "monitor/user/<path:object_id>/": ("lrrrrrr", "lrrrrrr"),
    "monitor/accountrequest/<int:pk>/read/": ("lmmmmmm", "l000000"),
    "monitor/accountrequest/": ("lnnnnny", "lnnnnny"),
    "monitor/accountrequest/add/": ("lnnnnny", "lnnnnny"),
    "monitor/accountrequest/<path:object_id>/history/": ("lnnnnny", "lnnnnny"),
    "monitor/accountrequest/<path:object_id>/delete/": ("lnnnnnn", "lnnnnnn"),
    "monitor/accountrequest/<path:object_id>/change/": ("lnnnnny", "lnnnnny"),
    "monitor/accountrequest/<path:object_id>/": ("lrrrrrr", "lrrrrrr"),
    "records/place/": ("lyyyyyn", "lyyyyyn"),
    "records/place/add/": ("lnnnynn", "lnnnynn"),
    "records/place/<path:object_id>/history/": ("lyyyyyn", "lyyyyyn"),
    "records/place/<path:object_id>/delete/": ("lnnnnnn", "lnnnnnn"),
    "records/place/<path:object_id>/change/": ("lyyyyyn", "lnnnynn"),
    "records/place/<path:object_id>/": ("lrrrrrr", "lrrrrrr"),
    "records/party/": ("lyyyyyn", "lyyyyyn"),
    "records/party/add/": ("lnnnynn", "lnnnynn"),
    "records/party/<path:object_id>/history/": ("lyyyyyn", "lyyyyyn"),
    "records/party/<path:object_id>/delete/": ("lnnnnnn", "lnnnnnn"),
    "records/party/<path:object_id>/change/": ("lyyyyyn", "lnnnynn"),
    "records/party/<path:object_id>/": ("lrrrrrr", "lrrrrrr"),
    "records/areaofcontrol/": ("lyyyyyn", "lyyyyyn"),
    "records/areaofcontrol/add/": ("lnnnynn", "lnnnynn"),
    "records/areaofcontrol/<path:object_id>/history/": ("lyyyyyn", "lyyyyyn"),
    "records/areaofcontrol/<path:object_id>/delete/": ("lnnnnnn", "lnnnnnn"),
    "records/areaofcontrol/<path:object_id>/change/": ("lyyyyyn", "lnnnynn"),
    "records/areaofcontrol/<path:object_id>/": ("lrrrrrr", "lrrrrrr"),
    "records/subsetlabel/": ("lyyyyyn", "lyyyyyn"),
    "records/subsetlabel/add/": ("lnnnynn", "lnnnynn"),
    "records/subsetlabel/<path:object_id>/history/": ("lyyyyyn", "lyyyyyn"),
    "records/subsetlabel/<path:object_id>/delete/": ("lnnnnnn", "lnnnnnn"),
    "records/subsetlabel/<path:object_id>/change/": ("lyyyyyn", "lnnnynn"),
    "records/subsetlabel/<path:object_id>/": ("lrrrrrr", "lrrrrrr"),
    "records/grouping/": ("lyyyyyn", "lyyyyyn"),
    "records/grouping/add/": ("lnnnynn", "lnnnynn"),
    "records/grouping/<path:object_id>/history/": ("lrrrrrr", "lrrrrrr"),
    "records/grouping/<path:object_id>/delete/": ("lnnnnnn", "lnnnnnn"),
    "records/grouping/<path:object_id>/change/": ("lrrrrrn", "lnnnrnn"),
    "records/grouping/<path:object_id>/": ("lrrrrrr", "lrrrrrr"),
    "records/source/confidential/": ("lyynynn", "lyynynn"),
    "records/source/<int:pk>/confidential/": ("l0ynyn0", "l0ynyn0"),
    "records/source/accounts/<int:pk>/confidential/": ("lyynyn0", "lyynyn0"),
    "records/source/<int:pk>/code-name/": ("lnynynn", "lnynynn"),
    "records/source/": ("lyyyyyn", "lyyyyyn"),
    "records/source/add/": ("lnynynn", "lnynynn"),
    "records/source/<path:object_id>/history/": ("lyyyyyn", "lyyyyyn"),
    "records/source/<path:object_id>/delete/": ("lnnnnnn", "lnnnnnn"),
    "records/source/<path:object_id>/change/": ("lyyyyyn", "lnynynn"),
    "records/source/<path:object_id>/": ("lrrrrrr", "lrrrrrr"),
    "records/person/": ("lnyyyyn", "lnyyyyn"),
    "records/person/add/": ("lyynynn", "lyynynn"),
    "records/person/<path:object_id>/history/": ("lnyyyyn", "lnyyyyn"),
    "records/person/<path:object_id>/delete/": ("lnnnnnn", "lnnnnnn"),
    "records/person/<path:object_id>/change/": ("lnyyyyn", "lnyyynn"),
    "records/person/<path:object_id>/": ("lrrrrrr", "lrrrrrr"),
    "records/record/<int:pk>/review/": ("l0yyyy0", "l0yyyy0"),
    "records/record/<int:pk>/release/": ("l0nnrn0", "l0nnrn0"),
    "records/record/<int:pk>/preview/": ("l0nnyn0", "l0nnyn0"),
    "records/record/<int:pk>/withdraw/": ("l0nnrn0", "l0nnrn0"),
    "records/record/<int:pk>/suppress/": ("l0nnrn0", "l0nnrn0"),
    "records/record/": ("lyyyyyn", "lyyyyyn"),
    "records/record/add/": ("lnnnnnn", "lnnnnnn"),
    "records/record/<path:object_id>/history/": ("lryyyyr", "lryyyyr"),
    "records/record/<path:object_id>/delete/": ("lnnnnnn", "lnnnnnn"),
    "records/record/<path:object_id>/change/": ("lrrrrrr", "lrrrrrr"),
    "records/record/<path:object_id>/": ("lrrrrrr", "lrrrrrr"),
    "incidents/tally/<path:object_id>/adopt/": ("lrnnnnr", "lrnnnnr"),
    "incidents/tally/import/": ("lnynynn", "lnynynn"),
    "incidents/tally/draft/": ("lmmmmmm", "lcccccc"),
    "incidents/tally/<int:object_id>/propose/": ("l0nynn0", "l0nynn0"),
    "incidents/tally/": ("lnyyyyn", "lnyyyyn"),
    "incidents/tally/add/": ("lnynynn", "lnynynn"),
    "incidents/tally/<path:object_id>/history/": ("lryyyyr", "lryyyyr"),
    "incidents/tally/<path:object_id>/delete/": ("lnnnnnn", "lnnnnnn"),
    "incidents/tally/<path:object_id>/change/": ("lnrrrrn", "lnyyynn"),
    "incidents/tally/<path:object_id>/": ("lrrrrrr", "lrrrrrr"),
    "incidents/campaign/draft/": ("lmmmmmm", "lcccccc"),
    "incidents/campaign/<int:object_id>/propose/": ("l0nynn0", "l0nynn0"),
    "incidents/campaign/": ("lnyyyyn", "lnyyyyn"),
    "incidents/campaign/add/": ("lnynynn", "lnynynn"),
    "incidents/campaign/<path:object_id>/history/": ("lryyyyr", "lryyyyr"),
    "incidents/campaign/<path:object_id>/delete/": ("lnnnnnn", "lnnnnnn"),
    "incidents/campaign/<path:object_id>/change/": ("lnrrrrn", "lnyyynn"),
    "incidents/campaign/<path:object_id>/": ("lrrrrrr", "lrrrrrr"),
    "incidents/incidentclaim/": ("lyyyyyn", "lyyyyyn"),
    "incidents/incidentclaim/add/": ("lnnnnnn", "lnnnnnn"),
    "incidents/incidentclaim/<path:object_id>/history/": ("lryyyyr", "lryyyyr"),
    "incidents/incidentclaim/<path:object_id>/delete/": ("lrnnnnn", "lrnnnnn"),
    "incidents/incidentclaim/<path:object_id>/change/": ("lryyyyn", "lrnnnnn"),
    "incidents/incidentclaim/<path:object_id>/": ("lrrrrrr", "lrrrrrr"),
    "incidents/incident/<path:object_id>/new-toll/": ("lrnnnnr", "lrnnnnr"),
    "incidents/incident/import/": ("lnynynn", "lnynynn"),
    "incidents/incident/draft/": ("lmmmmmm", "lcccccc"),
    "incidents/incident/<int:object_id>/propose/": ("l0nrnn0", "l0nrnn0"),
    "incidents/incident/": ("lyyyyyn", "lyyyyyn"),
    "incidents/incident/add/": ("lyynynn", "lyynynn"),
    "incidents/incident/<path:object_id>/history/": ("lryyyyr", "lryyyyr"),
    "incidents/incident/<path:object_id>/delete/": ("lnnnnnn", "lnnnnnn"),
    "incidents/incident/<path:object_id>/change/": ("lrrrrrn", "lryyynn"),
    "incidents/incident/<path:object_id>/": ("lrrrrrr", "lrrrrrr"),
    "records/record/<int:pk>/confidential/": ("l0ynyn0", "l0ynyn0"),
    "records/stafftext/draft/": ("lmmmmmm", "lcccccc"),
    "records/stafftext/<int:object_id>/propose/": ("l0nynn0", "l0nynn0"),
    "records/stafftext/": ("lyyyyyn", "lyyyyyn"),
    "records/stafftext/add/": ("lnynynn", "lnynynn"),
    "records/stafftext/<path:object_id>/history/": ("lryyyyr", "lryyyyr"),
    "records/stafftext/<path:object_id>/delete/": ("lnnnnnn", "lnnnnnn"),
    "records/stafftext/<path:object_id>/change/": ("lrrrrrn", "lnyyynn"),
    "records/stafftext/<path:object_id>/": ("lrrrrrr", "lrrrrrr"),
    "records/auditentry/": ("lnnnnyn", "lnnnnyn"),
    "records/auditentry/add/": ("lnnnnnn", "lnnnnnn"),
    "records/auditentry/<path:object_id>/history/": ("lnnnnyn", "lnnnnyn"),
    "records/auditentry/<path:object_id>/delete/": ("lnnnnnn", "lnnnnnn"),
    "records/auditentry/<path:object_id>/change/": ("lnnnnyn", "lnnnnnn"),
    "records/auditentry/<path:object_id>/": ("lrrrrrr", "lrrrrrr"),
    "reports/report/": ("lnyyyyn", "lnyyyyn"),
    "reports/report/add/": ("lnnnnnn", "lnnnnnn"),
    "reports/report/draft/": ("lmmmmmm", "lcccccc"),
    "reports/report/month/<slug:series>/<str:start>/": ("lnyyyyn", "lnnnnnn"),
    "reports/report/<int:object_id>/propose/": ("l0nynn0", "l0nynn0"),
    "reports/report/<path:object_id>/history/": ("lryyyyr", "lryyyyr"),
    "reports/report/<path:object_id>/delete/": ("lnnnnnn", "lnnnnnn"),
    "reports/report/<path:object_id>/change/": ("lnrrrrn", "lnnyynn"),
    "reports/report/<path:object_id>/": ("lrrrrrr", "lrrrrrr"),
    "abductees/case/no-news/": ("l0000nn", "l0000nn"),
    "abductees/case/<int:object_id>/no-news/": ("l0yyynn", "l0yyynn"),
    "abductees/case/photo/<int:pk>/": ("l0yyyyn", "l0yyyyn"),
    "abductees/case/import/": ("lnynynn", "lnynynn"),
    "abductees/case/draft/": ("lmmmmmm", "lcccccc"),
    "abductees/case/<int:object_id>/propose/": ("l0nynn0", "l0nynn0"),
    "abductees/case/": ("lyyyyyn", "lyyyyyn"),
    "abductees/case/add/": ("lyynynn", "lyynynn"),
    "abductees/case/<path:object_id>/history/": ("lryyyyr", "lryyyyr"),
    "abductees/case/<path:object_id>/delete/": ("lnnnnnn", "lnnnnnn"),
    "abductees/case/<path:object_id>/change/": ("lrrrrrn", "lryyynn"),
    "abductees/case/<path:object_id>/": ("lrrrrrr", "lrrrrrr"),
    "reports/series/months/": ("lyyyyyy", "lyyyyyy"),
    "reports/series/draft/": ("lmmmmmm", "lcccccc"),
    "reports/series/<int:object_id>/propose/": ("l0nynn0", "l0nynn0"),
    "reports/series/": ("lnyyyyn", "lnyyyyn"),
    "reports/series/add/": ("lnynynn", "lnynynn"),
    "reports/series/<path:object_id>/history/": ("lryyyyr", "lryyyyr"),
    "reports/series/<path:object_id>/delete/": ("lnnnnnn", "lnnnnnn"),
    "reports/series/<path:object_id>/change/": ("lnrrrrn", "lnyyynn"),
    "reports/series/<path:object_id>/": ("lrrrrrr", "lrrrrrr"),
    "(?P<app_label>monitor|records|incidents|abductees|reports)/": ("lyyyyy0", "lyyyyy0"),
    "(?P<url>.*)": ("l000000", "l000000"),
}

#: The same to everyone, whoever is signed in: the page. There is no figure of the name that the examples have.
PUBLIC = [
    r"api/v1/incidents/",
    r"api/v1/incidents\.(?P<format>[a-z0-9]+)/?",
    r"api/v1/incidents/(?P<pk>[^/.]+)/",
    r"api/v1/incidents/(?P<pk>[^/.]+)\.(?P<format>[a-z0-9]+)/?",
    r"api/v1/abductees/",
    r"api/v1/abductees\.(?P<format>[a-z0-9]+)/?",
    r"api/v1/abductees/(?P<pk>[^/.]+)/",
    r"api/v1/abductees/(?P<pk>[^/.]+)\.(?P<format>[a-z0-9]+)/?",
    r"api/v1/tallies/",
    r"api/v1/tallies\.(?P<format>[a-z0-9]+)/?",
    r"api/v1/tallies/(?P<pk>[^/.]+)/",
    r"api/v1/tallies/(?P<pk>[^/.]+)\.(?P<format>[a-z0-9]+)/?",
    r"api/v1/places/",
    r"api/v1/places\.(?P<format>[a-z0-9]+)/?",
    r"api/v1/places/(?P<pk>[^/.]+)/",
    r"api/v1/places/(?P<pk>[^/.]+)\.(?P<format>[a-z0-9]+)/?",
    r"api/v1/parties/",
    r"api/v1/parties\.(?P<format>[a-z0-9]+)/?",
    r"api/v1/parties/(?P<pk>[^/.]+)/",
    r"api/v1/parties/(?P<pk>[^/.]+)\.(?P<format>[a-z0-9]+)/?",
    r"api/v1/",
    r"api/v1/<drf_format_suffix:format>",
    r"api/v1/summaries/",
    r"api/v1/summaries/<slug:series>/<str:month>/",
    r"api/v1/reports/",
    r"api/v1/reports/<slug:series>/<str:month>/",
    r"api/v1/schema/",
    r"api/v1/docs/",
    r"",
    r"incidents/",
    r"incidents.csv",
    r"incidents/<slug:public_id>/",
    r"tallies/<slug:public_id>/",
    r"campaigns/<slug:public_id>/",
    r"abductees/",
    r"abductees.csv",
    r"abductees/<slug:public_id>/",
    r"abductees/<slug:public_id>/photo-<slug:digest>.jpg",
    r"data/abductees.pfif",
    r"methodology/",
    r"corrections/",
    r"data/",
    r"healthz",
    r"summaries/",
    r"summaries/<slug:series>/<period:period>/",
    r"summaries/<slug:series>/<period:period>.csv",
    r"summaries/<slug:series>/<str:month>/",
    r"summaries/<slug:series>/<str:month>/figures/<slug:slug>/",
    r"summaries/<slug:series>/<str:month>/<edition_file:name>",
    r"summaries/<slug:series>/<str:month>/editions/<int:number>/",
    r"summaries/<slug:series>/<str:month>/editions/<int:number>/<edition_file:name>",
]
NOT_FOUND = {"summaries/<slug:series>/<str:month>/figures/<slug:slug>/"}


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    assert set(patterns()) == {*PUBLIC, *(f"admin/{pattern}" for pattern in STAFF)}


def test_an_english_address_leads_where_the_arabic_one_leads() -> None:
    """So that what is said of one here holds for both. The API has no language of its own."""
    examples = Examples()
    for pattern in [*PUBLIC, *(f"admin/{pattern}" for pattern in STAFF)]:
        address = examples.address(pattern)
        if not pattern.startswith("api/"):
            with translation.override("en"):
                english = resolve(f"/en{address}")
            assert english._func_path == resolve(address)._func_path, pattern


def signed_in(role: str = "") -> Client:
    client = Client()
    if role:
        client.force_login(PEOPLE[role]())
    return client


@pytest.mark.slow
def test_each_role_reaches_what_its_row_says_and_an_empty_form_changes_nothing() -> None:
    examples = Examples()
    before = everything_written()
    clients = [signed_in(role) for role in ("", *ROLES)]
    found = {}
    # Who may is decided before anything is drawn; drawing would take most of the time.
    with mock.patch("django.template.backends.django.Template.render", return_value=""):
        for pattern in STAFF:
            address = examples.address(f"admin/{pattern}")
            used = [signed_in(role) for role in ("", *ROLES)] if pattern == "logout/" else clients
            got = "".join(letter(client.get(address)) for client in used)
            found[pattern] = (got, "".join(letter(client.post(address)) for client in used))
    differing = {pattern: row for pattern, row in found.items() if row != STAFF[pattern]}
    assert differing == {}
    assert everything_written() == before


#: Methods that no page of ours knows; the API answers OPTIONS.
OTHER_METHODS = ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND")


@pytest.mark.slow
def test_any_other_method_is_refused_to_everyone_everywhere_before_it_is_asked_who_it_is() -> None:
    examples = Examples()
    addresses = [examples.address(pattern) for pattern in patterns()]
    clients = {role: signed_in(role) for role in ("", *ROLES)}
    before = everything_written()
    with mock.patch("django.template.backends.django.Template.render", return_value=""):
        taken = [
            (role, method, address)
            for role, client in clients.items()
            for address in addresses
            for method in OTHER_METHODS
            if client.generic(method, address).status_code != 405
        ]
    assert [one for one in taken if (one[1], one[2][:5]) != ("OPTIONS", "/api/")] == []
    assert everything_written() == before


def test_a_head_is_answered_to_each_role_as_a_get() -> None:
    examples = Examples()
    for role in ("", *ROLES):
        client = signed_in(role)
        with mock.patch("django.template.backends.django.Template.render", return_value=""):
            for pattern in STAFF:
                if pattern != "logout/":
                    address = examples.address(f"admin/{pattern}")
                    got, headed = client.get(address), client.head(address)
                    assert (headed.status_code, headed.get("Location")) == (
                        got.status_code,
                        got.get("Location"),
                    ), (role, address)


def everything_written() -> list[object]:
    rows = Record.objects.order_by("pk").values_list("pk", "state", "revision", "title_ar")
    return [list(rows), *(model.objects.count() for model in (Contribution, Transition, Release, LogEntry))]


def test_public_pages_are_the_same_for_everyone_and_take_no_form() -> None:
    examples, staff = Examples(), signed_in()
    staff.force_login(alice())
    for pattern in PUBLIC:
        address = examples.address(pattern)
        due = "0" if pattern in NOT_FOUND else "y"
        answers = [client.get(address) for client in (signed_in(), staff)]
        assert [letter(answer) for answer in answers] == [due, due], pattern
        bodies = [b"".join(a) if a.streaming else a.content for a in answers]
        assert bodies[0] == bodies[1], f"{pattern} says something else to staff"
        strict = Client(enforce_csrf_checks=True)
        assert letter(strict.post(address)) in ("m", "n"), pattern
