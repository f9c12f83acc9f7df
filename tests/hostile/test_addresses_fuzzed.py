"""Whatever stands in an address or its query, the answer is a page or a quiet refusal, and never a fault of ours."""

import re
from typing import Any
from urllib.parse import quote, quote_from_bytes, urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from publication.case_filters import CaseFilters
from publication.filters import IncidentFilters
from publication.models import PublishedCase, PublishedIncident
from tests.hostile.conftest import visitor
from tests.publication.case_documents import case
from tests.publication.documents import incident, release, series, tally
from tests.support.addresses import patterns
from tests.support.factories import carol

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

#: What has broken sites before, beside what hypothesis thinks of.
TRICKS = (
    "\x00", "a\x00b", "\u202egnp.exe", "\u2066x\u2069", "\ufeff", "\U000e0041", "\ue000", "аbcdefgh", "ＡＢＣ", "٧٨",
    "²",
    "9" * 400, "-1", "1e9", "0x4e", "1_000", "NaN", "∞", "2020-02-30", "9999-12-31", "0000-00-00", "10000-01-01",
    "%00", "%2e%2e%2f", "../../etc/passwd", "..;/", "\\..\\", "'", '"><script>', "{{7*7}}", "${7*7}", "' OR 1=1 --",
    "e\u0301" * 30, "a" + "\u0301" * 60, "x" * 5000, "a,b", "a;b", "a\r\nSet-Cookie: x=1", "null", "[]", "{}", " ",
    "unclear", "caliphate:", ":78", "caliphate:\x00", "caliphate:" + "9" * 60, "caliphate:٧٨", "~", "_", "--",
)  # fmt: skip
TEXT = st.one_of(st.sampled_from(TRICKS), st.text(max_size=20))
#: The bytes of no text: cut short, overlong, surrogates, beyond Unicode.
BYTES = st.sampled_from([b"\xff", b"\xc3", b"\xc0\xaf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xe2\x80"])
RAW = st.one_of(TEXT.map(lambda text: quote(text, safe="", errors="replace")), BYTES.map(quote_from_bytes))

PUBLIC = sorted({pattern for pattern in patterns() if not pattern.startswith("admin/")})
STAFF = sorted({pattern for pattern in patterns() if pattern.startswith("admin/")})
PARAMETERS = sorted(
    {*IncidentFilters.base_filters, *CaseFilters.base_filters, "page", "page_size", "format", "labels", "hxl", "script",
     "lang", "measure", "adopted", "reported_for", "kind", "series", "of", "by", "groups", "areas", "show"}
)  # fmt: skip
ADMIN_PARAMETERS = (
    "q", "p", "o", "all", "e", "batch__id__exact", "state__exact", "id__exact", "kind", "queue", "draft", "died",
    "app_label", "model_name", "field_name", "term", "next", "language", "_popup", "_to_field", "_changelist_filters",
    "day", "seen", "case",
)  # fmt: skip
LISTS = (
    "incidents/", "incidents.csv", "abductees/", "abductees.csv", "summaries/", "corrections/", "data/abductees.pfif",
    "api/v1/incidents/", "api/v1/abductees/", "api/v1/tallies/", "api/v1/places/", "api/v1/reports/",
    "api/v1/summaries/", "api/v1/schema/", "summaries/caliphate/year-2020/", "summaries/caliphate/78/",
)  # fmt: skip
QUIET = {200, 300, 301, 302, 400, 403, 404, 405}


@pytest.fixture
def something(production: Any) -> None:
    release(series())
    release(incident("incident"))
    release(tally("tallytop"))
    release(case("caseaaaa"))


def filled(pattern: str, value: str) -> str:
    """The address of a pattern with the value wherever something varies."""
    text = re.sub(r"\\\.\(\?P<format>[^)]*\)/\?", f".{value}", pattern)
    return "/" + re.sub(r"<[^>]*>|\(\?P<\w+>[^)]*\)", lambda _match: value, text)


def ask(client: Client, address: str) -> None:
    # As a server hands it over: the bytes of the path decoded, those of the query as they came.
    path, _mark, query = address.partition("?")
    response = client.generic("GET", path, QUERY_STRING=query)
    assert response.status_code in QUIET, (address, response.status_code)
    if hasattr(response, "streaming_content"):
        b"".join(response.streaming_content)


