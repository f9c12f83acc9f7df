"""No address of the staff site takes a form that another site made up, whoever's browser sends it."""

import re
from unittest import mock

import pytest
from django.test import Client

from tests.support.addresses import patterns
from tests.support.factories import carol

pytestmark = pytest.mark.django_db

#: What stands for the parts of an address; the refusal comes before anything is looked for.
PARTS = {r"\(\?P<app_label>.*\)": "records", r"\(\?P<url>.*\)": "nowhere", r"<[^>]*>": "1"}


def address(pattern: str) -> str:
    for part, example in PARTS.items():
        pattern = re.sub(part, example, pattern)
    return f"/{pattern}"


def test_every_form_of_staff_needs_the_token_of_a_page_of_ours() -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(carol())
    staff = [pattern for pattern in patterns() if pattern.startswith("admin/")]
    assert len(staff) > 100
    with mock.patch("django.template.base.Template.render", return_value=""):
        answers = {one: client.post(address(one), {"a": "b"}).status_code for one in staff}
    assert {one: status for one, status in answers.items() if status != 403} == {}
