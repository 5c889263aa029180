"""A small invented graph as N-Quads, with hostile words in it: for tests of network and pages."""

from __future__ import annotations

import json

from gwr_graph.store import EmbeddedStore

ID = "https://w3id.org/gwr-graph/id/"
ONTOLOGY = "https://w3id.org/gwr-graph/ontology#"
XSD = "http://www.w3.org/2001/XMLSchema#"
REPORT = "report/990101-2023"
HOME = "division/990101"
PARK = "990101/东岭园区"
FIRM = "990101/星河光电"
BRIDGE = "990101/白鹭大桥"
VILLAGE = "division/990101001001"
EVIL = "990101/evil"
EVIL_NAME = '<script>document.title="hit"</script><img src=x onerror=alert(1)>"\'园'
EVIL_TEXT = (
    "支持</script><script>document.title='hit'</script>"
    '<a href="javascript:alert(1)">和</a>“引号”\'与"建设。'
)

SENTENCES = (
    "东岭园区星河光电等3个项目建成投产，产值突破20亿元。",
    "建成白鹭大桥，东岭园区产值增长6%以上，𠮷村支持星河光电二期开工。",
    EVIL_TEXT,
    "当前园区发展面临压力。",
)
# Each: its key, its sentence, its words and classes; then the names in it, then its numbers.
STATEMENTS = (
    ("s-done", 0, "东岭园区星河光电等3个项目建成投产", ("Achievement",),
     ((PARK, "东岭园区", ""), (FIRM, "星河光电", "Operational")), (("3个", "建成投产项目", HOME),)),
    ("s-output", 0, "产值突破20亿元", ("Achievement",), (), (("20亿元", "产值", PARK),)),
    ("s-bridge", 1, "建成白鹭大桥", ("Commitment", "Goal"),
     ((BRIDGE, "白鹭大桥", "Completed"),), ()),
    ("s-growth", 1, "东岭园区产值增长6%以上", ("Commitment", "Goal"),
     ((PARK, "东岭园区", ""),), (("6%以上", "产值增长", PARK),)),
    ("s-support", 1, "𠮷村支持星河光电二期开工", ("Commitment",),
     ((VILLAGE, "𠮷村", ""), (FIRM, "星河光电", "Started")), ()),
    ("s-evil", 2, EVIL_TEXT.rstrip("。"), ("Commitment", "Goal"), ((EVIL, "引号", ""),), ()),
    ("s-press", 3, "当前园区发展面临压力", ("Situation",), ((PARK, "园区", ""),), ()),
)  # fmt: skip
ENTITIES = (
    (HOME, "沙澜区", ("AdminArea",)),
    ("division/9901", "云州市", ("AdminArea",)),
    (VILLAGE, "𠮷村", ("AdminArea",)),
    (PARK, "东岭园区", ("Park",)),
    (FIRM, "星河光电", ("Project", "Enterprise")),
    (BRIDGE, "白鹭大桥", ("Site", "Project")),
    (EVIL, EVIL_NAME, ("Park",)),
    ("990101/孤山", "孤山", ("Site",)),
)
PLACES = {"Park", "AdminArea", "Site"}
TEXT = "\n".join(SENTENCES) + "\n"


