"""The tables of disclosure are whole: a field of a case that nobody decided about cannot exist, nor go out."""

import pytest

from records.disclosure import NEVER, cut
from records.documents import SPECS, Spec
from records.models import FigureFields, Record

#: What a record is beside its content: kept by the workflow, or said by the document itself.
BOOKKEEPING = {"id", "record_ptr", "kind", "public_id", "state", "revision", "verified_round", "live_release", "batch",
               "import_key", "created_by", "created_at", "updated_at",
               # Of cases: kept in step with the claims; who decided and uploaded, which no document needs.
               "present_status", "is_closed", "last_news", "basis_by", "uploaded_by", "uploaded_at",
               # Of warnings: who took one on.
               "taken_by", "taken_at"}  # fmt: skip
FIGURE = {field.name for field in FigureFields._meta.fields}


def tables() -> list[Spec]:
    found: list[Spec] = []
    waiting = list(SPECS.values())
    while waiting:
        found.append(spec := waiting.pop())
        waiting += spec.children.values()
    return found


def decided(spec: Spec) -> set[str]:
    """The fields of a table's model that are its content: not its key, its parent, its figure, its bookkeeping."""
    model = spec.model
    fields = {field.name for field in (*model._meta.concrete_fields, *model._meta.many_to_many)}
    parents = {
        other.model._meta.get_field(name).field.name
        for other in tables()
        for name, child in other.children.items()
        if child is spec
    }
    return fields - parents - BOOKKEEPING - (FIGURE if issubclass(model, FigureFields) else set())


@pytest.mark.parametrize("spec", tables(), ids=lambda spec: spec.model.__name__)
def test_every_field_of_a_case_is_in_its_table(spec: Spec) -> None:
    assert decided(spec) == set(spec.fields)


def test_every_kind_of_record_that_has_a_model_has_a_table() -> None:
    kinds = {model.KIND for model in Record.__subclasses__()}
    assert len(kinds) > 3
    assert kinds == set(SPECS)


def test_a_field_that_no_table_names_cannot_be_released() -> None:
    with pytest.raises(KeyError):
        cut({"kind": "incident", "id": "x", "telephone": "555"}, SPECS["incident"])


def test_staff_notes_are_never_public_in_any_kind_of_record() -> None:
    for kind, spec in SPECS.items():
        assert spec.fields["notes"] is NEVER
        assert "notes" not in cut({"kind": kind, "id": "x", "notes": "a source's name"}, spec)
