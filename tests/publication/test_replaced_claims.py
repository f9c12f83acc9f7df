"""Claims and counts of a case that name what they replace, on its page and on the staff side alike."""

from datetime import date

import pytest

from abductees.models import CaseCount
from abductees.timeline import counts_of
from publication.display.cases import CasePage
from publication.models import PublishedCase
from records import outbox
from terms.figures import parse_figure
from tests.support import factories

pytestmark = pytest.mark.django_db


def page_of(case):
    factories.advance(case, "released")
    outbox.drain()
    return CasePage(PublishedCase.objects.get(pk=case.public_id))


def add_count(group, figure, of="freed", **fields):
    count = CaseCount(case=group, source=factories.source(), of=of, as_of=date(2015, 1, 2), **fields)
    count.figure = parse_figure(figure)
    count.full_clean()
    count.save()
    return count


def test_what_a_refuted_claim_would_replace_is_not_marked_as_replaced():
    case = factories.make_case()
    refuted = factories.add_status(case, "released", day=date(2015, 1, 2), grade="refuted")
    refuted.supersedes = case.claims.first()
    refuted.save()
    first, last = page_of(case).timeline
    assert first.decides and not first.is_superseded and last.is_refuted


@pytest.mark.parametrize(("grade", "freed"), [("reported", "26"), ("refuted", "46")])
def test_a_count_that_another_replaces_stands_no_more(grade, freed):
    group = factories.make_case(subject="group", size="59")
    wrong = add_count(group, "46", grade="corroborated")
    add_count(group, "26", grade=grade, supersedes=wrong)
    assert counts_of(group).fates == {"freed": parse_figure(freed)}
    page = page_of(group)
    assert str(page.fates[0]["figure"]) and page._counts.fates == {"freed": parse_figure(freed)}
    assert len(page.counts) == 2  # both stay to be read
