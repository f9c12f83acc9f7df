"""The shapes of Syria's governorates, by OCHA p-code, as SVG paths in one drawing; for maps of any kind.

The file is made by script/governorates.py, which says where the shapes come from. Places are data and the system is
not for one country: where no shape is known for a place, a map leaves it out and the text beside it does not.
"""

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_FILE = Path(__file__).parent / "data" / "governorates.json"

Point = tuple[float, float]


@dataclass(frozen=True)
class Shape:
    """One area of the map: its outline as the data of an SVG path, and where its label goes."""

    path: str
    at: Point

    @property
    def rings(self) -> list[list[Point]]:
        """The outline as closed lines of points; a second one is a hole."""
        return [
            [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+),(-?[\d.]+)", part)]
            for part in self.path.split("Z")
            if part.strip()
        ]

    @property
    def width(self) -> float:
        across = [x for x, _y in self.rings[0]]
        return max(across) - min(across)


@dataclass(frozen=True)
class Shapes:
    """All governorates, and the occupied Golan, which is part of Quneitra and is drawn as occupied."""

    size: Point
    governorates: dict[str, Shape]
    golan: Shape
    credit: str


@lru_cache(maxsize=1)
def shapes() -> Shapes:
    data = json.loads(_FILE.read_text(encoding="utf-8"))
    _left, _top, width, height = data["view_box"]
    return Shapes(
        (width, height),
        {code: Shape(shape["d"], tuple(shape["at"])) for code, shape in data["governorates"].items()},
        Shape(data["golan"]["d"], tuple(data["golan"]["at"])),
        f"{data['source']}; {data['licence']}",
    )