def test_in_every_part_of_every_public_address(something: None) -> None:
    client = visitor(raise_request_exception=True)

    @settings(max_examples=80)
    @given(pattern=st.sampled_from([one for one in PUBLIC if "<" in one]), value=RAW, english=st.booleans())
    def try_one(pattern: str, value: str, english: bool) -> None:
        ask(client, ("/en" if english and not pattern.startswith("api/") else "") + filled(pattern, value))

    try_one()


def test_in_every_parameter_of_every_public_list(something: None) -> None:
    client = visitor(raise_request_exception=True)

    @settings(max_examples=80)
    @given(
        path=st.sampled_from(LISTS),
        names=st.lists(st.sampled_from(PARAMETERS), min_size=1, max_size=3),
        value=RAW,
    )
    def try_one(path: str, names: list[str], value: str) -> None:
        ask(client, f"/{path}?" + "&".join(f"{name}={value}" for name in names))

    try_one()


def test_every_trick_in_every_filter(something: None) -> None:
    """The filters alone, since each address would draw a page."""
    refused = 0
    for filters, rows in ((IncidentFilters, PublishedIncident), (CaseFilters, PublishedCase)):
        made = filters({}, rows.objects.all())
        names = list(made.filters)
        for trick in TRICKS:
            one = filters(dict.fromkeys(names, trick), rows.objects.all())
            refused += not one.is_valid()
            list(one.qs[:1])
    assert refused > len(TRICKS)


def test_in_every_part_of_every_staff_address(production: Any) -> None:
    client = visitor(raise_request_exception=True)
    client.force_login(carol())

    @settings(max_examples=80)
    @given(
        pattern=st.sampled_from([one for one in STAFF if "logout" not in one]),
        value=RAW,
        name=st.sampled_from(ADMIN_PARAMETERS),
        asked=RAW,
    )
    def try_one(pattern: str, value: str, name: str, asked: str) -> None:
        ask(client, f"{filled(pattern, value)}?{name}={asked}")

    try_one()


@pytest.mark.parametrize("query", [
    "q=%00", "q=%ff", "q=%ed%a0%80", "%00=1", "q=%e2%80%ae", "q=%ee%80%80", "q=" + "a" * 5000,
    "&".join("a=1" for _ in range(6000)),
])  # fmt: skip
def test_a_query_that_is_no_text_is_refused_before_the_database(something: None, query: str) -> None:
    client = visitor()
    with CaptureQueriesContext(connection) as queries:
        for path in (
            "/incidents/",
            "/en/abductees/",
            "/api/v1/incidents/",
            "/incidents.csv",
            "/admin/login/",
        ):
            assert client.generic("GET", path, QUERY_STRING=query).status_code == 400, path
    assert len(queries) == 0


@pytest.mark.parametrize("path", [
    "//evil.example/", "/en//admin/", "/admin/../admin/", "/./", "/incidents/../admin/", "/admin\\login", "/a%00b/",
    "/قرية/", "/incidents/%252e%252e/", "/en/./admin/", "/incidents/..", "/" + "a" * 500, "/a\u202eb/", "/%ff/",
    "http://evil.example/admin/", "/incidents /", "/incidents/<script>/",
])  # fmt: skip
def test_a_path_that_none_of_ours_has_is_refused_before_the_database(production: Any, path: str) -> None:
    client = visitor()
    with CaptureQueriesContext(connection) as queries:
        response = client.generic("GET", "/", PATH_INFO=path.encode().decode("latin-1"))
    assert (response.status_code, len(queries)) == (404, 0)
    assert "Location" not in response.headers


def test_searches_that_people_make_are_read(something: None) -> None:
    client = visitor()
    for words in (
        "كمين",
        "خانه\u200cها",
        "\u200fدير الزور\u200f",
        "Deir ez-Zor",
        "٧٨",
        "قرية، بلدة; x",
        "a'b",
    ):
        response = client.generic("GET", "/incidents/", QUERY_STRING=urlencode({"q": words}))
        assert response.status_code == 200, words
