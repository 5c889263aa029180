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
import math
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gwr_graph import network
from gwr_graph.errors import UsageError

if TYPE_CHECKING:
    import networkx as nx

    from gwr_graph.store import Store

_HERE = Path(__file__).resolve().parent
_SCRIPTS = ("data.js", "fan.js", "canvas.js", "panel.js", "main.js")
_SMALL = 40  # a graph of so few nodes is shown whole from the start
LANGUAGES = ("zh", "en")
MAX_HOPS = 6


def graph_page(store: Store, *, focus: str | None = None, hops: int = 1, lang: str = "zh") -> str:
    """Return the page: one HTML document that needs no other file and no network.

    ``focus`` is an entity's or statement's IRI or its key below ``…/id/``, and the page opens on
    what lies within ``hops`` steps (1 to 6) of it; without it, on one step around the place with
    most commitments, whatever ``hops``. ``lang`` is the language of the page's own words, "zh" or
    "en"; the reader can switch. Raise UsageError for a focus that the network does not hold, or
    another language.
    """
    if lang not in LANGUAGES:
        raise UsageError(f"language {lang!r} is unknown: give zh or en")
    if not 1 <= hops <= MAX_HOPS:
        raise UsageError(f"hops is {hops}: give 1 to {MAX_HOPS}")
    graph = network.projection(store)
    centre = _centre(graph, focus)
    return _render(
        payload(graph, centre=centre, hops=hops if focus else 1, lang=lang, asked=focus is not None)
    )


def _centre(graph: nx.MultiDiGraph[str], focus: str | None) -> str | None:
    if focus is None:
        return network.busiest_place(graph)
    key = focus.removeprefix(network.ID_BASE)
    if key not in graph:
        raise UsageError(f"{focus}: the network holds no such entity; `gwr show` finds names")
    return key


def payload(
    graph: nx.MultiDiGraph[str],
    *,
    centre: str | None,
    hops: int,
    lang: str,
    asked: bool = False,
) -> dict[str, Any]:
    """Return the page's data: the pyvis network's nodes and edges, and the words behind each.

    ``details[i]`` belongs to the node with id ``i``; sentences stand once, in ``sentences``, and
    quotes point to them.
    """
    net = _pyvis(graph)
    number = {node: i for i, node in enumerate(graph)}
    sentences: dict[tuple[str, int, str, str], int] = {}

    def quote(q: network.Quote) -> list[Any]:
        key = (q.report, q.origin, q.sentence, q.heading)
        return [
            sentences.setdefault(key, len(sentences)),
            q.start,
            q.end,
            [list(mark) for mark in q.marks],
            q.stance,
            q.status,
            number.get(q.statement, -1),
        ]

    details = [
        {
            "key": node,
            "label": data["label"],
            "kind": data["kind"],
            "types": list(data["types"]),
            "names": list(data["names"]),
            "stances": list(data["stances"]),
            "statuses": list(data["statuses"]),
            "reports": list(data["reports"]),
            "themes": list(data["themes"]),
            "home": data["home"],
            "quotes": [quote(q) for q in data["quotes"]],
            "figures": [
                [f.what, f.surface, f.direction, f.bound, f.period, f.due, f.start, f.end]
                for f in data["figures"]
            ],
        }
        for node, data in graph.nodes(data=True)
    ]
    proofs = [[quote(q) for q in data["quotes"]] for *_, data in graph.edges(data=True)]
    return {
        "lang": lang,
        "focus": number[centre] if centre is not None else None,
        "hops": hops,
        "maxHops": MAX_HOPS,
        "whole": len(graph) <= _SMALL and not asked,
        "reports": graph.graph["reports"],
        "nodes": net.nodes,
        "edges": net.edges,
        "details": details,
        "proofs": proofs,
        "sentences": [
            [report, origin, text, heading] for report, origin, text, heading in sentences
        ],
        "terms": _terms(),
    }


def _pyvis(graph: nx.MultiDiGraph[str]) -> Any:
    """Return the network as pyvis models it: placed, coloured and sized, physics off."""
    from pyvis.network import Network

    kinds, roles = _terms()["kinds"], _terms()["roles"]
    net = Network(directed=True, cdn_resources="in_line")
    positions = network.layout(graph)
    number = {node: i for i, node in enumerate(graph)}
    for node, data in graph.nodes(data=True):
        look = kinds[data["kind"]]
        x, y = positions[node]
        net.add_node(
            number[node],
            label=data["label"] or node,
            shape=look["shape"],
            color={"background": look["fill"], "border": look["line"]},
            size=_size(len({*graph.pred[node], *graph.succ[node]})),
            x=x,
            y=y,
            physics=False,
        )
    for index, (source, target, role) in enumerate(graph.edges(keys=True)):
        look = roles[role]
        net.add_edge(
            number[source],
            number[target],
            id=index,
            role=role,
            color=look["line"],
            dashes=bool(look.get("dashes")),
        )
    net.toggle_physics(False)
    return net


def _size(ties: int) -> float:
    return round(min(7 + 2.2 * math.sqrt(ties), 22), 1)


@cache
def _terms() -> dict[str, Any]:
    terms: dict[str, Any] = json.loads((_HERE / "static" / "terms.json").read_text("utf-8"))
    return terms


@cache
def _vis_files() -> tuple[str, str]:
    """Return vis-network's script and style sheet, as pyvis ships them."""
    import pyvis

    folder = Path(pyvis.__file__).parent / "lib" / "vis-9.1.2"
    script = (folder / "vis-network.min.js").read_text("utf-8")
    style = (folder / "vis-network.css").read_text("utf-8")
    # The map lies on no disk of the reader's; the browser must not look for it.
    return script.partition("//# sourceMappingURL=")[0], style


def _render(data: dict[str, Any]) -> str:
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
        title=_title(data),
        data=json_for_script(data),
        scripts=(vis_script, own),
        styles=(vis_style, style),
        policy=_policy((vis_script, own), (vis_style, style)),
    )


def _title(data: dict[str, Any]) -> str:
    words = data["terms"]["words"]
    reports = list(data["reports"].values())
    lang = data["lang"]
    if len(reports) == 1:
        return f"{reports[0]['name']} {reports[0]['year']} {words['graphOf'][lang]}".strip()
    return f"{len(reports)} {words['manyReports'][lang]}"


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
