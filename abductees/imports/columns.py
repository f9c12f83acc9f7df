"""The columns of the import file of cases, and which of them a row of each kind has."""

from django.db import models
from django.utils.translation import gettext_lazy, pgettext_lazy

from records.imports.cells import Column
from records.imports.resource import CLAIM_COLUMNS, SAID


class Kind(models.TextChoices):
    PERSON = "person", gettext_lazy("person")
    GROUP = "group", gettext_lazy("group of people")
    CLAIM = "claim", gettext_lazy("claim")
    COUNT = "count", gettext_lazy("count of a group")
    IDENTIFICATION = "identification", gettext_lazy("tentative identification")


COLUMNS = (
    Column("record", gettext_lazy("record"), required=True),
    Column("key", gettext_lazy("key"), required=True),
    Column("case", gettext_lazy("case")),
    Column("member_of", gettext_lazy("member of the groups")),
    Column("same_event_as", gettext_lazy("taken together with")),
    Column("of_incident", gettext_lazy("incident")),
    Column("name_ar", gettext_lazy("Arabic name")),
    Column("name_en", gettext_lazy("name in Latin letters")),
    Column("name_variants", gettext_lazy("other spellings")),
    Column("kunya", gettext_lazy("kunya")),
    Column("sex", gettext_lazy("sex")),
    Column("called_ar", gettext_lazy("called, without the name")),
    Column("called_en", gettext_lazy("called, in English")),
    Column("role", gettext_lazy("role")),
    Column("nationality", gettext_lazy("nationality")),
    Column("age", gettext_lazy("age at the time")),
    Column("headline_ar", gettext_lazy("headline")),
    Column("headline_en", gettext_lazy("headline in English")),
    Column("about_ar", gettext_lazy("who they are")),
    Column("about_en", gettext_lazy("who they are, in English")),
    Column("size", gettext_lazy("size of the group")),
    Column("wording_ar", gettext_lazy("wording")),
    Column("wording_en", gettext_lazy("wording in English")),
    Column("origins", gettext_lazy("where they come from")),
    Column("date", gettext_lazy("date")),
    Column("precision", gettext_lazy("date known")),
    Column("earliest", gettext_lazy("earliest")),
    Column("latest", gettext_lazy("latest")),
    Column("place", gettext_lazy("place")),
    Column("place_precision", gettext_lazy("place known")),
    Column("governorate", gettext_lazy("governorate")),
    Column("holders", gettext_lazy("alleged holders")),
    Column("holder_certainty", gettext_lazy("attribution")),
    Column("circumstances_ar", gettext_lazy("circumstances")),
    Column("circumstances_en", gettext_lazy("circumstances, in English")),
    Column("show_name", gettext_lazy("the name may be shown")),
    Column("name_decision_reason", gettext_lazy("who agreed to the name, or why it is withheld")),
    Column("show_details", gettext_lazy("role, age, nationality and description may be shown")),
    Column("place_limit", gettext_lazy("places shown")),
    Column("searchable", gettext_lazy("may be found by name")),
    Column("basis", gettext_lazy("published because")),
    Column("basis_on", gettext_lazy("decided on")),
    Column("basis_note", gettext_lazy("who agreed, or how the risk was weighed")),
    Column("status", gettext_lazy("status")),
    Column("grade", pgettext_lazy("of a claim", "grade")),
    Column("note_ar", gettext_lazy("what the source says")),
    Column("note_en", gettext_lazy("what the source says, in English")),
    Column("count_of", gettext_lazy("counts")),
    Column("figure", gettext_lazy("figure")),
    Column("as_of", gettext_lazy("as of")),
    *SAID,
    Column("supersedes", gettext_lazy("replaces")),
    Column("notes", gettext_lazy("internal notes")),
)

_WORDING = {"wording_ar", "wording_en"}
_DATE = {"date", "precision", "earliest", "latest"}
_STATUS = {"status", "grade", "note_ar", "note_en"}
_OF_A_CASE = {"record", "key", "case", "supersedes", *CLAIM_COLUMNS}
#: What a person's row and a group's have in common: the case itself, and a first claim about it.
_CASE = {
    "record", "key", "member_of", "same_event_as", "of_incident", "role", "about_ar", "about_en", "origins", "place",
    "place_precision", "governorate", "holders", "holder_certainty", "circumstances_ar", "circumstances_en",
    "show_details", "basis", "basis_on", "basis_note", "notes", *_DATE, *_STATUS, *CLAIM_COLUMNS,
}  # fmt: skip
#: The cells any of which says that a person's or a group's row makes a claim as well.
OWN_CLAIM = {*_STATUS, *CLAIM_COLUMNS}

COLUMNS_OF: dict[str, set[str]] = {
    Kind.PERSON: {
        *_CASE, "name_ar", "name_en", "name_variants", "kunya", "sex", "called_ar", "called_en", "nationality", "age",
        "show_name", "name_decision_reason", "place_limit", "searchable",
    },
    Kind.GROUP: {*_CASE, "headline_ar", "headline_en", "size", *_WORDING},
    Kind.CLAIM: {*_OF_A_CASE, *_DATE, *_STATUS, "place", "holders"},
    Kind.COUNT: {*_OF_A_CASE, "count_of", "figure", *_WORDING, "as_of", "grade"},
    Kind.IDENTIFICATION: {*_OF_A_CASE, "name_ar", "name_en", "show_name", "grade"},
}  # fmt: skip

_FIGURE = ("low", "best", "high", "qualifier")
#: Fields of the models that other columns fill, by kind of row.
FIELD_COLUMNS: dict[str, dict[str, str]] = {
    Kind.PERSON: {
        "title_ar": "called_ar", "title_en": "called_en", "age_low": "age", "age_high": "age",
        "second_nationality": "nationality",
    },
    Kind.GROUP: {"title_ar": "headline_ar", "title_en": "headline_en", **dict.fromkeys(_FIGURE, "size")},
    Kind.CLAIM: {},
    Kind.COUNT: {"of": "count_of", **dict.fromkeys(_FIGURE, "figure")},
    Kind.IDENTIFICATION: {},
}  # fmt: skip
