"""A small graph of names only: places that share a stem, works, firms, programmes; the schemes."""

from __future__ import annotations

from collections.abc import Mapping

from gwr_graph import lookup, rdf
from gwr_graph.store import PREFIXES, EmbeddedStore

# key → (label, types, other names, surfaces)
NAMES: Mapping[str, tuple[str, str, str, str]] = {
    "division/61": ("陕西省", "AdminArea", "", "全省"),
    "division/610303": ("金台区", "AdminArea", "金台", "我区"),
    "division/610303101": ("蟠龙镇", "AdminArea", "", ""),
    "division/610303103": ("硖石镇", "AdminArea", "", ""),
    "division/610303003201": ("胜利村", "AdminArea", "", ""),
    "610303/蟠龙新区": ("蟠龙新区", "Park", "新区", "新区"),
    "610303/蟠龙塬": ("蟠龙塬", "AdminArea", "", ""),
    "610303/蟠龙大道": ("蟠龙大道", "Site", "", ""),
    "610303/蟠龙司法所": ("蟠龙司法所", "Institution", "", "蟠龙"),
    "610303/金河工业园": ("金河工业园", "Park", "", ""),
    "610303/龙源工业园": ("龙源工业园", "Park", "", ""),
    "610303/连霍高速": ("连霍高速", "Site", "", ""),
    "610303/连霍高速市政化改造": ("连霍高速市政化改造", "Project", "", ""),
    "610303/荟萃广场": ("荟萃广场", "Site Project", "", ""),
    "610303/唐潮文化城": ("唐潮文化城", "Site", "", ""),
    "610303/团结大桥": ("团结大桥", "Site", "", "团结"),
    "610303/长乐塬抗战工业遗址二期": ("长乐塬抗战工业遗址二期", "Project", "", ""),
    "610303/硖石2万亩柴胡种植基地": ("硖石2万亩柴胡种植基地", "Project", "", ""),
    "610303/硖石城乡供水工程": ("硖石城乡供水工程", "Project", "", ""),
    "610303/龙丰片区改造": ("龙丰片区改造", "Project", "", ""),
    "610303/龙丰片区征迁": ("龙丰片区征迁", "Project", "", ""),
    "610303/方硕食品": ("方硕食品", "Enterprise", "", ""),
    "610303/工业和信息化部": ("工业和信息化部", "Institution", "工信部", ""),
    "610303/河（湖）长制": ("河（湖）长制", "Programme", "", "河（湖）长制"),
    "610303/1239行动": ("1239行动", "Programme", "", "“1239”行动"),
    "610303/秦创原": ("秦创原", "Programme", "", ""),
    "610303/王润军": ("王润军", "Person", "", ""),
}


def index() -> lookup.Index:
    store = EmbeddedStore()
    store.load([*rdf.fixed_quads(), *_lines()])
    with store:
        return lookup.index(store)


def iri(key: str) -> str:
    return PREFIXES["id"] + key


def _lines() -> list[str]:
    p = PREFIXES
    graph = f"<{p['id']}graph/entities>"
    found = []
    for key, (label, types, others, surfaces) in NAMES.items():
        s = f"<{iri(key)}>"
        found += [f"{s} <{p['rdf']}type> <{p['gwr']}{kind}> {graph} ." for kind in types.split()]
        found.append(f'{s} <{p["rdfs"]}label> "{label}"@zh {graph} .')
        found += [f'{s} <{p["skos"]}altLabel> "{o}"@zh {graph} .' for o in others.split()]
        for number, surface in enumerate(surfaces.split()):
            mention = f"<{iri(key)}-m{number}>"
            found.append(f"{mention} <{p['gwr']}refersTo> {s} {graph} .")
            found.append(f'{mention} <{p["gwr"]}surface> "{surface}"@zh {graph} .')
    return found
