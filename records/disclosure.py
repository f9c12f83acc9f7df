"""What a release shows. Default withheld: a field without a rule of its own cannot go out.

The facts of an event are public; names of people, sources, links, quotations and places finer than a locality are
not, until someone releases them for that record. The rules stand beside the fields in each kind's table. What was
decided about a person holds in every record that names the person: the strictest of all such decisions wins.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from terms.ages import band_of
from terms.choices import FINE_PLACES, Outcome, PlaceKind, PlaceLimit, PlacePrecision, Sex

Content = dict[str, Any]


@dataclass(frozen=True)
class Rule:
    """How a field leaves a document: `cut(value, row)` gives what the public gets of it.

    `public` is whether the field's key appears in public documents at all.
    """

    name: str
    public: bool = True
    cut: Callable[[Any, Content], Any] = lambda value, row: value
    #: It cuts places, so that the limits of the people whom the document names hold for it.
    of_places: bool = False
    #: Further keys of the public document that are made of the field.
    adds: Callable[[Any, Content], Content] = lambda value, row: {}


def _without_pk(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_pk(part) for key, part in value.items() if key != "pk"}
    if isinstance(value, list):
        return [_without_pk(part) for part in value]
    return value


def _empty_like(value: Any) -> Any:
    return "" if isinstance(value, str) else [] if isinstance(value, list) else None


def when(flag: str) -> Rule:
    """Public once `flag`, a field of the same row, says so; empty until then."""
    return Rule(
        f"when {flag}", cut=lambda value, row: _without_pk(value) if row[flag] else _empty_like(value)
    )


def of_source(flag: str) -> Rule:
    """What leads to a source: public once `flag` says so, and never where the source is confidential."""
    return Rule(
        f"when {flag}, never of a confidential source",
        cut=lambda value, row: value if row[flag] and not row["source"]["is_confidential"] else "",
    )


def _coarse(place: Content | None, exact: bool) -> Content | None:
    """The place, or the nearest one above it that is no finer than a locality."""
    if place is None:
        return None
    place = _without_pk(place)
    while not exact and place["kind"] in FINE_PLACES:
        above = place["above"]
        if not above:
            return None
        place = {**above[-1], "above": above[:-1], "crosses": []}
    return place


def name_is_released(person: Content, row: Content) -> bool:
    """For the person, and for this mention: the strictest wins."""
    return bool(row["show_name"] and person["name_decision"] == "released")


#: What may have happened to someone who is alive, and whom a captor or an informer may look for.
HELD = (Outcome.ABDUCTED, Outcome.DETAINED, Outcome.MISSING, Outcome.RELEASED)


def is_named_beside_others(row: Content) -> bool:
    """Where the name is released and lists may lead to it; who is not to be found by name is not named here."""
    return name_is_released(row["person"], row) and row["person"].get("is_searchable", True)


def _person(person: Content, row: Content) -> Content:
    """The name only where it is released. The sex of the unnamed: of the dead and the wounded, who are counted so; of
    those who may be alive with the other details only.
    """
    named = is_named_beside_others(row)
    sexed = named or row["show_role"] or row["outcome"] not in HELD
    return {
        "ar": person["ar"] if named else "",
        "en": person["en"] if named else "",
        "sex": person["sex"] if sexed else Sex.UNKNOWN.value,
    }


def _age(age: int | None, row: Content) -> int | None:
    return age if row["show_role"] and is_named_beside_others(row) else None


def _age_band(age: int | None, row: Content) -> Content:
    low, high = (age, age) if is_named_beside_others(row) else band_of(age)
    return {"age_low": low, "age_high": high} if row["show_role"] else {"age_low": None, "age_high": None}


# Decisions about people --------------------------------------------------------------------------------------


def parts_with(value: Any, *keys: str) -> Iterator[Content]:
    """The outermost objects with all these keys, anywhere in a document."""
    if isinstance(value, dict):
        if all(key in value for key in keys):
            yield value
        else:
            for part in value.values():
                yield from parts_with(part, *keys)
    elif isinstance(value, list):
        for part in value:
            yield from parts_with(part, *keys)


def people_in(value: Any) -> Iterator[Content]:
    """Every reference to a person anywhere in a document."""
    return parts_with(value, "name_decision")


def sources_in(value: Any) -> Iterator[Content]:
    """Every reference to a source anywhere in a document."""
    return parts_with(value, "is_confidential", "reliability")


def place_limit(content: Content) -> str:
    """The strictest limit on places of all whom the document names."""
    limits = [person.get("place_limit", PlaceLimit.LOCALITY) for person in people_in(content)]
    return max(limits, key=PlaceLimit.values.index, default=PlaceLimit.LOCALITY)


def _limited(value: Any, limit: str) -> Any:
    """A place, or several, no finer than the limit; `limit` is not the locality."""
    if isinstance(value, list):
        return [place for place in (_limited(place, limit) for place in value) if place]
    return None if value is None or limit == PlaceLimit.NONE else to_governorate(value)


def to_governorate(place: Content) -> Content | None:
    """The governorate or country that the place is or lies in; None where nothing so wide is known of it."""
    chain = [*place["above"], place]
    wide = [n for n, part in enumerate(chain) if part["kind"] in (PlaceKind.GOVERNORATE, PlaceKind.COUNTRY)]
    return {**chain[wide[-1]], "above": chain[: wide[-1]], "crosses": []} if wide else None


_LIMITED_PRECISION = {
    PlaceLimit.GOVERNORATE: PlacePrecision.GOVERNORATE, PlaceLimit.NONE: PlacePrecision.UNKNOWN,
}  # fmt: skip


def _source(source: Content, row: Content) -> Content | None:
    """Never a confidential one, whatever the flag says; of the others the name and kind, not our judgement of them."""
    if not row["show_source"] or source["is_confidential"]:
        return None
    return {part: source[part] for part in ("key", "ar", "en", "kind")}


def _by_id(reference: Content | None, row: Content) -> Content | None:
    """Another record: by its public id alone; its page says the rest, if it has one."""
    return {"id": reference["id"]} if reference else None


PUBLIC = Rule("public", cut=lambda value, row: _without_pk(value))
NEVER = Rule("never", public=False)
PLACE = Rule(
    "locality at the finest",
    cut=lambda value, row: _coarse(value, row.get("show_exact_place", False)),
    of_places=True,
)
PLACES = Rule(
    "localities at the finest",
    cut=lambda value, row: [place for place in (_coarse(place, False) for place in value) if place],
    of_places=True,
)
PERSON = Rule("name when released for the person and here; sex of the unnamed who may be alive: when show_role",
              cut=_person)  # fmt: skip
#: Of a victim; beside it `age_low` and `age_high`.
AGE = Rule("age when show_role; as a band while unnamed", cut=_age, adds=_age_band)
SOURCE = Rule("when released and not confidential", cut=_source)
RECORD = Rule("public id", cut=_by_id)
#: A sibling row: by its number in the list (1, 2, …), which `cut` fills in.
SIBLING = Rule("number in the list")

#: What every claim has, whatever it speaks of.
CLAIM: dict[str, Rule] = {
    "source": SOURCE,
    "said_on": PUBLIC,
    "url": of_source("show_link"),
    "locator": of_source("show_source"),
    "quotation": when("show_quotation"),
    "supersedes": SIBLING,
    "show_source": NEVER,
    "show_link": NEVER,
    "show_quotation": NEVER,
}


def cut(content: Content, spec: Any) -> Content:
    """The public document: what the table lets through of a full one, and nothing else.

    Raises KeyError for a field of the document that the table does not name.
    """
    content = spec.prepare(content) if spec.prepare else content
    limit = place_limit(content)
    shown = {"kind": content["kind"], "id": content["id"], **_cut(content, spec, limit, top=True)}
    return shown if limit == PlaceLimit.LOCALITY else _without_links(shown, spec)


def _without_links(shown: Content, spec: Any) -> Content:
    """A document whose places are widened for someone's sake names no other record, and is marked so that no other
    leads to it: the campaign, the group or the neighbour in the same event would say where it was.
    """
    links = {name: None for name, rule in spec.fields.items() if rule is RECORD}
    return {**shown, **links, "is_linked": False}


def _cut(
    row: Content, spec: Any, limit: str, top: bool = False, numbers: dict[int, int] | None = None
) -> Content:
    shown: Content = {}
    for name, value in row.items():
        if name == "pk" or (top and name in ("kind", "id")):
            continue
        if name == "figure":
            shown[name] = value
        elif name in spec.children:
            order = {child["pk"]: number for number, child in enumerate(value, start=1)}
            shown[name] = [_cut(child, spec.children[name], limit, numbers=order) for child in value]
        elif spec.fields[name] is SIBLING:
            shown[name] = (numbers or {}).get(value["pk"]) if value else None
        elif spec.fields[name].public:
            if limit != PlaceLimit.LOCALITY:
                value = _within_limit(spec.fields[name], name, value, limit)
            shown[name] = spec.fields[name].cut(value, row)
            shown |= spec.fields[name].adds(value, row)
    return shown


def _within_limit(rule: Rule, name: str, value: Any, limit: str) -> Any:
    if rule.of_places:
        return _limited(value, limit)
    return str(_LIMITED_PRECISION[PlaceLimit(limit)]) if name == "place_precision" and value else value
