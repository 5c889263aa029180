"""Administrative divisions: code ↔ name ↔ parent, and what lies inside one home division.

Provinces, prefectures and counties come from one small table, read on first use. Towns and
villages lie in an archive with one member a prefecture, so a home district costs one member,
never the whole country. Codes are those of :class:`~gwr_graph.model.Division`; placeholder levels
(市辖区, 省直辖县级行政区划) do not exist here: 东城区's parent is 北京市, 仙桃市's is 湖北省.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TypeAlias

from gwr_graph import resources
from gwr_graph.errors import DataError, UsageError
from gwr_graph.model import Division, Level

_COLUMNS = ("code", "name", "level", "parent", "kind", "source", "short")
_TOWN_SUFFIX = re.compile(r"(?:地区|街道|苏木|镇|乡)$")
_VILLAGE_SUFFIX = re.compile(r"(?:居委会|社区|嘎查|村)$")
_COMMITTEE = re.compile(r"(.+?)(村民民?|村|牧民|牧|居民|居)委(?:员会|会员?|员)?会?")
_GACHA = re.compile(r"(.+嘎查)(?:村|人民)?(?:委员会|委会|村)?")

Index: TypeAlias = Mapping[str, tuple[Division, ...]]


# ---------------------------------------------------------------- names


def town_name(raw: str) -> str:
    """Return the normal name of a town: 卧龙寺街道办事处 and 卧龙寺街办 become 卧龙寺街道."""
    return re.sub(r"(?:街道办事处|街道办|街办)$", "街道", raw)


def village_name(raw: str) -> str:
    """Return the normal name of a village or community from its committee's name.

    胜利村委会 and 胜利村村民委员会 become 胜利村, 联盟社区居委会 becomes 联盟社区. A residents'
    committee that is not called a community keeps its name, shortened: 外滩居委会.
    """
    name = re.sub(r"[（(][^（）()]*[）)]$", "", raw) or raw
    if match := _GACHA.fullmatch(name):
        return match[1]
    if match := re.fullmatch(r"(.+社区)(?:委员会|委会|居|居会)", name):
        return match[1]
    match = _COMMITTEE.fullmatch(name)
    if match is None:
        return name
    base, kind = match[1], match[2]
    if base.endswith("委会"):
        return village_name(base)
    if base.endswith(("社区", "嘎查")):
        return base
    if kind in ("居民", "居"):
        return f"{base}居委会"
    return base if base.endswith("村") else f"{base}村"


def strip_peoples(base: str) -> str:
    """Return a name without the names of peoples at its end: 恩施土家族苗族 becomes 恩施.

    Where nothing of two characters would be left, only the last 族 goes (东乡族 becomes 东乡).
    """
    stem = _peoples().sub("", base)
    return stem if len(stem) >= 2 else base.removesuffix("族")


def town_stem(name: str) -> str:
    """Return a town's name without its kind: 硖石镇 becomes 硖石, 鸡林朝鲜族乡 becomes 鸡林."""
    base = _TOWN_SUFFIX.sub("", name)
    return base if base == name else strip_peoples(base)


def village_stem(name: str) -> str:
    """Return a village's name without its kind: 胜利村 becomes 胜利, 联盟社区 becomes 联盟."""
    return _VILLAGE_SUFFIX.sub("", name)


@cache
def _peoples() -> re.Pattern[str]:
    names = _words("ethnic-groups.txt")
    long = "|".join(sorted((n for n in names if len(n) > 1), key=lambda n: (-len(n), n)))
    single = "".join(n for n in names if len(n) == 1)
    return re.compile(rf"(?:(?:{long})族?|[{single}各民]族)+$")


# ---------------------------------------------------------------- provinces, prefectures, counties


def by_code(code: str) -> Division | None:
    """Return the division of a code, or None.

    Codes padded with zeros are understood: 610300 and 610300000000 are 宝鸡市, 6103.
    """
    code = _unpad(code)
    if len(code) <= 6:
        return _table().get(code)
    return _part(code[:6]).get(code) if code.isdecimal() and len(code) in (9, 12) else None


def parent_chain(code: str) -> tuple[Division, ...]:
    """Return what a division lies in, from its direct parent up to the province; () if unknown."""
    chain: list[Division] = []
    division = by_code(code)
    while division is not None and division.parent is not None:
        division = by_code(division.parent)
        if division is not None:
            chain.append(division)
    return tuple(chain)


def find(
    name: str, *, level: Level | None = None, within: str | None = None
) -> tuple[Division, ...]:
    """Return the provinces, prefectures and counties of a name, the higher level first.

    ``name`` is a full name or a usual short form (金台, 陕西, 内蒙古, 恩施州, 凉山).
    ``level`` keeps one level, ``within`` what lies inside the division of that code.
    """
    inside = _unpad(within) if within else ""
    found = (_table()[code] for code in _index().get(name, ()))
    return tuple(
        d
        for d in found
        if (level is None or d.level is level) and d.code.startswith(inside) and d.code != inside
    )


