"""How a class of the ontology looks on every page: its name, colour and shape, as in the picture."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache

from markupsafe import Markup

from gwr_graph.pages.payload import terms

_UP = -math.pi / 2
_SHAPES: dict[str, tuple[int, float, tuple[float, ...]]] = {
    # corners, the angle of the first, the radii by turns
    "star": (10, _UP, (9, 3.8)),
    "diamond": (4, _UP, (8.5,)),
    "hexagon": (6, 0, (8.5,)),
    "triangle": (3, _UP, (9,)),
    "triangleDown": (3, -_UP, (9,)),
    "square": (4, _UP / 2, (9,)),
}
_PLAIN = {"shape": "dot", "fill": "#ffffff", "line": "#8a9099"}


def word(group: str, name: str, lang: str) -> str:
    """Return the words of a class, status, direction …; the name itself where there are none.

    ``group`` is kinds, stances, statuses, roles, directions or bounds.
    """
    found: str = terms()[group].get(name, {}).get(lang, name)
    return found


def class_word(name: str, lang: str, own: Mapping[str, str]) -> str:
    """Return the words of any class; ``own`` holds those that the picture has none for."""
    said = own.get(f"class.{name}")
    return said or word("stances" if name in terms()["stances"] else "kinds", name, lang)


@cache
def icon(kind: str) -> Markup:
    """Return a class's shape as a small drawing."""
    look = terms()["kinds"].get(kind, _PLAIN)
    corners = _SHAPES.get(look["shape"])
    drawn = Markup('<circle r="7"') if corners is None else _polygon(*corners)
    return Markup(
        '<svg class="icon" viewBox="-10 -10 20 20" aria-hidden="true">'
        '{} fill="{}" stroke="{}" stroke-width="1.5"/></svg>'
    ).format(drawn, look["fill"], look["line"])


def _polygon(corners: int, turn: float, radii: tuple[float, ...]) -> Markup:
    points = " ".join(
        f"{radius * math.cos(angle):.2f},{radius * math.sin(angle):.2f}"
        for i in range(corners)
        for angle, radius in [(turn + i * 2 * math.pi / corners, radii[i % len(radii)])]
    )
    return Markup('<polygon points="{}"').format(points)
