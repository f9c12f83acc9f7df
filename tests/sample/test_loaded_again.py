"""load_sample over a sample that is there."""

from io import StringIO

import pytest
from django.core.management import call_command

from monitor.models import User
from records.models import Record

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("sample")]


def test_it_says_so_shows_no_password_and_changes_nothing(settings):
    settings.DEBUG = True
    count = Record.objects.count()
    password = User.objects.get(username="clerk").password
    said = StringIO()
    call_command("load_sample", stdout=said)
    assert not [line for line in said.getvalue().splitlines() if line.startswith("  ")]
    assert (Record.objects.count(), User.objects.get(username="clerk").password) == (count, password)
