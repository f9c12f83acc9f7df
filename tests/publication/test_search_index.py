"""Any published table with a `search` column is indexed by the same statements and searched by the same rule.

The table of these tests is made by hand beside the real ones; it has the two columns that the index asks for.
"""

import pytest
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import connection, models
from django.db.models import CharField, Model, TextField
from django.test.utils import isolate_apps
from hypothesis import given
from hypothesis import strategies as st

from publication import search, search_index
from publication.models import PublishedIncident, PublishedPlace
from publication.search_index import Indexed
from terms.arabic.fold import matches, query_forms, search_text
from tests.publication.documents import incident, release

pytestmark = pytest.mark.django_db

TABLE, PREFIX = "publication_publishedthing", "publication_thing_search"

with isolate_apps("publication"):

    class Thing(Model):
        """A row of the table made by hand, in no registry of models."""

        public_id = CharField(max_length=12, primary_key=True)
        search = TextField()

        class Meta:
            app_label = "publication"
            db_table = TABLE
            managed = False


@pytest.fixture(autouse=True)
def things(monkeypatch: pytest.MonkeyPatch) -> None:
    """The table, indexed, and no other touched; the test's transaction takes it away again."""
    in_sql(f"CREATE TABLE {TABLE} (public_id varchar(12) PRIMARY KEY, search text NOT NULL)")
    with monkeypatch.context() as alone:
        alone.setattr(search_index, "INDEXED", [Indexed(TABLE, PREFIX)])
        search_index.install(connection)
    monkeypatch.setattr(search_index, "INDEXED", [*search_index.INDEXED, Indexed(TABLE, PREFIX)])


def in_sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def thing(public_id: str, text: str) -> Thing:
    return Thing.objects.create(public_id=public_id, search=search_text(text))


def found(query: str, records: models.QuerySet | None = None) -> set[str]:
    records = Thing.objects.all() if records is None else records
    return set(search.containing(records, query).values_list("pk", flat=True))


def names() -> set[str]:
    """Everything in the database that belongs to a search: tables, triggers, indexes."""
    statement = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type IN ('table', 'trigger') AND name LIKE %s",
        "postgresql": "SELECT indexname FROM pg_indexes WHERE indexname LIKE %s",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(statement, ["publication%search%"])
        return {name for (name,) in cursor.fetchall()}


def names_of(prefix: str) -> set[str]:
    endings = {
        "sqlite": ["", "_words", "_after_insert", "_after_update", "_after_delete"],
        "postgresql": ["_trigrams", "_words"],
    }[connection.vendor]
    return {prefix + ending for ending in endings}


def test_every_published_model_with_a_search_column_is_indexed() -> None:
    searchable = set()
    for model in apps.get_app_config("publication").get_models():
        try:
            model._meta.get_field("search")
        except FieldDoesNotExist:
            continue
        searchable.add(model._meta.db_table)
        assert model._meta.pk.name == "public_id"
    assert PublishedIncident._meta.db_table in searchable
    assert searchable <= {indexed.table for indexed in search_index.INDEXED}


def test_migrating_made_the_index_of_every_table_that_is_there() -> None:
    there = connection.introspection.table_names()
    for indexed in search_index.INDEXED:
        if indexed.table in there:
            assert names_of(indexed.prefix) <= names()


def test_the_names_in_databases_that_are_in_use_stay() -> None:
    assert names_of("publication_search") <= names()


def test_cases_have_names_of_their_own() -> None:
    assert search_index.index_of("publication_publishedcase").prefix == "publication_case_search"


def test_each_table_that_is_there_has_its_index_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        search_index, "INDEXED", [*search_index.INDEXED, Indexed("not_there", "absent_search")]
    )
    search_index.install(connection)
    assert names_of(PREFIX) <= names()
    assert not names_of("absent_search") & names()


def test_removing_one_index_leaves_the_others() -> None:
    search_index.remove(connection, TABLE)
    assert not names_of(PREFIX) & names()
    assert names_of("publication_search") <= names()


def test_removing_all_leaves_none_even_of_a_table_that_is_gone() -> None:
    in_sql(f"DROP TABLE {TABLE}")
    search_index.remove(connection)
    assert names() == set()


def test_installing_takes_up_the_rows_that_are_there() -> None:
    search_index.remove(connection, TABLE)
    thing("earlier1", "كمين في دير الزور")
    search_index.install(connection)
    search_index.install(connection)
    assert found("ديرالزور") == {"earlier1"}


def test_the_triggers_are_put_back_after_a_migration() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps its indexes by itself")
    in_sql(f"DROP TRIGGER {PREFIX}_after_insert")
    in_sql("DROP TRIGGER publication_search_after_insert")
    thing("unseen01", "خبر غاب")
    release(incident("unseen02", title_ar="خبر غاب"))
    assert found("غاب") == found("غاب", PublishedIncident.objects.all()) == set()
    search_index.put_back_triggers(sender=None, using="default")
    assert found("غاب") == {"unseen01"}
    assert found("غاب", PublishedIncident.objects.all()) == {"unseen02"}


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("فلان الفلاني من الرقة", "الرقه"),
        ("مقتل عبد الله", "عبدالله"),
        ("Somebody from Deir ez-Zor", "deir ezzor"),
        ("IS cells", "is"),
        ("قرية في حي", "حي"),
    ],
)
def test_another_spelling_finds_it(text: str, query: str) -> None:
    thing("wanted01", text)
    thing("another1", "خبر آخر لا صلة له")
    assert found(query) == {"wanted01"}


def test_short_words_must_begin_a_word() -> None:
    thing("thisthis", "This list exists")
    assert found("is") == set()
    assert found("th") == {"thisthis"}


def test_the_index_follows_a_correction_and_a_withdrawal() -> None:
    row = thing("changing", "كمين قديم")
    row.search = search_text("اشتباك جديد")
    row.save()
    assert found("قديم") == set()
    assert found("جديد") == {"changing"}
    row.delete()
    assert found("جديد") == set()


def test_nothing_of_a_withdrawn_record_stays_in_the_index() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps its indexes by itself")
    thing("leaving1", "فلان الفلاني").delete()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT (SELECT count(*) FROM {PREFIX}) + (SELECT count(*) FROM {PREFIX}_words)")
        assert cursor.fetchone() == (0,)


@pytest.mark.parametrize("candidates", [search.CANDIDATES, 1], ids=["rare", "frequent"])
def test_each_table_is_searched_by_itself(candidates: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "CANDIDATES", candidates)
    thing("first001", "كمين متكرر")
    thing("second01", "كمين متكرر")
    release(incident("incident", title_ar="كمين متكرر"))
    release(incident("thousand", title_ar="كمين متكرر"))
    assert found("متكرر") == {"first001", "second01"}
    assert found("متكرر", PublishedIncident.objects.all()) == {"incident", "thousand"}


def test_a_rare_word_goes_through_the_index_of_its_own_table() -> None:
    thing("wanted01", "كمين")
    statement, _values = search.containing(Thing.objects.all(), "كمين").query.sql_with_params()
    assert TABLE in statement
    assert "publication_publishedincident" not in statement
    if connection.vendor == "sqlite":
        assert f"{PREFIX}_words MATCH" in statement
        assert "publication_search" not in statement


def test_a_word_is_frequent_in_its_own_table_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("On PostgreSQL the rows of the query itself are counted")
    monkeypatch.setattr(search, "CANDIDATES", 1)
    release(incident("incident", title_ar="كمين متكرر"))
    thing("first001", "كمين متكرر")
    thing("second01", "كمين متكرر")
    statements = [
        search.containing(records, "متكرر").query.sql_with_params()[0]
        for records in (PublishedIncident.objects.all(), Thing.objects.all())
    ]
    assert ["MATCH" in statement for statement in statements] == [True, False]


def test_a_table_without_an_index_is_refused() -> None:
    with pytest.raises(LookupError, match="publication_publishedplace"):
        search.containing(PublishedPlace.objects.all(), "الرقة")


@given(
    stored=st.text("ابتدرزنى هةأإي abز", min_size=1, max_size=25),
    query=st.text("ابتدرزنى هةأإي abز", min_size=3, max_size=8),
)
def test_the_database_agrees_with_the_rule(stored: str, query: str) -> None:
    """For words of three letters or more the index answers as terms.arabic.fold.matches does."""
    if any(len(part) < search.TRIGRAM for form in query_forms(query) for part in form):
        return
    row = thing("property", stored)
    assert (found(query) == {"property"}) == matches(query, row.search)
    row.delete()
