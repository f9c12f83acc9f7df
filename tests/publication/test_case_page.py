"""The page of one case: who it is about, groups and those taken together, photos; and nothing that is withheld."""

import re
from typing import Any

import pytest
from django.test import Client

from tests.publication.case_documents import PHOTO, UNNAMED, case, counted, group, named, photo
from tests.publication.documents import AGENCY, CELLS, incident, release, withdraw
from tests.support.case_pages import page, shown

pytestmark = pytest.mark.django_db

JPEG = b"\xff\xd8\xff\xe0 invented"


def contact(**more: Any) -> dict[str, Any]:
    values = {
        "kind": "text", "id": "textaaaa", "slot": "contact", "title_ar": "هل تعرف شيئاً؟",
        "title_en": "Do you know?", "body_ar": "اتصل بنا: https://example.org/",
        "body_en": "Reach us: https://example.org/",
    }  # fmt: skip
    return {**values, **more}


# Who -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "name"), [("", "سالم المخترع"), ("/en", "Salem Invented")])
def test_a_name_that_may_stand_stands_in_the_language_of_the_page(
    client: Client, language: str, name: str
) -> None:
    release(case())
    html = page(client, language=language)
    assert f"<h1><bdi>{name}</bdi></h1>" in html
    assert f"<title>{name}" in html
    assert 'name="robots"' not in html
    assert (
        'property="og:title"' in html
        and name in client.get(f"{language}/abductees/caseaaaa/").context["cite_text"]
    )
    assert not shown(client, language=language).withheld_name_text


@pytest.mark.parametrize(("language", "called"), [("", "سائق"), ("/en", "a driver")])
def test_without_a_name_the_page_says_what_someone_is_called_and_that_it_is_withheld(
    client: Client, language: str, called: str
) -> None:
    release(case(person=UNNAMED, photos=[]))
    html = page(client, language=language)
    assert f"<h1><bdi>{called}</bdi></h1>" in html
    assert shown(client, language=language).withheld_name_text in html
    assert "سالم" not in html and "Salem" not in html


def test_other_spellings_stand_once_and_without_the_title(client: Client) -> None:
    names = [
        {"text": text, "script": "ar", "given": "", "family": ""}
        for text in ("سالم المخترع", "سالم مخترع", "سالم مخترع")
    ]
    release(case(person=named(names=names)))
    assert shown(client).other_names == ["سالم مخترع"]


# Groups ----------------------------------------------------------------------------------------------------------


def test_a_group_says_its_size_in_words_its_fates_and_the_rest(client: Client) -> None:
    release(group("groupaaa", "about 200", counts=[
        counted("freed", "43", "2014-11-01"), counted("freed", "58", "2015-03-01"), counted("killed", "at least 5"),
        counted("killed", "30", "2020-01-01", grade="refuted"),
    ]))  # fmt: skip
    here = shown(client, "groupaaa", "/en")
    assert str(here.size) == "about 200 people"
    fates = {fate["label"]: str(fate["figure"]) for fate in here.fates}
    assert fates.pop("fate unknown").endswith("137 people")
    assert fates == {"freed": "58 people", "killed": "at least 5 people"}
    assert len(here.counts) == 4 and [row.is_refuted for row in here.counts] == [False, False, False, True]
    assert 'id="counts"' in page(client, "groupaaa")


def test_a_group_of_unknown_size_leaves_an_unknown_rest(client: Client) -> None:
    release(group("groupaaa", "unknown", counts=[counted("freed", "43")]))
    fates = [(fate["label"], fate["figure"].best) for fate in shown(client, "groupaaa", "/en").fates]
    assert fates == [("freed", 43), ("fate unknown", None)]


def test_a_group_that_no_source_counts_says_nothing_of_fates(client: Client) -> None:
    release(group())
    assert shown(client, "groupaaa").fates == []
    assert 'id="counts"' not in page(client, "groupaaa")


