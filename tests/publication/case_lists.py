"""Released cases as the list of cases is tested with: six that are listed, someone who is not, and a search of them."""

from typing import Any

from django.http import QueryDict

from publication.case_filters import CaseFilters
from publication.models import PublishedCase
from tests.publication.case_documents import UNNAMED, case, group, named, status
from tests.publication.documents import ARMY, CELLS, HOMS, party, place, release, village

FREED = status("released", "2017-03-01", "corroborated")
HIDDEN_PARTY = party("veiled", "جهة محجوبة", "Veiled")
HIDDEN_PLACE = village("secret", "قرية سرية", "Secretville")
RAQQA = {"key": "raqqa", "kind": "governorate", "pcode": "SY11", "ar": "الرقة", "en": "Ar-Raqqa"}


def dated(earliest: str | None, latest: str | None, precision: str = "unknown") -> dict[str, Any]:
    return {"earliest": earliest, "latest": latest, "precision": precision}


def unlisted(public_id: str = "hidehide", **more: Any) -> dict[str, Any]:
    """Someone with a page of their own and in no list; every other thing of the case is theirs alone."""
    values: dict[str, Any] = {
        "person": named("محجوب المستور", "Mahjub Veiledname", is_listed=False), "holders": [HIDDEN_PARTY],
        "nationality": "FR", "role": "clergy", "place": HIDDEN_PLACE, "origins": [place(RAQQA)],
        **dated("1998-05-05", "1998-05-05", "day"),
    }  # fmt: skip
    return case(public_id, status("enslaved", "1998-05-05", holders=[HIDDEN_PARTY]), **{**values, **more})


def release_six() -> None:
    """Held, freed, killed, a group of unknown size, a group in Homs by cells, and one of whose day nothing is known."""
    release(case("openopen"))
    release(case("freefree", status("abducted", "2016-12-01"), FREED, **dated("2016-12-01", "2017-02-28", "unknown"),
                 role="aid_worker", nationality="LB", second_nationality="SY", holders=[ARMY]))  # fmt: skip
    release(case("deaddead", status("confirmed_killed", "2015-01-01", "confirmed"), person=UNNAMED,
                 **dated("2014-06-01", "2014-06-30", "month")))  # fmt: skip
    release(group("groupunk", "unknown", **dated("2013-12-30", "2014-01-02", "days")))
    release(group("grouphom", "59", status("detained", holders=[CELLS]), place=place(HOMS), holders=[],
                  origins=[place(RAQQA)], **dated("2018-01-01", "2018-12-31", "year")))  # fmt: skip
    release(case("nodayday", status("missing", None), **dated(None, None), place=None, holders=[]))


def found(**data: Any) -> set[str]:
    query = QueryDict(mutable=True)
    for name, value in data.items():
        query.setlist(name, value if isinstance(value, list) else [value])
    filters = CaseFilters(query, PublishedCase.objects.listed().open_first())
    assert filters.is_valid(), filters.errors
    return set(filters.qs.values_list("pk", flat=True))
