"""gwr show: an entity's card."""

from __future__ import annotations

from pathlib import Path

import click

from gwr_graph import lookup, queries
from gwr_graph.cli.common import (
    STDOUT,
    data_option,
    endpoint_option,
    opened_store,
    timeout_option,
    user_option,
    write,
)
from gwr_graph.errors import QueryError
from gwr_graph.store import Store, Term, named, short, value_of

_MOST_CARDS = 3
_MOST_MEANT = 20
_FACTS = {
    "type": "类型 type",
    "alsoCalled": "又名 also called",
    "writtenAs": "写作 written as",
    "divisionCode": "区划代码 division code",
    "onSite": "所在设施 on site",
    "undertakenBy": "承建 undertaken by",
    "holds": "之内 holds",
}
_STANCES = {"Achievement": "已做到", "Commitment": "承诺", "Situation": "情况"}


@click.command("show")
@click.argument("entity")
@data_option
@endpoint_option
@user_option
@timeout_option
def command(
    entity: str, data: Path, endpoint: str | None, user: str | None, timeout: float
) -> None:
    """Show all that is known of an entity, with quotes.

    ENTITY is any of its names, a part of one, its pinyin or English form, or its IRI.
    """
    with opened_store(data, endpoint, user, timeout) as store:
        found = _meant(store, entity)
        cards = [_card(store, named(match.iri)) for match in found[:_MOST_CARDS]]
        text = "\n".join(cards)
        if rest := found[_MOST_CARDS:]:
            names = ", ".join(f"{m.label} ({short(named(m.iri))})" for m in rest)
            text += f"\n… {len(rest)} more may be meant: {names}\n"
    write(STDOUT, text)


def _meant(store: Store, name: str) -> tuple[lookup.Match, ...]:
    """Return the entities that fit a name best; what is only like it is told on stderr.

    Raise QueryError with near names where nothing but a slip fits.
    """
    found = lookup.find(lookup.index(store), name, types=("Entity",), limit=_MOST_MEANT)
    if not found or found[0].how is lookup.How.SLIP:
        near = " or ".join(dict.fromkeys(match.matched for match in found[:_MOST_CARDS]))
        hint = f"; did you mean {near}?" if near else ""
        raise QueryError(f"no entity is called {name!r}{hint}")
    meant = lookup.best(found)
    if not meant[0].sure:
        shown = ", ".join(match.label for match in meant[:_MOST_CARDS])
        click.echo(f"{name!r} is taken for {shown}", err=True)
    return meant


def _card(store: Store, entity: Term) -> str:
    facts: dict[str, list[str]] = {}
    name = ""
    for row in _rows(store, "entity-card", entity):
        name = row["entityLabel"]
        facts.setdefault(row["fact"], []).append(row["value"])
    chain = [row["placeLabel"] for row in _rows(store, "entity-chain", entity)]
    lines = [name, value_of(entity)]
    for fact, title in _FACTS.items():
        shown = [v for v in facts.get(fact, []) if v != name]
        if shown:
            lines.append(f"{title}: {'、'.join(shown)}")
    if chain:
        lines.append(f"位于 within: {' → '.join(chain)}")
    if places := _rows(store, "places-of", entity):
        lines += ["", "在哪里 where"]
        lines += [f"  {r.get('period', '')} {r['whereLabel']}: “{r['quote']}”" for r in places]
    if here := _rows(store, "who-is-where", entity, "place"):
        lines += ["", "谁在这里 who is here"]
        lines += [f"  {r.get('period', '')} {r['whoLabel']}: “{r['quote']}”" for r in here]
    if numbers := _rows(store, "entity-numbers", entity):
        lines += ["", "数字 numbers"]
        lines += [
            f"  {r.get('period', '')} {r['what']}: {r['surface']}  “{r['quote']}”" for r in numbers
        ]
    if said := _rows(store, "entity-statements", entity):
        lines += ["", "陈述 statements"]
        for r in said:
            status = f" {r['status']}" if r.get("status") else ""
            stance = _STANCES.get(r["stance"], r["stance"])
            lines.append(f"  {r.get('period', '')} {stance}{status}: “{r['quote']}”")
            lines.append(f"    {r['report'].rpartition('/')[2]} [{r['start']}:{r['end']}]")
    return "\n".join(lines) + "\n"


def _rows(store: Store, name: str, entity: Term, parameter: str = "entity") -> list[dict[str, str]]:
    table = queries.run(store, queries.get(name), {parameter: value_of(entity)})
    return list(table.dicts())
