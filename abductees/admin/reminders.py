"""Open cases of which nothing has been heard for long: the desk asks whoever may submit to ask again."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from records.admin.desk import Queue
from records.models import Record
from records.models.review import RecordQuerySet, State
from terms.dates import format_day


def awaiting_news(records: RecordQuerySet, user: Any) -> RecordQuerySet:
    """Cases neither resolved nor given up, without news for CASE_REMINDER_DAYS; `last_news` says since when."""
    limit = timezone.localdate() - timedelta(days=settings.CASE_REMINDER_DAYS)
    silent = Q(case__last_news=None) | Q(case__last_news__lt=limit)
    return (
        records.filter(silent, kind=Record.Kind.CASE, case__is_closed=False)
        .exclude(state__in=[State.REJECTED, State.WITHDRAWN])
        .annotate(last_news=F("case__last_news"))
    )


def since_when(record: Any) -> str:
    """The line below the headline of a case on the desk."""
    if record.last_news is None:
        return _("no news at all yet")
    return _("last news: %(day)s") % {"day": format_day(record.last_news, get_language() or "ar")}


AWAITING_NEWS = Queue(
    "news",
    gettext_lazy("Cases without news"),
    gettext_lazy("Of every open case there was news not long ago."),
    "records.submit_record",
    awaiting_news,
    order=(F("case__last_news").asc(nulls_first=True), "pk"),
    line=since_when,
)
