"""What the document of a series holds."""

from records.disclosure import NEVER, PUBLIC
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
    {"rules": RULE},
)

register(Record.Kind.SERIES, SERIES)
