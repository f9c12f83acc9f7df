"""load_reference: by key, parents first, errors by file and row, and what staff have edited stays theirs."""

from pathlib import Path

import pytest

from records import reference_data
from records.models import AreaLabel, AreaOfControl, GroupingRule, Party, PartyLabel, Place, Source
from records.reference_data import ReferenceRefused, load

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The files with a handful of rows each."""
    for table in reference_data.TABLES:
        lines = (reference_data.FOLDER / table.file).read_text(encoding="utf-8").splitlines()
        keep = (
            3
            if table.file.startswith(("places", "parties", "areas", "sources", "groupings", "subset"))
            else 1
        )
        (tmp_path / table.file).write_text("\n".join(lines[:keep]) + "\n", encoding="utf-8")
    return tmp_path


def write(folder: Path, file: str, *rows: str) -> None:
    header = (folder / file).read_text(encoding="utf-8").splitlines()[0]
    (folder / file).write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")


def problems(folder: Path) -> list[str]:
    with pytest.raises(ReferenceRefused) as refusal:
        load(folder)
    assert not Place.objects.exists()
    return refusal.value.problems


def test_loading_twice_adds_nothing(folder):
    load(folder)
    before = [model.objects.count() for model in (Place, Party, AreaOfControl, Source)]
    again = load(folder)
    assert [model.objects.count() for model in (Place, Party, AreaOfControl, Source)] == before
    assert sum(counts.made for counts in again) == 0


def test_what_staff_have_edited_stays_unless_an_update_is_asked_for(folder):
    load(folder)
    Place.objects.filter(key="syria").update(name_ar="اسم عدّله المحررون")
    load(folder)
    assert Place.objects.get(key="syria").name_ar == "اسم عدّله المحررون"
    load(folder, update=True)
    assert Place.objects.get(key="syria").name_ar == "سوريا"


def test_dated_names_come_with_their_owner_and_are_not_put_back_after_staff_removed_them(folder):
    write(folder, "area_labels.csv", "regime,اسم مؤرخ,dated,,2024-12-08")
    load(folder)
    AreaLabel.objects.all().delete()
    load(folder)
    assert not AreaLabel.objects.exists()
    load(folder, update=True)
    load(folder, update=True)
    assert AreaLabel.objects.count() == 1


def test_a_parent_may_stand_below_its_children(folder):
    write(folder, "places.csv", "b,a,locality,,,ب,B,,,,,,", "a,,governorate,,,أ,A,,,,,,")
    load(folder)
    assert Place.objects.get(key="b").parent.key == "a"


@pytest.mark.parametrize(
    ("file", "rows", "says"),
    [
        ("places.csv", ["a,b,locality,,,أ,A,,,,,,", "b,a,locality,,,ب,B,,,,,,"], ["places.csv", "2", "a"]),
        ("places.csv", ["a,nowhere,locality,,,أ,A,,,,,,"], ["places.csv", "2", "nowhere"]),
        ("places.csv", ["a,,kingdom,,,أ,A,,,,,,"], ["places.csv", "2", "kind"]),
        ("places.csv", ["a,,region,,,أ,A,,,,,,nowhere"], ["places.csv", "2", "crosses"]),
        ("places.csv", ["a,,region,,,أ,A,,,,,,", "a,,region,,,أ,A,,,,,,"], ["places.csv", "3", "a"]),
        ("places.csv", ["a,,region"], ["places.csv", "2"]),
        ("parties.csv", ["a,,أ,A,,militia,2020-01-02,2020-01-01"], ["parties.csv", "2"]),
        ("party_labels.csv", ["nobody,أ,A,,"], ["party_labels.csv", "2", "nobody"]),
    ],
)
def test_it_names_the_file_and_the_row(folder, file, rows, says):
    write(folder, file, *rows)
    said = " ".join(problems(folder))
    assert all(part in said for part in says)


@pytest.mark.slow
def test_the_files_of_the_repository_load_whole():
    counts = {loaded.file: loaded for loaded in load()}
    for table in reference_data.TABLES:
        assert counts[table.file].made == table.model.objects.count() > 0
    assert Place.objects.filter(kind="governorate", pcode__startswith="SY").count() == 14
    assert Place.objects.get(key="badia").crosses.count() == 6
    assert PartyLabel.objects.filter(party__key="regime_forces").count() == 2
    assert GroupingRule.objects.filter(civil_status="").exists()