@cache
def county_names() -> Mapping[str, tuple[str, ...]]:
    """Return every full and short name of province, prefecture and county level with its codes.

    The codes of a name stand with the higher level first. Made for finding names in running text:
    development zones that are no administrative divisions are left out, and so are names that are
    everyday words (``data/divisions/common-words.txt``: 城区, 通道, 市中); :func:`find` knows both.
    """
    common = frozenset(_words("common-words.txt"))
    zones = {row[0] for row in _rows() if row[4] == "zone"}
    names: dict[str, tuple[str, ...]] = {}
    for name, codes in _index().items():
        kept = codes if zones.isdisjoint(codes) else tuple(c for c in codes if c not in zones)
        if kept and name not in common:
            names[name] = kept
    return MappingProxyType(names)


@cache
def _rows() -> tuple[list[str], ...]:
    lines = _read("counties.tsv").splitlines()
    if not lines or tuple(lines[0].split("\t")) != _COLUMNS:
        raise DataError(f"data/divisions/counties.tsv, line 1: expected {' '.join(_COLUMNS)}")
    rows = [line.split("\t") for line in lines[1:]]
    for number, row in enumerate(rows, start=2):
        if len(row) != len(_COLUMNS):
            raise DataError(
                f"data/divisions/counties.tsv, line {number}: {len(row)} columns instead of "
                f"{len(_COLUMNS)}; make the file anew with scripts/make_divisions.py"
            )
    return tuple(rows)


@cache
def _table() -> Mapping[str, Division]:
    return {row[0]: Division(row[0], row[1], Level(row[2]), row[3] or None) for row in _rows()}


@cache
def _index() -> Mapping[str, tuple[str, ...]]:
    index: dict[str, tuple[str, ...]] = {}
    # Full names before short ones, higher levels before lower ones.
    for row in sorted(_rows(), key=lambda row: len(row[0])):
        code, short = row[0], row[6]
        for name in (row[1], *short.split()) if short else (row[1],):
            index[name] = (*index[name], code) if name in index else (code,)
    return index


def _unpad(code: str) -> str:
    """Cut the zeros that fill a statistical code up to 12 or 6 digits."""
    for length, zeros in ((12, "000"), (9, "000"), (6, "00"), (4, "00")):
        if len(code) == length and code.endswith(zeros):
            code = code[: -len(zeros)]
    return code


# ---------------------------------------------------------------- towns and villages


@dataclass(frozen=True, slots=True)
class Subtree:
    """What lies inside one home division, ready for lookup by name.

    ``divisions`` stand in code order, without the home itself. A county or town as home holds its
    towns and villages; a prefecture its counties and towns (and villages where it has no
    counties, such as 东莞市); a province its prefectures and counties.
    """

    home: Division
    divisions: tuple[Division, ...]
    _full: Index
    _town_stems: Index
    _village_stems: Index

    def counties(self, name: str) -> tuple[Division, ...]:
        """Return the prefectures and counties inside the home with that full or short name."""
        return find(name, within=self.home.code)

    def towns(self, name: str) -> tuple[Division, ...]:
        """Return the towns of a full name, () where there is none.

        Tolerant of the kind: 卧龙寺街道办事处 is 卧龙寺街道, and 陈仓街道 is 陈仓镇 where no other
        town is called so, since towns become subdistricts.
        """
        name = town_name(name)
        exact = _of_level(self._full.get(name, ()), Level.TOWN)
        if exact:
            return exact
        stem = town_stem(name)
        return self._town_stems.get(stem, ()) if stem != name else ()

    def villages(self, name: str) -> tuple[Division, ...]:
        """Return the villages and communities of a full name, () where there is none.

        Committees are understood (永利村委会, 联盟社区居委会), and a community may be a residents'
        committee in the table; a village and a community of one name are two things.
        """
        name = village_name(name)
        exact = _of_level(self._full.get(name, ()), Level.VILLAGE)
        if exact:
            return exact
        if name.endswith("社区"):
            other = f"{name.removesuffix('社区')}居委会"
        elif name.endswith("居委会"):
            other = f"{name.removesuffix('居委会')}社区"
        else:
            return ()
        return _of_level(self._full.get(other, ()), Level.VILLAGE)

    def short(self, name: str) -> tuple[Division, ...]:
        """Return the towns called ``name`` without their kind, or else the villages.

        蟠龙 gives 蟠龙镇, 行政东路 gives 行政东路社区; names of one character give ().
        """
        if len(name) < 2:
            return ()
        return self._town_stems.get(name, ()) or self._village_stems.get(name, ())

    def names(self) -> Index:
        """Return every full name of a town or village inside, other official names included."""
        return self._full


