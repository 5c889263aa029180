"""The front matter of a report: which lines it is, and what they say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gwr_graph import divisions
from gwr_graph.documents.cues import pattern
from gwr_graph.documents.repair import BOLD, Line, Paragraph
from gwr_graph.errors import DocumentError
from gwr_graph.model import Division, Header, Level

_FRONT_LINES = 8
STATE = "中华人民共和国"
_CABINET = "国务院"
_MUNICIPALITIES = frozenset({"北京", "天津", "上海", "重庆"})

_SUFFIX = "特别行政区|自治区|自治州|自治县|自治旗|地区|林区|特区|街道|省|市|盟|县|旗|区|镇|乡"
# A name is as short as it can be, unless a second suffix follows at once (红旗区, 沙市区).
_DIVISION = re.compile(rf"[一-鿿]{{1,12}}?(?:{_SUFFIX})(?![省市县旗区](?!中区|北区|南区))")
_GOVERNMENT = re.compile(
    r"(?:^|[，。；：、“\n]|代表|中共)([一-鿿]{2,10}?[省市县旗区])(?:人民政府|委员会)"
)
# No names: 区, 我区, 本省.
_BARE = frozenset(f"{who}{kind}" for who in ("", *"我本全该各") for kind in _SUFFIX.split("|"))


@dataclass(frozen=True, slots=True)
class Front:
    """The lines of the front matter by what they are, and the index of the body's first line."""

    title: str
    session: str
    presenter: str
    paragraphs: tuple[Paragraph, ...]
    body: int


# ---------------------------------------------------------------- finding the lines


def find_front(lines: Sequence[Line], source: str) -> Front:
    """Return the front matter of a text; DocumentError where it is no government work report."""
    texts = [line.text.replace(BOLD, "").strip() for line in lines]
    body = _body_start(texts)
    zone = _merged_sessions(texts[:body])
    session = max((i for i, text in enumerate(zone) if pattern("session").search(text)), default=-1)
    titles = [i for i, text in enumerate(zone) if _is_title(text)]
    before = [i for i in titles if session < 0 or i < session]
    title = (before or titles or [-1])[-1]
    opening = any(pattern("opening").search(text) for text in texts[body : body + 4])
    greeted = body < len(texts) and pattern("salutation").match(texts[body]) is not None
    signs = (title >= 0) + (session >= 0) + opening + greeted
    if signs < 2:
        raise DocumentError(
            f"{source}: is no government work report (no title, session or opening words of one); "
            "give the text of a 政府工作报告"
        )
    if title < 0 and (other := _other_report(zone, texts[body : body + 4])):
        raise DocumentError(
            f"{source}: is another kind of report ({other[:30]}); give the text of a 政府工作报告"
        )
    presenters = [
        i
        for i, text in enumerate(zone)
        if i not in (title, session) and i > title and pattern("presenter").match(text)
    ]
    presenter = presenters[-1] if presenters else -1
    kept: list[Paragraph] = []
    for i, text in enumerate(zone):
        if i in (title, session):
            kept.append(Paragraph(text.replace(" ", "")))
        elif i == presenter:
            kept.append(Paragraph(_presenter_line(text)))
        elif pattern("meeting_document").search(text) and i < max(title, session, 0):
            kept.append(Paragraph(text.replace(" ", "")))
    return Front(
        title=zone[title].replace(" ", "") if title >= 0 else "政府工作报告",
        session=zone[session].replace(" ", "") if session >= 0 else "",
        presenter=_presenter_line(zone[presenter]) if presenter >= 0 else "",
        paragraphs=tuple(kept),
        body=body,
    )


def _body_start(texts: Sequence[str]) -> int:
    """Return the index of the salutation, or of the opening words where there is none."""
    starts = [
        i
        for i, text in enumerate(texts)
        if pattern("salutation").match(text) or pattern("opening").search(text)
    ]
    if not starts:
        return 0
    anchors = [
        i for i, text in enumerate(texts) if pattern("session").search(text) or _is_title(text)
    ]
    # A page may repeat the first words of its text before the text itself.
    for start in starts:
        if any(start - 15 <= anchor < start for anchor in anchors):
            return start
    return starts[0]


def _is_title(text: str) -> bool:
    return len(text) <= 80 and pattern("title").match(text.replace(" ", "")) is not None


def _other_report(zone: Sequence[str], opening: Sequence[str]) -> str:
    """Return the title of a court's, an assembly's or another report on one matter, or ""."""
    if any(pattern("for_government").search(text) for text in opening):
        return ""
    plain = [text.replace(" ", "") for text in zone[-_FRONT_LINES:]]
    titles = (text for text in plain if pattern("other_title").match(text))
    return next(titles, "")


def _merged_sessions(texts: Sequence[str]) -> list[str]:
    """Put a session's line together where the page has broken it."""
    merged: list[str] = []
    for text in texts:
        if (
            merged
            and re.search(r"^[—（(]*.{0,20}[年月日].*在", merged[-1])
            and not pattern("session").search(merged[-1])
            and pattern("session").search(merged[-1] + text)
            and len(merged[-1] + text) <= 90
        ):
            merged[-1] += text
        else:
            merged.append(text)
    return merged


def _presenter_line(text: str) -> str:
    found = pattern("presenter").match(text)
    if found is None:
        return text.replace(" ", "")
    name = re.sub(r"\s", "", found["name"])
    closing = "）" if text.rstrip().endswith(("）", ")")) else ""
    lead = text[: found.start("office")].replace(" ", "")
    return f"{lead}{found['office'].replace(' ', '')} {name}{closing}"


# ---------------------------------------------------------------- what they say


def read_header(front: Front, text: str, source: str) -> tuple[Header, str]:
    """Return the header facts and the report's key; offsets are into ``text``, the clean text.

    DocumentError where the text does not tell whose report it is or of which year.
    """
    issued = _date(front.session)
    year = issued.year if issued else _year(front, text, source)
    presenter, span = _presenter(front, text)
    session = _session(front.session)
    chain = _jurisdiction(front, session, text)
    if chain == [_CABINET]:
        header = Header(
            front.title, STATE, Level.STATE, year, None, issued, presenter, span, session
        )
        return header, f"{_CABINET}-{year}"
    if not chain:
        raise DocumentError(
            f"{source}: does not name the province, city, county or district it reports on"
        )
    division, level = _division(chain, text)
    name = chain[-1]
    header = Header(
        front.title,
        name,
        level,
        year,
        division.code if division else None,
        issued,
        presenter,
        span,
        session,
    )
    return header, f"{division.code if division else name}-{year}"


_DIGITS = {char: number for number, char in enumerate("〇一二三四五六七八九")} | {
    "○": 0, "零": 0, "Ｏ": 0, "O": 0, "0": 0, "元": 1,
}  # fmt: skip


def _number(text: str) -> int:
    """Return the value of Arabic digits or of a Chinese numeral below 100."""
    if text.isdecimal() and text.isascii():
        return int(text)
    if "十" in text:
        tens, _, ones = text.partition("十")
        return 10 * (_DIGITS[tens] if tens else 1) + (_DIGITS[ones] if ones else 0)
    return int("".join(str(_DIGITS[char]) for char in text))


def _date(text: str) -> date | None:
    numeral = "0-9〇○零一二三四五六七八九十O"
    found = re.search(rf"([{numeral}]{{4}})年([{numeral}]{{1,3}})月([{numeral}]{{1,3}})日", text)
    if found is None:
        return None
    try:
        return date(*(_number(part) for part in found.groups()))
    except (ValueError, KeyError):
        return None