def test_members_have_cards_and_are_not_added_to_the_number(client: Client) -> None:
    members = [{"member": {"id": key}} for key in ("caseaaaa", "groupbbb", "notyet00", "unlisted")]
    release(group("groupaaa", "59", members=members))
    release(case())
    release(group("groupbbb", "12"))
    release(case("unlisted", person=named(is_listed=False)))
    response = client.get("/en/abductees/groupaaa/")
    assert {card.public_id for card in response.context["members"]} == {"caseaaaa", "groupbbb"}
    assert str(response.context["case"].size) == "59 people"
    assert "notyet00" not in response.text and "unlisted" not in response.text
    assert response.context["taken_with"] == []
    above = client.get("/en/abductees/caseaaaa/")
    assert [link.url for link in above.context["groups"]] == ["/en/abductees/groupaaa/"]
    assert 'href="/en/abductees/groupaaa/"' in above.text and above.context["members"] == []


def test_others_of_the_same_event_are_led_to_from_each_and_stand_once(client: Client) -> None:
    release(case())
    release(case("casebbbb", same_event_as={"id": "caseaaaa"}))
    release(case("casecccc", same_event_as={"id": "caseaaaa"}, person=named(is_listed=False)))
    release(group("groupaaa", same_event_as={"id": "caseaaaa"}, members=[{"member": {"id": "casebbbb"}}]))
    found = {
        public_id: {card.public_id for card in client.get(f"/abductees/{public_id}/").context["taken_with"]}
        for public_id in ("caseaaaa", "casebbbb", "groupaaa")
    }
    assert found == {"caseaaaa": {"casebbbb", "groupaaa"}, "casebbbb": {"caseaaaa"}, "groupaaa": {"caseaaaa"}}
    assert page(client, "groupaaa").count('href="/abductees/casebbbb/"') == 1


def test_the_incident_is_linked_once_it_is_released(client: Client) -> None:
    release(case(of_incident={"id": "incident"}))
    assert client.get("/abductees/caseaaaa/").context["incident"] is None
    assert "/incidents/incident/" not in page(client)
    release(incident("incident"))
    assert 'href="/incidents/incident/"' in page(client)
    assert 'href="/en/incidents/incident/"' in page(client, language="/en")


# Who someone may be, and how to reach us -----------------------------------------------------------------------


def test_a_guess_shows_only_where_its_name_may_stand(client: Client) -> None:
    guess = {"source": AGENCY, "said_on": None, "url": "", "locator": "", "quotation": "", "supersedes": None,
             "grade": "reported", "name_ar": "", "name_en": ""}  # fmt: skip
    release(case(person=None, title_ar="جثة مجهولة", title_en="", identifications=[guess]))
    assert 'id="identification"' not in page(client)
    release(case(person=None, title_ar="جثة مجهولة", title_en="",
                 identifications=[guess, {**guess, "name_ar": "فلان المظنون"}]), 2)  # fmt: skip
    assert [one.name for one in shown(client).guesses] == ["فلان المظنون"]
    assert "<strong><bdi>فلان المظنون</bdi></strong>" in page(client)


@pytest.mark.parametrize(("language", "title"), [("", "هل تعرف شيئاً؟"), ("/en", "Do you know?")])
def test_the_text_of_how_to_reach_us_stands_on_the_page_once_released(
    client: Client, language: str, title: str
) -> None:
    release(case())
    assert 'id="contact"' not in page(client, language=language)
    release(contact())
    html = page(client, language=language)
    assert title in html and 'href="https://example.org/"' in html
    release(contact(body_ar="<script>x</script>", body_en="<script>x</script>"), 2)
    assert "<script>x" not in page(client, language=language)
    withdraw(contact(), version=3)
    assert 'id="contact"' not in page(client, language=language)


# Withdrawn, and not to be found -----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["", "/en"])
def test_a_withdrawn_case_leaves_its_day_and_reason_and_nothing_else(client: Client, language: str) -> None:
    content = case(circumstances_ar="نص كان هنا", circumstances_en="What stood here", photos=[photo()])
    release(content, files={PHOTO: JPEG})
    withdraw(content, "safety")
    response = client.get(f"{language}/abductees/caseaaaa/")
    assert response.status_code == 410
    assert response.context["tombstone"].reason_text in response.text
    for gone in ("سالم", "Salem", "نص كان هنا", "What stood here", "photo-", "og:title"):
        assert gone not in response.text, gone
    assert client.get(f"/abductees/caseaaaa/photo-{PHOTO[:16]}.jpg").status_code == 404
    assert client.get("/api/v1/abductees/caseaaaa/").status_code == 404