@cache
def subtree(home: str) -> Subtree:
    """Return what lies inside the home division.

    Raises UsageError where the table has no division of that code.
    """
    division = by_code(home)
    if division is None:
        raise UsageError(
            f"no division has the code {home!r}: give one of GB/T 2260, such as 610303"
        )
    code = division.code
    upper = [d for d in _table().values() if d.code.startswith(code) and d.code != code]
    records: list[tuple[Division, tuple[str, ...]]] = []
    if division.level is not Level.PROVINCE:
        part = code[:6] if len(code) >= 6 else code
        deep = len(code) >= 6 or not upper
        records = [
            (d, others)
            for d, others in _records(part, villages=deep)
            if len(code) <= 6 or (d.code.startswith(code) and d.code != code)
        ]
    return Subtree(
        home=division,
        divisions=tuple(sorted([*upper, *(d for d, _ in records)], key=lambda d: d.code)),
        _full=_group((name, d) for d, others in records for name in (d.name, *others)),
        _town_stems=_group(
            (stem, d)
            for d, others in records
            if d.level is Level.TOWN
            for stem in sorted({town_stem(name) for name in (d.name, *others)})
        ),
        _village_stems=_group(
            (village_stem(d.name), d) for d, _ in records if d.level is Level.VILLAGE
        ),
    )


@cache
def _part(county: str) -> Mapping[str, Division]:
    """Return the towns and villages whose codes begin with a county's."""
    return {d.code: d for d, _ in _records(county, villages=True) if d.code.startswith(county)}


def _records(part: str, *, villages: bool) -> Iterator[tuple[Division, tuple[str, ...]]]:
    """Yield the towns (and villages) of a county or prefecture with their other names.

    A line of a member is: town code, name, other names, code of the county that the town lies in
    where its own code says another, villages.
    """
    for number, line in enumerate(_member(part[:4]), start=1):
        code, _, rest = line.partition("\t")
        columns = rest.split("\t")
        if len(columns) != 4:
            raise DataError(
                f"data/divisions/subtrees.zip, {part[:4]}.tsv, line {number}: "
                f"{len(columns) + 1} columns instead of 5"
            )
        name, others, county, inside = columns
        if not code.startswith(part) and county != part:
            continue
        parent = code[:6] if code[:6] in _table() else code[:4]
        yield Division(code, name, Level.TOWN, parent), tuple(others.split())
        if villages:
            for village in decode_villages(code, inside):
                yield village, ()


def encode_villages(villages: Iterable[tuple[str, str]]) -> str:
    """Return the last column of a town's line from (three digits, name), in code order.

    The digits are left out where they follow the ones before by one. 村 (from 200 on) and 社区
    (below) are left out; any other name stands behind an exclamation mark.
    """
    words: list[str] = []
    last = -1
    for digits, name in villages:
        kind = "村" if digits >= "200" else "社区"
        word = name.removesuffix(kind) if name.endswith(kind) and name != kind else f"!{name}"
        follows = int(digits) == last + 1 and not word[0].isdigit()
        words.append(word if follows else digits + word)
        last = int(digits)
    return " ".join(words)


def decode_villages(town: str, column: str) -> Iterator[Division]:
    """Yield the villages of a town from the last column of its line."""
    number = -1
    for word in column.split():
        if word[:3].isdigit():
            number, stem = int(word[:3]), word[3:]
        else:
            number, stem = number + 1, word
        kind = "村" if number >= 200 else "社区"
        name = stem[1:] if stem.startswith("!") else stem + kind
        yield Division(f"{town}{number:03d}", name, Level.VILLAGE, town)


def _group(pairs: Iterable[tuple[str, Division]]) -> Index:
    groups: dict[str, list[Division]] = {}
    for name, division in pairs:
        groups.setdefault(name, []).append(division)
    return MappingProxyType({name: tuple(found) for name, found in groups.items()})


def _of_level(found: tuple[Division, ...], level: Level) -> tuple[Division, ...]:
    return tuple(d for d in found if d.level is level)


# ---------------------------------------------------------------- files


@cache
def _member(prefecture: str) -> tuple[str, ...]:
    """Return the lines of one member of the archive, () where there is none."""
    # It costs more than all else here, and many runs never look below the county.
    import zipfile

    try:
        with zipfile.ZipFile(resources.path("data", "divisions", "subtrees.zip")) as archive:
            return tuple(archive.read(f"{prefecture}.tsv").decode("utf-8").splitlines())
    except KeyError:
        return ()
    except (zipfile.BadZipFile, OSError, UnicodeDecodeError) as error:
        raise DataError(
            f"data/divisions/subtrees.zip, {prefecture}.tsv cannot be read ({error}): "
            "install gwr-graph again"
        ) from error


def _words(name: str) -> tuple[str, ...]:
    """Return the words of a word list, in which a line that begins with # is a comment."""
    lines = _read(name).splitlines()
    return tuple(w for line in lines if not line.startswith("#") for w in line.split())


def _read(name: str) -> str:
    path = resources.path("data", "divisions", name)
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(
            f"data/divisions/{name} cannot be read ({error}): install gwr-graph again"
        ) from error
