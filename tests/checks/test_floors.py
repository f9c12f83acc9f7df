"""The floors of the house: what may import what. pyproject.toml has the contract."""

import tomllib
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).resolve().parents[2]
CONFIG = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]


@pytest.fixture(scope="module")
def house() -> grimp.ImportGraph:
    return grimp.build_graph(*CONFIG["root_packages"], cache_dir=None)


def floors() -> list[grimp.Layer]:
    """The contract's layers, highest first, those on one line independent of each other."""
    (contract,) = CONFIG["contracts"]
    return [grimp.Layer(*map(str.strip, line.split("|")), independent=True) for line in contract["layers"]]


def broken(graph: grimp.ImportGraph) -> set[tuple[str, str]]:
    found = graph.find_illegal_dependencies_for_layers(floors())
    return {(dependency.importer, dependency.imported) for dependency in found}


def test_every_package_has_its_floor() -> None:
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests"}
    standing = {name for layer in floors() for name in layer.module_tails}
    assert packages == standing == set(CONFIG["root_packages"])


def test_no_import_goes_up(house: grimp.ImportGraph) -> None:
    assert broken(house) == set()


def test_terms_and_publication_stand_alone(house: grimp.ImportGraph) -> None:
    def imports_of(package: str) -> set[str]:
        modules = {package, *house.find_descendants(package)}
        return {
            name.split(".")[0]
            for module in modules
            for name in house.find_modules_directly_imported_by(module)
        }

    assert imports_of("terms") <= {"terms"}
    assert imports_of("publication") <= {"publication", "terms"}


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("terms", "publication"),
        ("publication", "records"),
        ("publication", "incidents"),
        ("publication", "monitor"),
        ("records", "incidents"),
        ("incidents", "abductees"),
        ("abductees", "incidents"),
        ("incidents", "reports"),
        ("abductees", "reports"),
        ("reports", "monitor"),
    ],
)
def test_a_planted_import_is_found(house: grimp.ImportGraph, importer: str, imported: str) -> None:
    house.add_import(importer=importer, imported=imported)
    try:
        assert (importer, imported) in broken(house)
    finally:
        house.remove_import(importer=importer, imported=imported)
