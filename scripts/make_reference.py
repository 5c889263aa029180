"""Make docs/reference/ from what the program knows of itself.

python scripts/make_reference.py           write commands.md, ontology.md, queries.md
python scripts/make_reference.py --check   change nothing; name the stale pages and exit 1
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

import click
import pyoxigraph as ox

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from gwr_graph import queries  # noqa: E402
from gwr_graph.cli import COMMANDS, app  # noqa: E402

OUT = ROOT / "docs" / "reference"
ONTOLOGY = ROOT / "ontology" / "gwr.ttl"
MADE = "<!-- Made by scripts/make_reference.py: change what it reads, then `make reference`. -->\n"
GWR = "https://w3id.org/gwr-graph/ontology#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
OWL = "http://www.w3.org/2002/07/owl#"
SCHEMA = "https://schema.org/"
WIDTH = 100

Facts = dict[str, dict[str, list[ox.NamedNode | ox.Literal]]]


def commands() -> str:
    """Return the page of commands, from their help."""
    lines = [
        "# Commands",
        MADE,
        "Data goes to stdout, warnings and progress to stderr. Exit code 0: done; 1: failed or",
        "invalid; 2: called wrongly. An error is one line that says what to do.",
    ]
    top = click.Context(app, info_name="gwr", **app.context_settings)
    for name in COMMANDS:
        command = app.get_command(top, name)
        assert command is not None
        context = click.Context(command, top, info_name=name, terminal_width=WIDTH)
        lines += ["", f"## gwr {name}", "", "```text", command.get_help(context).strip(), "```"]
    return "\n".join(lines) + "\n"


def named_queries() -> str:
    """Return the page of named queries, from their headers."""
    lines = [
        "# Named queries",
        MADE,
        "Each is a file in [queries/](../../queries/); `gwr query NAME` asks it, `gwr query NAME -h`",
        "explains it. A name given for a parameter may be any name of the thing.",
        "",
        "| query | 标题 | title |",
        "|---|---|---|",
    ]
    known = queries.all_queries()
    lines += [f"| [{q.name}](#{q.name}) | {q.title_zh} | {q.title_en} |" for q in known]
    for q in known:
        lines += ["", f"## {q.name}", "", f"{q.description_en}.  ", f"{q.description_zh}。"]
        if q.parameters:
            lines += ["", "| parameter | kind | | 说明 | meaning |", "|---|---|---|---|---|"]
        for p in q.parameters:
            need = "optional" if p.optional else f"default {p.default}" if p.default else "required"
            lines.append(f"| `{p.name}` | {p.kind} | {need} | {p.zh} | {p.en} |")
        given = "".join(f" -p {key}={value}" for key, value in q.example)
        lines += ["", f"    gwr query {q.name}{given}"]
    return "\n".join(lines) + "\n"


def ontology() -> str:
    """Return the page of classes, properties and values, from the ontology."""
    facts = _facts()
    lines = [
        "# Ontology",
        MADE,
        f"Prefix `gwr:` = `{GWR}`. Every term as Turtle: [gwr.ttl](../../ontology/gwr.ttl); what",
        "must hold: [shapes.ttl](../../ontology/shapes.ttl); how it hangs together:",
        "[data model](../data-model.md).",
    ]
    groups: tuple[tuple[str, Callable[[set[str]], bool]], ...] = (
        ("Classes", lambda types: f"{OWL}Class" in types),
        ("Properties", lambda types: any(t.endswith("Property") for t in types)),
        ("Values", lambda types: any(t.startswith(GWR) for t in types)),
    )
    for title, belongs in groups:
        terms = [t for t, said in facts.items() if belongs({n.value for n in said[RDF_TYPE]})]
        lines += ["", f"## {title}"]
        for term in sorted(terms, key=lambda t: t.removeprefix(GWR).lower()):
            lines += ["", f"### {term.removeprefix(GWR)}", "", *_term(facts, term)]
    return "\n".join(lines) + "\n"


def _facts() -> Facts:
    found: Facts = defaultdict(lambda: defaultdict(list))
    for triple in ox.parse(path=str(ONTOLOGY), format=ox.RdfFormat.TURTLE):
        subject, value = triple.subject, triple.object
        if (
            isinstance(subject, ox.NamedNode)
            and subject.value.startswith(GWR)
            and isinstance(value, ox.NamedNode | ox.Literal)
        ):
            found[subject.value][triple.predicate.value].append(value)
    return found


def _term(facts: Facts, term: str) -> Iterable[str]:
    said = facts[term]
    label, comment = (_by_language(said[RDFS + part]) for part in ("label", "comment"))
    yield f"**{label['zh']}** · {label['en']}  "
    yield f"{comment['en']}  "
    yield comment["zh"]
    rows = (
        ("under", said[f"{RDFS}subClassOf"] + said[f"{RDFS}subPropertyOf"]),
        ("from", said[f"{RDFS}domain"] + said[f"{SCHEMA}domainIncludes"]),
        ("to", said[f"{RDFS}range"] + said[f"{SCHEMA}rangeIncludes"]),
        ("a", [t for t in said[RDF_TYPE] if t.value.startswith(GWR)]),
    )
    facts_shown = [
        f"{name} " + ", ".join(_link(node.value) for node in nodes) for name, nodes in rows if nodes
    ]
    if facts_shown:
        yield ""
        yield "; ".join(facts_shown)


def _by_language(values: Iterable[ox.NamedNode | ox.Literal]) -> dict[str, str]:
    return {v.language or "": v.value for v in values if isinstance(v, ox.Literal)}


def _link(iri: str) -> str:
    if iri.startswith(GWR):
        name = iri.removeprefix(GWR)
        return f"[{name}](#{name.lower()})"
    for prefix, namespace in _prefixes().items():
        if iri.startswith(namespace):
            return f"`{prefix}:{iri.removeprefix(namespace)}`"
    return f"<{iri}>"


def _prefixes() -> dict[str, str]:
    lines = ONTOLOGY.read_text(encoding="utf-8").splitlines()
    declared = (line.split() for line in lines if line.startswith("@prefix "))
    return {prefix.rstrip(":"): iri.strip("<>") for _, prefix, iri, *_ in declared}


PAGES = {"commands.md": commands, "ontology.md": ontology, "queries.md": named_queries}


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="only say which pages are stale")
    checking = parser.parse_args().check
    stale = []
    for name, make in PAGES.items():
        page, file = make(), OUT / name
        if file.is_file() and file.read_text(encoding="utf-8") == page:
            continue
        stale.append(name)
        if not checking:
            OUT.mkdir(parents=True, exist_ok=True)
            file.write_text(page, encoding="utf-8")
    if stale:
        print(f"{'stale' if checking else 'written'}: {', '.join(stale)}")
    return 1 if stale and checking else 0


if __name__ == "__main__":
    sys.exit(main())
