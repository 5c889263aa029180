"""gwr path: how two things are connected."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from gwr_graph import lookup, network
from gwr_graph.cli.common import (
    STDOUT,
    data_option,
    endpoint_option,
    opened_store,
    timeout_option,
    user_option,
    write,
)
from gwr_graph.network import Role
from gwr_graph.store import named, short

# What a step says of its left end to its right one; the second where it is told of the right one.
_SAID = {
    "zh": {
        Role.LOCATED_IN: ("在", "有"),
        Role.TAKES_PART_IN: ("参与", "有其参与"),
        Role.TOGETHER: ("同一分句提到", "同一分句提到"),
        Role.UNDERTAKEN_BY: ("承担者为", "承担"),
        Role.ON_SITE: ("名称中的地点为", "见于其名称的有"),
        Role.WITHIN: ("属于", "下有"),
        Role.CONTEXT: ("按上文在", "按上文有"),
        Role.SENTENCE: ("同一句提到", "同一句提到"),
        Role.REPORTED: ("见于其报告：", "的报告提到"),
    },
    "en": {
        Role.LOCATED_IN: ("is in", "holds"),
        Role.TAKES_PART_IN: ("takes part in", "is joined by"),
        Role.TOGETHER: ("is named in one clause with", "is named in one clause with"),
        Role.UNDERTAKEN_BY: ("is undertaken by", "undertakes"),
        Role.ON_SITE: ("has in its name the place", "is the place in the name of"),
        Role.WITHIN: ("lies within", "contains"),
        Role.CONTEXT: ("is, by the context, in", "is, by the context, the place of"),
        Role.SENTENCE: ("is named in one sentence with", "is named in one sentence with"),
        Role.REPORTED: ("is named in the report of", "names in its report"),
    },
}
_WORDS = {
    "zh": {
        "none": "报告没有把{0}和{1}联系起来。",
        "title": "{0} — {1}",
        "words": "同时提到“{0}”和“{1}”的原文",
        "place": "地点承自",
        "official": "（行政区划表）",
        "taken": "“{0}”按{1}理解",
        "also": "；也可能是{0}",
        "text": "“{0}”不是实体，按原文中的词查找",
    },
    "en": {
        "none": "The reports do not connect {0} and {1}.",
        "title": "{0} — {1}",
        "words": "Where the text has both “{0}” and “{1}”",
        "place": "the place is from",
        "official": "(table of administrative divisions)",
        "taken": "“{0}” is taken for {1}",
        "also": "; it may also be {0}",
        "text": "“{0}” is no entity: its words are looked for in the text",
    },
}


@click.command("path")
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
)
@click.option(
    "--most", type=click.IntRange(1, 20), default=3, show_default=True, help="Paths to show."
)
@click.option("--lang", type=click.Choice(["zh", "en"]), help="Default: that of the names.")
@data_option
@endpoint_option
@user_option
@timeout_option
def command(
    one: str,
    other: str,
    form: str,
    most: int,
    lang: str | None,
    data: Path,
    endpoint: str | None,
    user: str | None,
    timeout: float,
) -> None:
    """Show how two things are connected, each step with its quote.

    A and B are any of their names, parts of names, pinyin or English forms, IRIs, or plain words
    that stand in the text. What one clause says of both comes first, then one sentence, then ways
    by other entities and by what lies where; never by way of the report's own jurisdiction. Where
    the reports do not connect the two, that is said.
    """
    lang = lang or ("zh" if re.search(r"[\u3400-\u9fff]", one + other) else "en")
    with opened_store(data, endpoint, user, timeout) as store:
        found = network.between(store, lookup.index(store), one, other, most=most)
    notes = [_note(end, lang) for end in (found.one, found.other) if _note(end, lang)]
    if form == "json":
        text = json.dumps(_plain(found, lang, notes), ensure_ascii=False, indent=2) + "\n"
    else:
        for note in notes:
            click.echo(note, err=True)
        text = _shown(found, lang)
    write(STDOUT, text)


def _note(end: network.End, lang: str) -> str:
    """Return what a name was taken for, "" where that is plain."""
    words = _WORDS[lang]
    if end.entity is None:
        return words["text"].format(end.text)
    if end.sure:
        return ""
    taken = words["taken"].format(end.text, _told(end.entity))
    others = ("、" if lang == "zh" else ", ").join(_told(match) for match in end.others)
    return taken + (words["also"].format(others) if others else "")


def _told(match: lookup.Match) -> str:
    return f"{match.label} ({short(named(match.iri))})"


def _shown(found: network.Connection, lang: str) -> str:
    words = _WORDS[lang]
    ends = (found.one.label, found.other.label)
    if not found.paths and not found.passages:
        return words["none"].format(*ends) + "\n"
    lines = [words["title"].format(*ends)]
    for number, path in enumerate(found.paths, start=1):
        lines += ["", *_path(path, number, lang)]
    if found.passages:
        asked = (end.label if end.sure else end.text for end in (found.one, found.other))
        lines += ["", words["words"].format(*asked)]
        lines += [f"  {_quoted(passage)}" for passage in found.passages]
    return "\n".join(lines) + "\n"


def _path(path: network.Path, number: int, lang: str) -> list[str]:
    lines: list[str] = []
    for hop in path.hops:
        said = _SAID[lang][hop.role][0 if hop.forward else 1]
        mark = f"{number}." if not lines else "  "
        lines.append(f"{mark} {hop.source.label} {said} {hop.target.label}")
        if hop.quote is None:
            lines.append(f"     {_WORDS[lang]['official']}")
            continue
        at = f"{(hop.report or '').rpartition('/')[2]} [{hop.start}:{hop.end}]"
        lines.append(f"     “{hop.quote}” {at}")
        if hop.place is not None:
            lines.append(f"     {_WORDS[lang]['place']} {_quoted(hop.place)}")
    return lines


def _quoted(passage: network.Passage) -> str:
    at = f"{passage.report.rpartition('/')[2]} [{passage.start}:{passage.end}]"
    return f"“{passage.quote}” {at}"


def _plain(found: network.Connection, lang: str, notes: list[str]) -> dict[str, Any]:
    return {
        "from": _end(found.one),
        "to": _end(found.other),
        "lang": lang,
        "connected": bool(found.paths or found.passages),
        "notes": notes,
        "paths": [
            {"cost": path.cost, "hops": [_hop(h) for h in path.hops]} for path in found.paths
        ],
        "passages": [asdict(passage) for passage in found.passages],
    }


def _end(end: network.End) -> dict[str, Any]:
    entity = end.entity
    return {
        "text": end.text,
        "label": end.label,
        "iri": entity and entity.iri,
        "types": list(entity.types) if entity else [],
        "others": [match.iri for match in end.others],
    }


def _hop(hop: network.Hop) -> dict[str, Any]:
    plain = asdict(hop)
    plain["from"], plain["to"] = plain.pop("source"), plain.pop("target")
    for stop in (plain["from"], plain["to"]):
        del stop["key"]
    return {"from": plain.pop("from"), "to": plain.pop("to"), **plain}
