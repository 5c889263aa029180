"""The graph as one HTML page that can be mailed: pyvis holds the network, the page is our own.

The page pyvis writes asks other hosts for style sheets and puts titles into the page as HTML. So
only its model of the network and the vis-network files that it ships are used here; the template
escapes everything, data travels as JSON, and the page's own policy lets nothing else run and
nothing be fetched.
"""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gwr_graph import network
from gwr_graph.errors import UsageError
from gwr_graph.pages.payload import MAX_HOPS, drawn, opening, words

if TYPE_CHECKING:
    import networkx as nx

    from gwr_graph.store import Store

_HERE = Path(__file__).resolve().parent
_SCRIPTS = ("data.js", "search.js", "fan.js", "ladder.js", "canvas.js", "panel.js", "main.js")
LANGUAGES = ("zh", "en")


def graph_page(store: Store, *, focus: str | None = None, hops: int = 1, lang: str = "zh") -> str:
    """Return the page: one HTML document that needs no other file and no network.

    ``focus`` is an entity's or statement's IRI or its key below ``…/id/``, and the page opens on
    what lies within ``hops`` steps (1 to 6) of it. Without it, it opens on an overview: the actors
    and places that commitments tie together most, and these commitments, as many as have room; a
    small graph is shown whole. ``lang`` is the language of the page's own words, "zh" or
    "en"; the reader can switch. Raise UsageError for a focus that the network does not hold, or
    another language.
    """
    return page_of(drawing(store), focus=focus, hops=hops, lang=lang)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A network laid out and described: what takes time, the same for every page of one graph."""

    graph: nx.MultiDiGraph[str]
    shown: dict[str, Any]
    behind: dict[str, Any]


def drawing(store: Store) -> Drawing:
    """Return the whole network of a store, from which pages are made quickly."""
    graph = network.projection(store)
    return Drawing(graph, drawn(graph), words(graph))


def page_of(
    drawing: Drawing,
    *,
    focus: str | None = None,
    hops: int = 1,
    lang: str = "zh",
    site: bool = False,
) -> str:
    """Return the page as :func:`graph_page` does.

    With ``site`` it stands among the pages of ``gwr serve``: what it names leads to them.
    """
    if lang not in LANGUAGES:
        raise UsageError(f"language {lang!r} is unknown: give zh or en")
    if not 1 <= hops <= MAX_HOPS:
        raise UsageError(f"hops is {hops}: give 1 to {MAX_HOPS}")
    centre = _centre(drawing.graph, focus)
    first = opening(
        drawing.graph,
        centre=centre,
        hops=hops if focus else 1,
        lang=lang,
        asked=focus is not None,
    )
    place = {"site": True} if site else {}
    return render(first | drawing.shown | place, drawing.behind)


def _centre(graph: nx.MultiDiGraph[str], focus: str | None) -> str | None:
    if focus is None:
        return network.busiest_place(graph)
    key = focus.removeprefix(network.ID_BASE)
    if key not in graph:
        raise UsageError(f"{focus}: the network holds no such entity; `gwr show` finds names")
    return key


@cache
def _vis_files() -> tuple[str, str]:
    """Return vis-network's script and style sheet, as pyvis ships them."""
    import pyvis

    folder = Path(pyvis.__file__).parent / "lib" / "vis-9.1.2"
    script = (folder / "vis-network.min.js").read_text("utf-8")
    style = (folder / "vis-network.css").read_text("utf-8")
    # The map lies on no disk of the reader's; the browser must not look for it.
    return script.partition("//# sourceMappingURL=")[0], style


def render(data: dict[str, Any], behind: dict[str, Any]) -> str:
    """Return the page of a picture and the words behind it (see :mod:`.payload`)."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    static = _HERE / "static"
    vis_script, vis_style = _vis_files()
    own = "\n".join((static / name).read_text("utf-8") for name in _SCRIPTS)
    style = (static / "page.css").read_text("utf-8")
    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("graph.html.j2").render(
        lang=data["lang"],
        site=data.get("site", False),
        title=_title(data),
        data=json_for_script(data),
        behind=json_for_script(behind),
        scripts=(vis_script, own),
        styles=(vis_style, style),
        policy=_policy((vis_script, own), (vis_style, style)),
    )


def _title(data: dict[str, Any]) -> str:
    named = data["terms"]["words"]
    reports = list(data["reports"].values())
    lang = data["lang"]
    if len(reports) == 1:
        return f"{reports[0]['name']} {reports[0]['year']} {named['graphOf'][lang]}".strip()
    return f"{len(reports)} {named['manyReports'][lang]}"


def json_for_script(data: object) -> str:
    """Return JSON that cannot end the script element it stands in, whatever the data holds."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _policy(scripts: tuple[str, ...], styles: tuple[str, ...]) -> str:
    """Return the Content-Security-Policy: these scripts and styles run, nothing is fetched."""

    def hashes(parts: tuple[str, ...]) -> str:
        return " ".join(
            f"'sha256-{base64.b64encode(hashlib.sha256(p.encode()).digest()).decode()}'"
            for p in parts
        )

    return (
        f"default-src 'none'; script-src {hashes(scripts)}; style-src {hashes(styles)}; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )
