"""Searching by words: spellings that mean the same find the same, on both engines."""

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from publication import search
from publication.models import PublishedIncident
from terms.arabic.fold import matches, query_forms
from tests.publication.documents import incident, release, victim, village, withdraw

pytestmark = pytest.mark.django_db


def found(query: str) -> set[str]:
    return set(search.containing(PublishedIncident.objects.all(), query).values_list("pk", flat=True))


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("قصف على مستشفى الرقة", "مستشفي"),
        ("قصف على مستشفى الرقة", "الرقه"),
        ("قصف على مستشفى الرقة", "رقة مستشفى"),
        ("كمين في دير الزور", "ديرالزور"),
        ("كمين في ديرالزور", "دير الزور"),
        ("كمين في دير الزور", "دير الز"),
        ("مقتل عبد الله", "عبدالله"),
        ("إطلاق النار", "اطلاق"),
        ("قَصْف", "قصف"),
        ("Ambush near Deir ez-Zor", "deir ezzor"),
        ("Ambush near Ar-Raqqa", "raqqa"),
        ("IS cells", "is"),
    ],
)
def test_another_spelling_finds_it(text: str, query: str) -> None:
    release(incident("wanted01", title_ar=text, title_en=""))
    release(incident("another1", title_ar="خبر آخر لا صلة له", title_en="", place=None,
                     area=None, perpetrators=[], lines=[], claims=[]))  # fmt: skip
    assert found(query) == {"wanted01"}


def test_a_place_is_found_by_what_it_lies_in_and_a_victim_by_a_released_name() -> None:
    release(
        incident(
            "wanted01", place=village("x", "القرية", "Village"), victims=[victim("فلان الفلاني"), victim()]
        )
    )
    assert found("دير الزور") == {"wanted01"}
    assert found("الفلاني") == {"wanted01"}


def test_short_words_must_begin_a_word() -> None:
    release(incident("thisthis", title_ar="خبر", title_en="This list exists", perpetrators=[], lines=[]))
    assert found("is") == set()
    assert found("th") == {"thisthis"}


def test_the_index_follows_a_correction_and_a_withdrawal() -> None:
    first = incident("changing", title_ar="كمين قديم")
    release(first)
    assert found("قديم") == {"changing"}
    release({**first, "title_ar": "اشتباك جديد"}, 2)
    assert found("قديم") == set()
    assert found("جديد") == {"changing"}
    withdraw(first, version=3)
    assert found("جديد") == set()


def test_the_index_is_put_back_after_sqlite_lost_its_triggers() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps its indexes by itself")
    from publication.search_index import install

    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER publication_search_after_insert")
    release(incident("unseen01", title_ar="حادثة غابت"))
    assert found("غابت") == set()
    install(connection)
    assert found("غابت") == {"unseen01"}


def test_a_frequent_word_finds_all_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "CANDIDATES", 2)
    for number in range(5):
        release(incident(f"many{number:04}", f"2020-01-0{number + 1}", title_ar="كمين متكرر"))
    ordered = search.containing(PublishedIncident.objects.newest_first(), "متكرر")
    assert [row.pk for row in ordered] == ["many0004", "many0003", "many0002", "many0001", "many0000"]


LETTERS = "ابتدرزنى هةأإي abز"


@given(stored=st.text(LETTERS, min_size=1, max_size=25), query=st.text(LETTERS, min_size=3, max_size=8))
def test_the_database_agrees_with_the_rule(stored: str, query: str) -> None:
    """For words of three letters or more the index answers as terms.arabic.fold.matches does."""
    if any(len(part) < search.TRIGRAM for form in query_forms(query) for part in form):
        return
    release(incident("property", title_ar=stored, title_en="", perpetrators=[], lines=[], area=None))
    row = PublishedIncident.objects.get(pk="property")
    assert (found(query) == {"property"}) == matches(query, row.search)
    PublishedIncident.objects.all().delete()