def _year(front: Front, text: str, source: str) -> int:
    """Return the year of delivery where no date tells it: of the title, else of the plan."""
    for part in (front.session, front.title):
        if found := re.search(r"((?:19|20)\d\d)年", part):
            return int(found[1])
    planned = re.findall(r"((?:19|20)\d\d)年[^。，\n]{0,12}(?:安排|重点|任务|目标)", text)
    if planned:
        return max(int(year) for year in planned)
    raise DocumentError(f"{source}: does not tell the year it was delivered in")


def _presenter(front: Front, text: str) -> tuple[str | None, tuple[int, int] | None]:
    found = pattern("presenter").match(front.presenter)
    if found is None:
        return None, None
    start = text.find(front.presenter + "\n") + found.start("name")
    return found["name"], (start, start + len(found["name"]))


def _session(line: str) -> str | None:
    found = pattern("session").search(line)
    return found["session"] if found else None


def _jurisdiction(front: Front, session: str | None, text: str) -> list[str]:
    """Return the jurisdiction's name behind those that contain it: [宁州市, 柳桥区]."""
    heads = [
        (session or "").split("第")[0] if session else "",
        front.presenter.split("人民政府")[0].split("行政公署")[0],
        front.title.split("政府工作报告")[0],
        *(paragraph.text.split("第")[0] for paragraph in front.paragraphs),
    ]
    if any(_CABINET in head for head in heads) or "我代表国务院" in text[:600]:
        return [_CABINET]
    chains = [chain for head in heads if (chain := _chain(head))]
    if chains:
        names = Counter(chain[-1] for chain in chains)
        longest = max(chains, key=len)
        return longest if names[longest[-1]] else chains[0]
    # The front matter says only 区 or 县: the name most often named with its government.
    named = Counter(
        name
        for name in _GOVERNMENT.findall(text)
        if name not in _BARE and len(name) > 2 and not re.search("我|代表", name)
    )
    return [min(named, key=lambda name: (-named[name], name))] if named else []


def _chain(head: str) -> list[str]:
    head = re.sub(
        r"^[—\-（( ]*(?:[〇○零一二三四五六七八九十\d]+年)?(?:.*?日)?(?:中共)?在?", "", head
    )
    head = re.sub(r"(?:代理|代)?(?:省长|市长|区长|县长|旗长|州长|盟长|主席|专员).*$", "", head)
    names = [name for name in _DIVISION.findall(head) if name not in _BARE]
    joined = "".join(names)
    return names if names and head.startswith(joined) else []


def _division(chain: Sequence[str], text: str) -> tuple[Division | None, Level]:
    """Return the division of the last name of a chain, where table and text agree on one."""

    name = chain[-1]
    found = [d for d in divisions.find(name) if d.name == name]
    parents = {d.code: {p.name for p in divisions.parent_chain(d.code)} for d in found}
    if len(chain) > 1:
        found = [d for d in found if set(chain[:-1]) <= parents[d.code]]
    elif len(found) > 1:
        scores = {d.code: sum(text.count(parent) for parent in parents[d.code]) for d in found}
        best = max(scores.values())
        found = [d for d in found if scores[d.code] == best > 0]
    if len(found) == 1:
        return found[0], found[0].level
    return None, _level(name, text)


def _level(name: str, text: str) -> Level:
    if name.endswith(("省", "自治区", "特别行政区")) or name.removesuffix("市") in _MUNICIPALITIES:
        return Level.PROVINCE
    if name.endswith(("自治州", "盟", "地区")):
        return Level.PREFECTURE
    if name.endswith(("镇", "乡", "街道")):
        return Level.TOWN
    if not name.endswith("市"):
        return Level.COUNTY
    # A city above counties speaks of its counties and districts.
    county = len(re.findall(r"撤县设市|县级市|全省县（市）|县域经济", text))
    city = len(re.findall(r"县（市、区）|县（区）|县区|各县|市辖区", text))
    return Level.COUNTY if county > city else Level.PREFECTURE
