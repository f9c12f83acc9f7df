"""Searching published records by words: the same answer on both engines as terms.arabic.fold.matches gives.

A query is met by any of its forms, a form by all of its parts being in the record's search column. Parts of three
letters or more go through an index of trigrams (SQLite FTS5, PostgreSQL pg_trgm). Shorter ones, when they stand
alone, must begin a word: "is" is not looked for inside every word. Which tables can be searched, and what their
indexes are called, publication.search_index says.
"""

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from publication.search_index import Indexed, index_of
from terms.arabic.fold import query_forms

#: Candidates that the index may give before a word counts as frequent.
CANDIDATES = 10_000
#: The shortest part that a trigram index can find.
TRIGRAM = 3

_FTS = """SELECT s.public_id FROM {prefix} s JOIN {prefix}_words w ON w.rowid = s.id
    WHERE {prefix}_words MATCH %s"""
_HITS = """SELECT count(*) FROM
    (SELECT rowid FROM {prefix}_words WHERE {prefix}_words MATCH %s LIMIT %s)"""
_BEGINS_A_WORD = """SELECT i.public_id FROM {table} i
    WHERE to_tsvector('simple', i.search) @@ to_tsquery('simple', %s)"""


def containing(records: QuerySet, query: str) -> QuerySet:
    """The records that hold the words. LookupError when their table is none of search_index.INDEXED.

    Of a rare word the index gives few candidates, which are then put in order; of a frequent one the list walks
    the dates and meets it soon. Left to itself the planner of PostgreSQL walks the dates for both; on SQLite, whose
    index would collect every hit first, each form is asked for in the one way or the other.
    """
    connection = connections[records.db]
    found = records.filter(_condition(query, index_of(records.model._meta.db_table), connection))
    if connection.vendor == "sqlite":
        return found
    candidates = found.order_by().values("pk")[: CANDIDATES + 1]
    if candidates.count() > CANDIDATES:
        return found
    return records.filter(pk__in=candidates)


def _condition(query: str, indexed: Indexed, connection: BaseDatabaseWrapper) -> Q:
    condition = Q(pk__in=[])
    for form in query_forms(query):
        condition |= _form(form, indexed, connection)
    return condition


def _form(parts: list[str], indexed: Indexed, connection: BaseDatabaseWrapper) -> Q:
    long = [part for part in parts if len(part) >= TRIGRAM]
    short = [part for part in parts if len(part) < TRIGRAM]
    condition = Q()
    match = " ".join(f'"{part}"' for part in long)
    if long and connection.vendor == "sqlite" and not _is_frequent(match, indexed, connection):
        condition &= Q(pk__in=RawSQL(_named(_FTS, indexed), [match]))  # noqa: S611 -- no outside SQL
    else:
        for part in long:
            condition &= Q(search__contains=part)
    for part in short:
        condition &= Q(search__contains=part) if long else _begins_a_word(part, indexed, connection)
    return condition


def _is_frequent(match: str, indexed: Indexed, connection: BaseDatabaseWrapper) -> bool:
    """Whether so many records hold the words that reading the records is cheaper than collecting all hits first."""
    with connection.cursor() as cursor:
        cursor.execute(_named(_HITS, indexed), [match, CANDIDATES + 1])
        return cursor.fetchone()[0] > CANDIDATES


def _begins_a_word(part: str, indexed: Indexed, connection: BaseDatabaseWrapper) -> Q:
    if connection.vendor == "postgresql":
        statement = _named(_BEGINS_A_WORD, indexed)
        return Q(pk__in=RawSQL(statement, [f"{part}:*"]))  # noqa: S611 -- no outside SQL
    return Q(search__startswith=part) | Q(search__contains=f" {part}")


def _named(statement: str, indexed: Indexed) -> str:
    return statement.format(table=indexed.table, prefix=indexed.prefix)
