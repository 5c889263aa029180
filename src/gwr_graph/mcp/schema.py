"""What the graph holds and how to ask it, for whoever writes a query."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from gwr_graph import resources
from gwr_graph.errors import DataError
from gwr_graph.mcp.graph import Graph
from gwr_graph.mcp.replies import Example, ReportFacts, Schema, Term
from gwr_graph.store import PREFIXES

_GWR = PREFIXES["gwr"]
_ONTOLOGY = f"<{PREFIXES['id']}graph/ontology>"
_KEPT = ("gwr", "id", "rdf", "rdfs", "xsd", "skos", "dct")


def describe_schema(graph: Graph) -> Schema:
    """Return reports, classes, properties and values of the graph, with queries to start from."""
    facts: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in graph.rows(
        f"""SELECT ?term ?fact ?value {{ GRAPH {_ONTOLOGY} {{
              {{ ?term a ?value BIND("type" AS ?fact) }}
              UNION {{ ?term rdfs:comment ?value FILTER(LANG(?value) = "en")
                       BIND("meaning" AS ?fact) }}
              UNION {{ ?term rdfs:domain|<https://schema.org/domainIncludes> ?value
                       BIND("of" AS ?fact) }}
              UNION {{ ?term rdfs:range|<https://schema.org/rangeIncludes> ?value
                       BIND("gives" AS ?fact) }} }}
              FILTER(STRSTARTS(STR(?term), "{_GWR}")) }}"""
    ):
        facts[row["term"]][row["fact"]].add(row["value"])
    kinds: dict[str, list[Term]] = {"classes": [], "properties": [], "values": []}
    for iri, said in sorted(facts.items()):
        types = {value.rpartition("#")[2] for value in said["type"]}
        term = Term(
            name=_short(iri),
            meaning=" ".join(sorted(said["meaning"])),
            of=tuple(sorted(map(_short, said["of"]))),
            gives=tuple(sorted(map(_short, said["gives"]))),
        )
        if "Class" in types:
            kinds["classes"].append(term)
        elif any(name.endswith("Property") for name in types):
            kinds["properties"].append(term)
        else:
            kinds["values"].append(term)
    return Schema(
        prefixes={name: PREFIXES[name] for name in _KEPT},
        reports=tuple(
            ReportFacts(
                iri=report.iri,
                title=report.title,
                jurisdiction=report.jurisdiction,
                year=report.year,
                sha256=report.sha256,
                characters=len(graph.text(report.iri)),
            )
            for report in graph.reports.values()
        ),
        classes=tuple(kinds["classes"]),
        properties=tuple(kinds["properties"]),
        values=tuple(kinds["values"]),
        examples=examples(),
    )


@cache
def examples() -> tuple[Example, ...]:
    """Return the queries to start from. Raise DataError where their file is broken."""
    import yaml

    file = resources.path("data", "mcp", "examples.yaml")
    try:
        return tuple(Example(**row) for row in yaml.safe_load(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError, yaml.YAMLError) as error:
        reason = " ".join(str(error).split())
        raise DataError(f"{file}: no list of question and sparql: {reason}") from None


def _short(iri: str) -> str:
    for name, start in PREFIXES.items():
        if iri.startswith(start):
            return f"{name}:{iri[len(start) :]}"
    return iri
