"""An invented report whose names are tied in every way that a path may go."""

from __future__ import annotations

import json
from collections.abc import Iterator

from gwr_graph.store import EmbeddedStore

ID = "https://w3id.org/gwr-graph/id/"
GWR = "https://w3id.org/gwr-graph/ontology#"
A = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
XSD = "http://www.w3.org/2001/XMLSchema#"
REPORT = "report/990101-2023"
HOME = "division/990101"

# A name's class, what it lies in, and the rest of its key.
ENTITIES = {
    "沙澜区": ("AdminArea", "云州市", HOME),
    "云州市": ("AdminArea", "", "division/9901"),
    "柳溪镇": ("AdminArea", "沙澜区", "division/990101100"),
    "柳树村": ("AdminArea", "柳溪镇", "division/990101100201"),
    "云台新区": ("Park", "沙澜区", "990101/云台新区"),
    "云台镇": ("AdminArea", "沙澜区", "division/990101101"),
    "晨星电子": ("Enterprise", "", "990101/晨星电子"),
    "晨光路": ("Site", "", "990101/晨光路"),
    "白鹭大桥": ("Site", "", "990101/白鹭大桥"),
    "松涛书院": ("Institution", "", "990101/松涛书院"),
    "星河光电": ("Enterprise", "", "990101/星河光电"),
    "孤山": ("Site", "", "990101/孤山"),
    "柳树村茶园": ("Project", "", "990101/柳树村茶园"),
}
# Sentences; each statement ends where its clause does, at | (which the text does not have).
SENTENCES = (
    "云台新区晨星电子投产|，配套的晨光路通车|。",
    "晨光路连接白鹭大桥|，改善出行|。",
    "沙澜区松涛书院获评|。",
    "沙澜区支持晨星电子|。",
    "推进星河光电建设|，北进战略带动产业新城|。",
    "孤山绿化|。",
    "晨星电子、云台新区|，携手柳树村茶园|。",
)
TEXT = "\n".join(s.replace("|", "") for s in SENTENCES) + "\n"


def key(name: str) -> str:
    return ENTITIES[name][2]


def lines() -> Iterator[str]:
    """Yield the N-Quads lines."""

    def quad(s: str, p: str, o: str, graph: str = REPORT) -> str:
        return f"<{ID}{s}> <{p}> {o} <{ID}{graph}> ."

    def iri(name: str) -> str:
        return f"<{ID}{name}>"

    def text(words: str) -> str:
        return json.dumps(words, ensure_ascii=False)

    def span(s: str, start: int, words: str) -> Iterator[str]:
        yield quad(s, GWR + "start", f'"{start}"^^<{XSD}integer>')
        yield quad(s, GWR + "end", f'"{start + len(words)}"^^<{XSD}integer>')

    for name, (kind, within, own) in ENTITIES.items():
        yield quad(own, A, f"<{GWR}{kind}>", "graph/entities")
        yield quad(own, LABEL, text(name) + "@zh", "graph/entities")
        if within:
            yield quad(own, GWR + "within", iri(key(within)), "graph/entities")
    yield quad(key("柳树村茶园"), GWR + "onSite", iri(key("柳树村")), "graph/entities")
    yield quad(REPORT, A, f"<{GWR}Report>")
    yield quad(REPORT, GWR + "jurisdiction", iri(HOME))
    yield quad(REPORT, GWR + "sha256", text("f" * 64))
    yield quad(REPORT, GWR + "year", f'"2023"^^<{XSD}gYear>')
    start = 0
    for number, marked in enumerate(SENTENCES):
        whole = marked.replace("|", "")
        sentence = f"{REPORT}#x-{number}"
        yield quad(sentence, A, f"<{GWR}Sentence>")
        yield quad(sentence, GWR + "quote", text(whole))
        yield quad(sentence, GWR + "inReport", iri(REPORT))
        yield from span(sentence, start, whole)
        at = start
        for clause in marked.split("|")[:-1]:
            words = clause.lstrip("，")
            at += len(clause) - len(words)
            statement = f"{REPORT}#s-{at:04}"
            yield quad(statement, A, f"<{GWR}Statement>")
            yield quad(statement, GWR + "quote", text(words))
            yield quad(statement, GWR + "inReport", iri(REPORT))
            yield quad(statement, GWR + "inSentence", iri(sentence))
            yield from span(statement, at, words)
            for name in ENTITIES:
                if name not in words or (name == "柳树村" and "柳树村茶园" in words):
                    continue
                mention = f"{REPORT}#m-{at + words.index(name):04}"
                yield quad(mention, A, f"<{GWR}Mention>")
                yield quad(mention, GWR + "surface", text(name))
                yield quad(mention, GWR + "statedIn", iri(statement))
                yield quad(mention, GWR + "refersTo", iri(key(name)))
                yield quad(statement, GWR + "mentions", iri(key(name)))
                yield from span(mention, at + words.index(name), name)
            at += len(words)
        start += len(whole) + 1
    first, later = f"{REPORT}#s-0000", f"{REPORT}#s-{TEXT.index('推进星河'):04}"
    yield quad(f"{REPORT}#i-1", A, f"<{GWR}Involvement>")
    yield quad(f"{REPORT}#i-1", GWR + "who", iri(key("晨星电子")))
    yield quad(f"{REPORT}#i-1", GWR + "where", iri(key("云台新区")))
    yield quad(f"{REPORT}#i-1", GWR + "statedIn", iri(first))
    yield quad(later, GWR + "contextPlace", iri(key("云台新区")))
    yield quad(later, GWR + "placeFrom", iri(f"{REPORT}#m-0000"))


def store() -> EmbeddedStore:
    """Return a store in memory that holds the graph."""
    filled = EmbeddedStore()
    filled.load(lines())
    return filled