def lines() -> list[str]:
    """Return the N-Quads lines."""
    out: list[str] = []

    def add(s: str, p: str, o: str, graph: str = REPORT) -> None:
        out.append(f"<{ID}{s}> <{p}> {o} <{ID}{graph}> .")

    def iri(key: str) -> str:
        return f"<{ID}{key}>"

    def term(name: str) -> str:
        return f"<{ONTOLOGY}{name}>"

    def text(words: str, tail: str = "") -> str:
        return json.dumps(words, ensure_ascii=False) + tail

    def number(value: int) -> str:
        return f'"{value}"^^<{XSD}integer>'

    def span(key: str, start: int, words: str) -> None:
        add(key, ONTOLOGY + "start", number(start))
        add(key, ONTOLOGY + "end", number(start + len(words)))

    a = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    label = "http://www.w3.org/2000/01/rdf-schema#label"
    for key, name, types in ENTITIES:
        for kind in types:
            add(key, a, term(kind), "graph/entities")
        add(key, label, text(name, "@zh"), "graph/entities")
    add(PARK, "http://www.w3.org/2004/02/skos/core#altLabel", text("东岭", "@zh"), "graph/entities")
    for inner, outer in ((HOME, "division/9901"), (VILLAGE, HOME), (PARK, HOME)):
        add(inner, ONTOLOGY + "within", iri(outer), "graph/entities")
    add(REPORT, a, term("Report"))
    add(REPORT, "http://purl.org/dc/terms/title", text("政府工作报告", "@zh"))
    add(REPORT, ONTOLOGY + "year", f'"2023"^^<{XSD}gYear>')
    add(REPORT, ONTOLOGY + "jurisdiction", iri(HOME))
    add(REPORT + "#part", a, term("Section"))
    add(REPORT + "#part", ONTOLOGY + "heading", text("一、坚定不移抓园区"))
    for order, words in enumerate(SENTENCES):
        key = f"{REPORT}#sentence-{order}"
        add(key, a, term("Sentence"))
        add(key, ONTOLOGY + "quote", text(words))
        add(key, ONTOLOGY + "inSection", iri(REPORT + "#part"))
        span(key, TEXT.index(words), words)
    for name, order, words, classes, mentions, figures in STATEMENTS:
        key = f"{REPORT}#{name}"
        start = TEXT.index(words)
        for kind in ("Statement", *classes):
            add(key, a, term(kind))
        year = 2022 if "Achievement" in classes else 2023
        add(key, ONTOLOGY + "period", f'"{year}"^^<{XSD}gYear>')
        if name == "s-bridge":
            add(key, ONTOLOGY + "theme", iri("theme/transport"))
        if "Goal" in classes:
            add(key, label, text(words[:40], "@zh"))
        add(key, ONTOLOGY + "quote", text(words))
        add(key, ONTOLOGY + "inSentence", iri(f"{REPORT}#sentence-{order}"))
        add(key, ONTOLOGY + "inReport", iri(REPORT))
        span(key, start, words)
        for entity, surface, status in mentions:
            types = next(t for k, _, t in ENTITIES if k == entity)
            roles = ["mentions", "atPlace" if PLACES & {*types} else "concerns"]
            for role in roles:
                add(key, ONTOLOGY + role, iri(entity))
            mention = f"{key}-m-{surface}"
            add(mention, a, term("Mention"))
            add(mention, ONTOLOGY + "statedIn", iri(key))
            add(mention, ONTOLOGY + "refersTo", iri(entity))
            span(mention, TEXT.index(surface, start), surface)
            if status:
                add(mention, ONTOLOGY + "status", term(status))
        for surface, what, of in figures:
            measure = f"{key}-f-{TEXT.index(surface, start)}"
            add(key, ONTOLOGY + "hasMeasure", iri(measure))
            add(measure, ONTOLOGY + "surface", text(surface))
            add(measure, ONTOLOGY + "what", text(what))
            add(measure, ONTOLOGY + "of", iri(of))
            add(measure, ONTOLOGY + "bound", term("Exact"))
            add(measure, ONTOLOGY + "direction", term("Level"))
            span(measure, TEXT.index(surface, start), surface)
    for name, tongue in (("交通", "zh"), ("transport", "en")):
        concept = "http://www.w3.org/2004/02/skos/core#prefLabel"
        add("theme/transport", concept, text(name, "@" + tongue), "graph/schemes")
    who = REPORT + "#i-1"
    add(who, a, term("Involvement"))
    add(who, ONTOLOGY + "who", iri(FIRM))
    add(who, ONTOLOGY + "where", iri(PARK))
    add(who, ONTOLOGY + "statedIn", iri(REPORT + "#s-done"))
    add(REPORT + "#s-growth", ONTOLOGY + "continues", iri(REPORT + "#s-output"))
    return out


def store() -> EmbeddedStore:
    """Return a store in memory that holds the graph."""
    filled = EmbeddedStore()
    filled.load(lines())
    return filled
