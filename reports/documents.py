"""What the documents of series and of reports hold."""

from records.disclosure import NEVER, PUBLIC, RECORD
from records.documents import Spec, register
from records.models import Record
from reports import models

RULE = Spec(
    models.SeriesRule,
    dict.fromkeys(
        [
            "valid_from",
            "epoch",
            "ordinal_rule",
            "involved",
            "perpetrators",
            "areas",
            "outcomes",
            "types",
            "methods",
            "grouping",
        ],
        PUBLIC,
    ),
)
SERIES = Spec(
    models.Series,
    {
        "title_ar": PUBLIC,
        "title_en": PUBLIC,
        "notes": NEVER,
        "slug": PUBLIC,
        "since_ar": PUBLIC,
        "since_en": PUBLIC,
        "about_ar": PUBLIC,
        "about_en": PUBLIC,
    },
    {
        "rules": RULE,
        "coverage": Spec(models.Coverage, {"start": PUBLIC, "end": PUBLIC, "reason": PUBLIC}),
    },
)
REPORT = Spec(
    models.Report,
    {
        "title_ar": PUBLIC,
        "title_en": PUBLIC,
        "notes": NEVER,
        "of_series": RECORD,
        "month_start": PUBLIC,
        "figures": PUBLIC,
        "headline_claims": NEVER,
    },
    {
        "sections": Spec(
            models.Section,
            dict.fromkeys(["position", "key", "heading_ar", "heading_en", "body_ar", "body_en"], PUBLIC),
        ),
        # Why a warning was taken on is between the people of the house; its record is in every document.
        "acknowledgements": Spec(models.Acknowledgement, {"key": NEVER, "message": NEVER, "reason": NEVER}),
    },
)

register(Record.Kind.SERIES, SERIES)
register(Record.Kind.REPORT, REPORT)
