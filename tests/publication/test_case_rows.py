"""How released cases and texts become rows: any number of times the same, and nothing left once they are withdrawn."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publication import projector
from publication.models import (
    PublishedCase,
    PublishedCaseDay,
    PublishedCasePlace,
    PublishedMember,
    PublishedParty,
    PublishedPhoto,
    PublishedPlace,
    PublishedText,
    PublishedUse,
)
from records import outbox
from tests.publication.case_documents import PHOTO, UNNAMED, case, counted, group, named, photo, status
from tests.publication.documents import (
    ARMY,
    CELLS,
    HOMS,
    IS,
    MONITOR,
    party,
    place,
    release,
    road,
    village,
    withdraw,
)
from tests.support import factories
from tests.support.dump import dump

pytestmark = pytest.mark.django_db

FILES = {PHOTO: b"first", "cd" * 32: b"second"}
VILLAGE = village("shula", "الشولا", "Ash-Shula")


def rich(**more: Any) -> dict[str, Any]:
    """A case with some of everything that hangs on one."""
    values: dict[str, Any] = {
        "photos": [photo(), photo(copy="cd" * 32), photo()], "place": VILLAGE, "origins": [place(HOMS)],
        "holders": [CELLS], "members": [{"member": {"id": "casebbbb"}}],
    }  # fmt: skip
    claims = [status("abducted"), status("sighted", "2014-02-01", holders=[ARMY], place=place(HOMS))]
    return case("caseaaaa", *claims, **{**values, **more})


def contact(**more: Any) -> dict[str, Any]:
    return {"kind": "text", "id": "textaaaa", "slot": "contact", "title_ar": "عنوان", "title_en": "", "body_ar": "نص",
            "body_en": "", **more}  # fmt: skip


def empty_of_cases() -> bool:
    models = (PublishedCase, PublishedCasePlace, PublishedCaseDay, PublishedMember, PublishedPhoto, PublishedText,
              PublishedUse, PublishedPlace, PublishedParty)  # fmt: skip
    return not any(model.objects.exists() for model in models)


# What the rows say ------------------------------------------------------------------------------------------------


def test_the_rows_that_hang_on_a_case() -> None:
    release(rich(), files=FILES)
    assert set(PublishedCasePlace.objects.values_list("place", flat=True)) == {
        "shula", "deir_ez_zor", "homs", "testland",
    }  # fmt: skip
    assert set(PublishedCaseDay.objects.values_list("day", flat=True)) == {
        date(2013, 7, 29),
        date(2014, 2, 1),
    }
    assert list(PublishedMember.objects.values_list("group", "member")) == [("caseaaaa", "casebbbb")]
    assert {row.digest: bytes(row.content) for row in PublishedPhoto.objects.all()} == FILES


def test_a_photo_that_the_document_does_not_name_is_not_kept() -> None:
    release(rich(photos=[photo(), photo(copy="")]), files=FILES)
    assert list(PublishedPhoto.objects.values_list("digest", flat=True)) == [PHOTO]


def test_a_road_stands_for_the_governorates_that_it_crosses() -> None:
    release(case(place=road("road", "الطريق", "Road", HOMS)))
    assert set(PublishedCasePlace.objects.values_list("place", flat=True)) == {"road", "homs"}


@pytest.mark.parametrize(
    ("more", "column", "value"),
    [
        ({}, "status", "abducted"),
        ({"override_status": "missing"}, "status", "missing"),
        ({"second_nationality": "LB"}, "nationalities", "LB|SY"),
        ({"holders": [IS, CELLS]}, "holders", "is|is_cells"),
        ({"same_event_as": {"id": "casebbbb"}}, "event", "casebbbb"),
        ({}, "event", "caseaaaa"),
        ({"of_incident": {"id": "incident"}}, "incident", "incident"),
        ({"earliest": None, "latest": None, "precision": "unknown"}, "sorted_on", date.min),
        ({"earliest": "2013-01-01", "latest": "2013-06-30", "precision": "unknown"}, "sorted_on", date(2013, 6, 30)),
        ({"earliest": "2013-01-01", "latest": "2013-06-30", "precision": "unknown"}, "known_from", date(2013, 6, 30)),
        ({"earliest": "2013-01-01", "latest": None, "precision": "unknown"}, "known_from", date(2013, 7, 29)),
        ({"earliest": None, "latest": None, "precision": "unknown"}, "known_from", date(2013, 7, 29)),
        ({"claims": [status("abducted", said_on="2015-05-05")]}, "last_news", date(2015, 5, 5)),
        ({"claims": [status("escaped", "2014-01-01", "confirmed", latest="2014-01-31")]}, "ended", date(2014, 1, 31)),
        ({"claims": [status("released", "2014-01-01", "reported")]}, "ended", None),
        ({"person": named(is_listed=False)}, "holders", ""),
        ({"person": named(is_listed=False)}, "search", ""),
    ],
)  # fmt: skip
def test_a_column_is_what_the_document_says(more: dict[str, Any], column: str, value: Any) -> None:
    release(case(**more))
    assert getattr(PublishedCase.objects.get(), column) == value


def test_whether_the_number_of_a_group_is_known() -> None:
    for words, known in (("59", True), ("about 200", True), ("unknown", False), ("hundreds", False)):
        release(group(words=words), 1)
        assert PublishedCase.objects.get().has_size is known, words


# Applying, withdrawing, rebuilding ---------------------------------------------------------------------------------


CASES = st.builds(
    lambda pick, claims, holders, unlisted, photos: {
        "pick": pick, "claims": claims, "holders": holders, "unlisted": unlisted, "photos": photos,
    },
    st.sampled_from(["caseaaaa", "casebbbb", "groupaaa"]),
    st.lists(st.sampled_from(["abducted", "sighted", "released", "confirmed_killed"]), min_size=1, max_size=3),
    st.lists(st.sampled_from([IS, CELLS, ARMY]), max_size=2),
    st.booleans(),
    st.booleans(),
)  # fmt: skip


def made(values: dict[str, Any]) -> dict[str, Any]:
    claims = [status(name, f"2014-0{n}-01", "confirmed") for n, name in enumerate(values["claims"], start=1)]
    more: dict[str, Any] = {"holders": values["holders"], "photos": [photo()] if values["photos"] else []}
    if values["pick"] == "groupaaa":
        return group("groupaaa", "59", *claims, members=[{"member": {"id": "caseaaaa"}}], **more)
    return case(
        values["pick"], *claims, person=named(is_listed=not values["unlisted"]), origins=[VILLAGE], **more
    )


@settings(max_examples=20)
@given(st.lists(CASES, min_size=1, max_size=4))
def test_a_release_applied_again_and_one_that_comes_late_change_nothing(
    history: list[dict[str, Any]],
) -> None:
    projector.empty()
    for version, values in enumerate(history, start=1):
        release(made(values), version, files=FILES)
    content = made(history[-1])
    last = projector.ReleasedVersion(position=10**9, public_id=content["id"], kind="case", version=9,
                                     day=date(2021, 2, 9), digest="0" * 64, content=content, files=FILES)  # fmt: skip
    assert projector.apply(last)
    once = dump()
    assert not projector.apply(last)
    older = replace(last, position=last.position - 1, version=8, content={}, withdrawn_for="doubt")
    assert not projector.apply(older)
    assert dump() == once


@settings(max_examples=20)
@given(st.lists(CASES, max_size=3), CASES)
def test_release_withdraw_release_leaves_the_same_rows(
    others: list[dict[str, Any]], values: dict[str, Any]
) -> None:
    projector.empty()
    for other in others:
        release(made(other), files=FILES)
    content = made(values)
    release(content, files=FILES)
    once = dump(ledger=False)
    withdraw(content)
    assert not PublishedCase.objects.filter(pk=content["id"]).exists()
    release(content, 3, files=FILES)
    assert dump(ledger=False) == once


def test_a_withdrawal_leaves_no_row_of_a_case_its_parts_or_its_names() -> None:
    release(rich(), files=FILES)
    assert not empty_of_cases()
    withdraw(rich())
    assert empty_of_cases()
    release(contact())
    withdraw(contact())
    assert empty_of_cases()


def test_a_correction_takes_along_what_the_earlier_version_alone_had() -> None:
    release(rich(), files=FILES)
    release(case("caseaaaa", place=place(), person=UNNAMED), 2)
    assert not PublishedPhoto.objects.exists() and not PublishedMember.objects.exists()
    assert set(PublishedCasePlace.objects.values_list("place", flat=True)) == {"deir_ez_zor", "testland"}
    assert list(PublishedCaseDay.objects.values_list("day", flat=True)) == [date(2013, 7, 29)]
    assert "المخترع" not in PublishedCase.objects.get().search


def test_holders_and_origins_are_kept_while_a_listed_case_speaks_of_them() -> None:
    release(case("caseaaaa", origins=[VILLAGE], holders=[CELLS]))
    release(case("casebbbb", status("abducted", holders=[party("others", "آخرون", "Others")])))
    parties = set(PublishedParty.objects.values_list("key", flat=True))
    assert parties == {"is", "is_cells", "others"}
    assert PublishedPlace.objects.get(pk="shula").above == "/testland/deir_ez_zor/"
    release(case("caseaaaa"), 2)
    assert set(PublishedParty.objects.values_list("key", flat=True)) == {"is", "others"}
    assert not PublishedPlace.objects.filter(pk="shula").exists()
    withdraw(case("casebbbb"))
    assert set(PublishedParty.objects.values_list("key", flat=True)) == {"is"}


def test_what_only_an_unlisted_case_speaks_of_is_forgotten_and_comes_back() -> None:
    hidden = case("caseaaaa", origins=[VILLAGE], person=named(is_listed=False))
    release(hidden)
    assert not PublishedPlace.objects.exists() and not PublishedParty.objects.exists()
    assert not PublishedCasePlace.objects.exists() and not PublishedCaseDay.objects.exists()
    release(case("caseaaaa", origins=[VILLAGE]), 2)
    assert PublishedPlace.objects.filter(pk="shula").exists()
    release(hidden, 3)
    assert not PublishedUse.objects.exists() and not PublishedPlace.objects.exists()


def test_the_words_of_a_place_are_those_of_the_newest_listed_case() -> None:
    renamed = village("shula", "الشولة", "Ash-Shula")
    release(case("caseaaaa", place=VILLAGE))
    release(case("casebbbb", place=renamed, person=named(is_listed=False)))
    assert PublishedPlace.objects.get(pk="shula").name_ar == "الشولا"
    release(case("casecccc", place=renamed))
    assert PublishedPlace.objects.get(pk="shula").name_ar == "الشولة"
    withdraw(case("casecccc"))
    assert PublishedPlace.objects.get(pk="shula").name_ar == "الشولا"


def test_a_group_leads_to_a_member_that_is_released_later() -> None:
    release(group(members=[{"member": {"id": "caseaaaa"}}], counts=[counted("freed", "4")]))
    assert PublishedMember.objects.get().member == "caseaaaa"
    release(case())
    withdraw(case())
    assert PublishedMember.objects.get().member == "caseaaaa", "whose page is gone stays a member"


def test_a_rebuild_gives_the_same_and_shows_no_edit_since() -> None:
    shown = factories.make_case(state="released")
    factories.make_case(state="released", subject="group", size="about 200")
    factories.make_case(
        state="withdrawn",
        person=factories.person("سعيد الغائب", name_decision="released", decision_reason="-"),
    )
    outbox.drain()
    once = dump()
    assert len(once["PublishedCase"]) == 2
    type(shown).objects.filter(pk=shown.pk).update(
        circumstances_ar="تعديل لم يُنشر", called_ar="تعديل لم يُنشر"
    )
    shown.claims.update(status="confirmed_killed", grade="confirmed")
    outbox.rebuild()
    assert dump() == once
    assert "تعديل" not in str(dump(ledger=False))


def test_the_source_of_a_claim_becomes_no_row() -> None:
    release(case("caseaaaa", status("abducted", source=MONITOR)))
    assert MONITOR["key"] not in str(PublishedUse.objects.values_list("key", flat=True))
