"""Staff at their own browsers, in Arabic: each person has a context of their own."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.desk import Desk
from tests.support.factories import PEOPLE, area, make_series, party, place, source


@pytest.fixture
def reference(transactional_db: None) -> None:
    """What a clerk chooses from, and the series whose months are counted."""
    from django.contrib.auth.models import Group
    from django.contrib.contenttypes.models import ContentType

    ContentType.objects.clear_cache()
    if not Group.objects.filter(permissions__isnull=False).exists():
        from django.core.management import call_command

        call_command("migrate", verbosity=0)  # emptying the database took the permissions with it
    place(), place("hajin"), area(), area("sdf"), party(), party("is"), source()
    make_series(state="released")


@pytest.fixture
def at_desk(reference: None, new_context: Any) -> Callable[[str], Desk]:
    """at_desk("clerk"): alice, signed in, in a browser of her own."""

    def sign_in(role: str) -> Desk:
        context = new_context()
        desk = Desk(context.new_page())
        desk.sign_in(PEOPLE[role]().username)
        return desk

    return sign_in
