"""Whatever is asked of the API, it never fails, and what it answers fits its own schema."""

from collections.abc import Iterator

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.publication.case_documents import UNNAMED, case, counted, group, named, status
from tests.publication.documents import (
    AGENCY,
    HOMS,
    campaign,
    incident,
    place,
    release,
    series,
    tally,
    victim,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def kept_connection() -> Iterator[None]:
    """A request ends as it does for Django's own test client: the connection of the test stays open."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


def release_cases() -> None:
    """Everything that an answer may hold or lack: no person, no name, no day, no place, and who is in no list."""
    guess = {"source": AGENCY, "said_on": None, "url": "", "locator": "", "quotation": "", "supersedes": None,
             "grade": "reported", "name_ar": "فلان", "name_en": ""}  # fmt: skip
    release(case("caseaaaa", status("abducted", place=place(HOMS)), status("released", None, "confirmed", source=None),
                 of_incident={"id": "incident"}, clock_stopped_on="2020-01-01"))  # fmt: skip
    release(case("casebbbb", person=UNNAMED, precision="unknown", earliest=None, latest=None, place=None, age_low=None,
                 age_high=None, same_event_as={"id": "caseaaaa"}, identifications=[guess]))  # fmt: skip
    release(case("hidehide", person=named(is_listed=False), same_event_as={"id": "caseaaaa"}))
    release(group("groupaaa", "hundreds", counts=[counted("freed", "at least 4")],
                  members=[{"member": {"id": "caseaaaa"}}, {"member": {"id": "hidehide"}}]))  # fmt: skip


@pytest.mark.usefixtures("kept_connection")
def test_every_answer_fits_the_schema() -> None:
    release(series())
    release(campaign("campaig1"))
    release(incident("incident", part_of={"id": "campaig1"}, victims=[victim("فلان"), victim()]))
    release(tally("tallytop"))
    release_cases()
    schema = schemathesis.openapi.from_wsgi("/api/v1/schema/?format=json", WSGIHandler())
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) >= 12
    assert {"/api/v1/abductees/", "/api/v1/abductees/{public_id}/"} <= {one.path for one in operations}

    @settings(max_examples=80)
    @given(case=st.one_of([operation.as_strategy() for operation in operations]))
    def ask(case: schemathesis.Case) -> None:
        response = case.call()
        assert response.status_code in (200, 300, 400, 404), (case.path, case.query, response.status_code)
        if response.status_code == 200:
            case.validate_response(response)

    ask()