@pytest.mark.parametrize("language", ["", "/en"])
def test_an_unknown_id_is_not_found(client: Client, language: str) -> None:
    release(incident("incident"))
    for public_id in ("nothing1", "incident"):
        assert client.get(f"{language}/abductees/{public_id}/").status_code == 404


@pytest.mark.parametrize("language", ["", "/en"])
def test_whom_lists_do_not_lead_to_has_a_page_that_asks_not_to_be_found(
    client: Client, language: str
) -> None:
    release(case(person=named(is_listed=False)))
    response = client.get(f"{language}/abductees/caseaaaa/")
    assert response.status_code == 200
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert '<meta name="robots" content="noindex, nofollow, noarchive">' in response.text
    assert response.context["cite_text"] not in response.text and "og:" not in response.text
    for address in re.findall(r'href="([^"]*abductees/\?[^"]*)"', response.text):
        assert client.get(address.replace("&amp;", "&")).status_code == 200, address


# Photos --------------------------------------------------------------------------------------------------------


def test_a_photo_is_served_under_its_case_with_its_type_and_age(client: Client) -> None:
    release(case(photos=[photo(credit_en="By the family")]), files={PHOTO: JPEG})
    release(case("casebbbb"))
    html = page(client, language="/en")
    (url,) = set(re.findall(r'src="([^"]*photo-[^"]*)"', html))
    assert 'alt="Photo: Salem Invented"' in html and "By the family" in html
    assert 'width="4" height="5"' in html
    response = client.get(url)
    assert (response.status_code, response.content) == (200, JPEG)
    assert response.headers["Content-Type"] == "image/jpeg"
    assert response.headers["Cache-Control"] == "public, max-age=60"
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("public_id", "digest"),
    [("casebbbb", PHOTO[:16]), ("caseaaaa", "cd" * 8), ("caseaaaa", PHOTO[:15]), ("caseaaaa", "a"),
     ("caseaaaa", PHOTO + "ab"), ("caseaaaa", "_" * 16)],
)  # fmt: skip
def test_no_photo_stands_at_another_address(client: Client, public_id: str, digest: str) -> None:
    release(case(photos=[photo()]), files={PHOTO: JPEG})
    release(case("casebbbb"))
    assert client.get(f"/abductees/{public_id}/photo-{digest}.jpg").status_code == 404


def test_a_photo_that_is_not_shown_is_nowhere(client: Client) -> None:
    release(case(photos=[photo()]), files={PHOTO: JPEG})
    release(case(photos=[photo(copy="", width=None, height=None)]), 2)
    assert shown(client).photo is None and "photo-" not in page(client)
    assert client.get(f"/abductees/caseaaaa/photo-{PHOTO[:16]}.jpg").status_code == 404


@pytest.mark.parametrize(("language", "called"), [("", "سائق"), ("/en", "a driver")])
def test_the_words_of_a_photo_say_no_more_than_the_title(client: Client, language: str, called: str) -> None:
    release(case(person=UNNAMED, photos=[photo()]), files={PHOTO: JPEG})
    here = shown(client, language=language).photo
    assert here is not None and called in here["alt"]
    assert "سالم" not in here["alt"] and "Salem" not in here["alt"]


# Versions ---------------------------------------------------------------------------------------------------------


def test_a_correction_is_dated_on_the_page(client: Client) -> None:
    release(case(holders=[CELLS]))
    release(case(), 2, note_ar="صُحّح الاسم", note_en="The name was corrected")
    html = page(client, language="/en")
    assert "The name was corrected" in html
    assert "version 2" in client.get("/en/abductees/caseaaaa/").context["cite_text"]
