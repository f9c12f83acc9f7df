"""Before a release: the page as the public will see it, the disclosure check, the note; and the withdrawal."""

from datetime import date

import pytest
from django.urls import reverse

from publication.models import PublishedIncident, Tombstone, Total
from records import workflow
from records.models import Release
from records.release import check, findings_of
from tests.support.factories import (
    add_claim,
    add_line,
    alice,
    bob,
    carol,
    make_campaign,
    make_incident,
    make_series,
    make_tally,
    person,
    place,
    source,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """What a release sets off once its transaction is through, for a test that never commits."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def address(record, name="release") -> str:
    return reverse(f"admin:records_record_{name}", args=[record.pk])


def keys(record) -> set[tuple[str, bool]]:
    return {(finding.key.split("-")[0], finding.blocks) for finding in findings_of(record)}


# The preview -----------------------------------------------------------------------------------------------


def test_the_preview_is_the_public_page_to_the_letter(client, committed):
    incident = make_incident(state="verified", subsets={"officers": "8"})
    client.force_login(carol())
    before = client.get(address(incident, "preview"))
    assert before.status_code == 200
    with committed():
        workflow.move(incident, "release", carol())
    client.logout()
    public = client.get(PublishedIncident.objects.get().get_absolute_url())
    assert before.content == public.content


def test_the_preview_leaves_nothing_on_the_public_side(client):
    incident = make_incident(state="verified")
    client.force_login(carol())
    client.get(address(incident, "preview"))
    assert PublishedIncident.objects.count() == 0
    assert Total.objects.count() == 0
    assert Release.objects.count() == 0


def test_the_preview_shows_no_withheld_field(client):
    incident = make_incident(notes="ملاحظة داخلية", place=place("hajin_bakery"))
    incident.claims.update(quotation="نص المصدر السري")
    workflow.contributed(incident, alice())
    for move, someone in [("submit", alice), ("verify", bob)]:
        workflow.move(incident, move, someone())
    client.force_login(carol())
    page = client.get(address(incident, "preview")).content.decode()
    assert "هجين" in page
    for secret in ("ملاحظة داخلية", "نص المصدر السري", "فرن هجين", "مرصد ألف"):
        assert secret not in page


def test_the_preview_of_a_new_version_shows_that_one_and_the_public_keeps_the_old(client, committed):
    with committed():
        incident = make_incident(state="released")
    incident.title_ar = "كمين لحافلتين"
    incident.save()
    workflow.contributed(incident, alice())
    workflow.move(incident, "submit", alice())
    workflow.move(incident, "verify", bob())
    client.force_login(carol())
    assert "كمين لحافلتين" in client.get(address(incident, "preview")).content.decode()
    assert PublishedIncident.objects.get().title_ar == "كمين لحافلة"


def test_the_preview_in_english(client):
    incident = make_incident(state="verified")
    client.force_login(carol())
    page = client.get(address(incident, "preview"), {"language": "en"}).content.decode()
    assert 'lang="en"' in page
    assert "Ambush of a bus" in page


@pytest.mark.parametrize("make", [make_campaign, make_series, make_tally])
def test_every_kind_of_record_has_a_preview(client, make):
    record = make(by=alice(), state="verified")
    client.force_login(carol())
    assert client.get(address(record, "preview")).status_code == 200
    assert client.get(address(record)).status_code == 200


def test_the_preview_and_nothing_else_may_be_framed_by_the_site_itself(client):
    incident = make_incident(state="verified")
    client.force_login(carol())
    preview, page = client.get(address(incident, "preview")), client.get(address(incident))
    assert preview["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in preview["Content-Security-Policy"]
    assert page["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
    assert "frame-src 'self'" in page["Content-Security-Policy"]


# The disclosure check --------------------------------------------------------------------------------------


def test_a_record_that_gives_nothing_away_has_no_finding():
    assert findings_of(make_incident(state="verified")) == []


def test_a_withheld_name_anywhere_in_the_text_blocks():
    person("سالم المخترع")
    incident = make_incident(state="verified", description_ar="وكان بينهم سالم المخترع.")
    assert keys(incident) == {("name", True)}
    with pytest.raises(workflow.Refused, match="سالم المخترع"):
        workflow.move(incident, "release", carol())


def test_a_name_that_may_be_published_is_no_finding():
    person("سالم المخترع", name_decision="released", decision_reason="وافقت الأسرة")
    assert findings_of(make_incident(state="verified", description_ar="وكان بينهم سالم المخترع.")) == []


def test_a_place_finer_than_allowed_in_the_text_is_found():
    incident = make_incident(
        state="verified", place=place("hajin_bakery"), description_ar="قرب فرن هجين الآلي صباحاً."
    )
    assert keys(incident) == {("place", False)}


def test_a_source_that_is_not_shown_and_is_named_in_the_text_is_found():
    incident = make_incident(state="verified", description_ar="بحسب مرصد ألف للاختبار.")
    assert keys(incident) == {("source", False)}


def test_a_confidential_source_that_is_marked_to_be_shown_blocks():
    incident = make_incident()
    add_claim(incident, source=source("code", name_ar="النورس", is_confidential=True), show_source=True)
    workflow.contributed(incident, alice())
    for move, someone in [("submit", alice), ("verify", bob)]:
        workflow.move(incident, move, someone())
    assert ("shown", True) in keys(incident)


def test_what_the_public_does_not_get_is_not_searched():
    person("سالم المخترع")
    assert check(make_incident(state="verified", notes="أخبرنا سالم المخترع.").verified_round.document) == []


# Releasing -------------------------------------------------------------------------------------------------


def test_releasing_by_the_page(client, committed):
    incident = make_incident(state="verified")
    client.force_login(carol())
    with committed():
        assert client.post(address(incident), {}).status_code == 302
    assert PublishedIncident.objects.get().pk == incident.public_id


def test_a_finding_is_taken_on_with_a_reason_that_is_kept(client):
    incident = make_incident(state="verified", description_ar="بحسب مرصد ألف للاختبار.")
    (finding,) = findings_of(incident)
    client.force_login(carol())
    page = client.post(address(incident), {f"take-{finding.key}": "  "})
    assert page.status_code == 200
    assert page.context["refusal"]
    client.post(address(incident), {f"take-{finding.key}": "بيان منشور باسمه"})
    (kept,) = Release.objects.get().acknowledged
    assert (kept["key"], kept["reason"], kept["message"]) == (
        finding.key,
        "بيان منشور باسمه",
        finding.message,
    )


def test_a_finding_that_blocks_is_not_taken_on(client):
    salem = person("سالم المخترع")
    incident = make_incident(state="verified", description_ar="وكان بينهم سالم المخترع.")
    client.force_login(carol())
    key = f"take-name-{salem.names.get().pk}"
    assert client.post(address(incident), {key: "لا بأس"}).status_code == 200
    assert Release.objects.count() == 0


def test_the_note_on_a_correction_is_kept_in_both_languages(client):
    incident = make_incident(state="released")
    add_line(incident, "3", outcome="wounded")
    workflow.contributed(incident, alice())
    workflow.move(incident, "submit", alice())
    workflow.move(incident, "verify", bob())
    client.force_login(carol())
    page = client.get(address(incident))
    assert [one.kind for one in page.context["differences"]] == ["added"]
    client.post(address(incident), {"note_ar": "أضيف الجرحى", "note_en": "The wounded were added"})
    last = Release.objects.order_by("pk").last()
    assert (last.version, last.note_ar, last.note_en) == (2, "أضيف الجرحى", "The wounded were added")


def test_what_is_not_verified_any_more_is_not_released(client):
    incident = make_incident(state="verified")
    workflow.contributed(incident, alice())
    client.force_login(carol())
    assert client.get(address(incident)).context["obstacle"]
    assert client.post(address(incident), {}).status_code == 200
    assert Release.objects.count() == 0


# Withdrawing -----------------------------------------------------------------------------------------------


def test_withdrawing_leaves_a_dated_tombstone_with_its_reason(client, committed):
    with committed():
        incident = make_incident(state="released")
    client.force_login(carol())
    with committed():
        assert client.post(address(incident, "withdraw"), {"reason": "doubt"}).status_code == 302
    stone = Tombstone.objects.get()
    assert (stone.pk, stone.reason, stone.day) == (incident.public_id, "doubt", Release.objects.last().day)
    assert isinstance(stone.day, date)
    assert PublishedIncident.objects.count() == 0


@pytest.mark.parametrize("reason", ["", "because"])
def test_a_withdrawal_without_a_reason_of_the_list_is_told(client, reason):
    incident = make_incident(state="released")
    client.force_login(carol())
    page = client.post(address(incident, "withdraw"), {"reason": reason})
    assert page.status_code == 200
    assert page.context["refusal"] in page.content.decode()
    incident.refresh_from_db()
    assert incident.live_release is not None
