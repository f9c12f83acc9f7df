"""The sample of months 78 and 14, loaded once for the tests of this folder, as load_sample loads it."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction

from monitor import sample as sample_data
from monitor import sample_reports
from publication.display.month_page import MonthPage
from publication.models import PublishedSeries
from publication.months import MonthSummary, series_and_months
from records import outbox


@pytest.fixture(scope="package")
def sample(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Accounts, imports, review and release by different people; rolled back after the last test."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_reference", verbosity=0)
        sample_data.make_accounts()
        sample_data.load_records()
        outbox.drain()
        sample_reports.publish_reports()
        outbox.drain()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def month_page(sample: None, db: None) -> Any:
    """A month of the series as its page is made: month_page("78")."""

    def make(name: str) -> MonthPage:
        series = PublishedSeries.objects.get(slug="caliphate")
        (month,) = series_and_months(series, name)
        return MonthPage(MonthSummary(series, month))

    return make
