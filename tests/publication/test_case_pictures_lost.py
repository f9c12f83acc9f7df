"""A picture whose bytes are lost: its case goes out without it, and nothing behind it waits."""

import pytest

from publication.models import PublishedCase, PublishedPhoto
from records import outbox
from records.models import OutboxEntry, PublicCopy
from tests.support import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def lost():
    case = factories.make_case()
    factories.add_photo(case)
    factories.advance(case, "released")
    PublicCopy.objects.all().delete()
    return case


def test_releases_behind_it_go_out(lost, client):
    behind = factories.make_case(state="released")
    outbox.drain()
    assert not OutboxEntry.objects.filter(done_at=None).exists()
    assert set(PublishedCase.objects.values_list("pk", flat=True)) == {lost.public_id, behind.public_id}
    assert not PublishedPhoto.objects.exists()


def test_a_rebuild_goes_through(lost):
    assert outbox.rebuild() == 1
    assert PublishedCase.objects.count() == 1
