"""Searching incidents by words: the same answer on both engines as terms.arabic.fold.matches gives.

A query is met by any of its forms, a form by all of its parts being in the record's search column. Parts of three
letters or more go through an index of trigrams (SQLite FTS5, PostgreSQL pg_trgm). Shorter ones, when they stand
alone, must begin a word: "is" is not looked for inside every word.
"""

from django.db import connection, connections
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from terms.arabic.fold import query_forms

#: Candidates that the index may give before a word counts as frequent.
CANDIDATES = 10_000
#: The shortest part that a trigram index can find.
TRIGRAM = 3

_FTS = """SELECT s.public_id FROM publication_search s JOIN publication_search_words w ON w.rowid = s.id
    WHERE publication_search_words MATCH %s"""
_HITS = """SELECT count(*) FROM
    (SELECT rowid FROM publication_search_words WHERE publication_search_words MATCH %s LIMIT %s)"""
_BEGINS_A_WORD = """SELECT i.public_id FROM publication_publishedincident i
    WHERE to_tsvector('simple', i.search) @@ to_tsquery('simple', %s)"""


def containing(incidents: QuerySet, query: str) -> QuerySet:
    """The incidents that hold the words.

    Of a rare word the index gives few candidates, which are then put in order; of a frequent one the list walks
    the dates and meets it soon. Left to itself the planner of PostgreSQL walks the dates for both; on SQLite, whose
    index would collect every hit first, each form is asked for in the one way or the other.
    """
    vendor = connections[incidents.db].vendor
    found = incidents.filter(_condition(query, vendor))
    if vendor == "sqlite":
        return found
    candidates = found.order_by().values("pk")[: CANDIDATES + 1]
    if candidates.count() > CANDIDATES:
        return found
    return incidents.filter(pk__in=candidates)


def _condition(query: str, vendor: str) -> Q:
    condition = Q(pk__in=[])
    for form in query_forms(query):
        condition |= _form(form, vendor)
    return condition


def _form(parts: list[str], vendor: str) -> Q:
    long = [part for part in parts if len(part) >= TRIGRAM]
    short = [part for part in parts if len(part) < TRIGRAM]
    condition = Q()
    match = " ".join(f'"{part}"' for part in long)
    if long and vendor == "sqlite" and not _is_frequent(match):
        condition &= Q(pk__in=RawSQL(_FTS, [match]))  # noqa: S611 -- no outside SQL
    else:
        for part in long:
            condition &= Q(search__contains=part)
    for part in short:
        condition &= Q(search__contains=part) if long else _begins_a_word(part, vendor)
    return condition


def _is_frequent(match: str) -> bool:
    """Whether so many records hold the words that reading the records is cheaper than collecting all hits first."""
    with connection.cursor() as cursor:
        cursor.execute(_HITS, [match, CANDIDATES + 1])
        return cursor.fetchone()[0] > CANDIDATES


def _begins_a_word(part: str, vendor: str) -> Q:
    if vendor == "postgresql":
        return Q(pk__in=RawSQL(_BEGINS_A_WORD, [f"{part}:*"]))  # noqa: S611 -- no outside SQL
    return Q(search__startswith=part) | Q(search__contains=f" {part}")
