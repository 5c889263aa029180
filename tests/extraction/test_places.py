"""Who is involved where: possible links, their choice, and which place lies in which."""

from __future__ import annotations

import pytest

import inline_gold
from gwr_graph.extraction import places
from gwr_graph.extraction.clauses import clauses
from gwr_graph.extraction.places import Link
from gwr_graph.model import EntityType, Mention, Scope, Status

E = EntityType
KINDS = {
    "镇": E.ADMIN_AREA,
    "村": E.ADMIN_AREA,
    "县": E.ADMIN_AREA,
    "区": E.PARK,
    "园": E.PARK,
    "桥": E.SITE,
    "校": E.INSTITUTION,
    "府": E.INSTITUTION,
    "划": E.PROGRAMME,
    "造": E.PROJECT,
}


def mentions(
    text: str, *words: str, status: Status | None = None, offset: int = 0
) -> list[Mention]:
    """Return mentions of these words in their order; the last character tells the class."""
    found = []
    at = 0
    for word in words:
        at = text.index(word, at)
        kind = KINDS.get(word[-1], E.ENTERPRISE)
        start = offset + at
        found.append(Mention(word, start, start + len(word), word, (kind,), 0, "made", 0.9, status))
        at += len(word)
    return found


def pairs(text: str, *words: str) -> set[tuple[str, str, str]]:
    own = mentions(text, *words)
    sentence = inline_gold.document(text).sentences[0]
    found = places.links(sentence, clauses(text), own, inline_gold.HOME)
    assert all(link.features for link in found)
    return {(own[x.who].name, own[x.where].name, x.scope.value) for x in found}


def test_every_place_of_the_sentence_may_be_the_place() -> None:
    text = "柘塘镇产业兴旺，瑞穗达落户望潮工业园。"
    assert pairs(text, "柘塘镇", "瑞穗达", "望潮工业园") >= {
        ("瑞穗达", "柘塘镇", "sentence"),
        ("瑞穗达", "望潮工业园", "clause"),
    }


def test_nothing_is_in_itself() -> None:
    text = "听涛新区提质，听涛新区扩容。"
    assert pairs(text, "听涛新区", "听涛新区") == set()


def test_a_programme_or_an_area_is_nowhere() -> None:
    assert pairs("柘塘镇实施富民计划。", "柘塘镇", "富民计划") == set()


@pytest.mark.parametrize(
    ("name", "status", "can"),
    [
        ("瑞穗达", None, True),
        ("明漪路改造", None, True),
        ("明漪学校", None, True),
        ("县人民政府", None, False),
        ("双榕大桥", Status.COMPLETED, True),
        ("双榕大桥", Status.RECOGNISED, False),
        ("柘塘镇", Status.RECOGNISED, False),
        ("富民计划", None, False),
    ],
)
def test_who_may_be_somewhere(name: str, status: Status | None, can: bool) -> None:
    (one,) = mentions(name, name, status=status)
    assert places.can_be_who(one) is can


@pytest.mark.parametrize(
    ("name", "can"), [("柘塘镇", True), ("望潮工业园", True), ("双榕大桥", True), ("瑞穗达", False)]
)
def test_where_something_may_be(name: str, can: bool) -> None:
    (one,) = mentions(name, name)
    assert places.can_be_where(one) is can


def test_the_finer_of_two_places_that_stand_together() -> None:
    own = mentions("柘塘镇石榴寨村和云杪镇", "柘塘镇", "石榴寨村", "云杪镇")
    assert [places.finest(own, i) for i in range(3)] == [False, True, True]


def link(who: int, where: int) -> Link:
    return Link(who, where, Scope.CLAUSE, [])


def test_each_keeps_its_best_place_above_the_threshold() -> None:
    own = mentions("柘塘镇支持听涛新区瑞穗达", "柘塘镇", "听涛新区", "瑞穗达")
    found = [link(2, 0), link(2, 1)]
    assert places.chosen(found, [1.0, 2.0], own, 0.0) == [(found[1], 2.0)]
    assert places.chosen(found, [-1.0, -2.0], own, 0.0) == []
    assert places.chosen([], [], own, 0.0) == []


def test_places_listed_together_are_kept_together() -> None:
    own = mentions("柘塘镇、云杪镇瑞穗达", "柘塘镇", "云杪镇", "瑞穗达")
    found = [link(2, 0), link(2, 1)]
    both = places.chosen(found, [2.0, 1.8], own, 0.0)
    assert {(x.where, gain) for x, gain in both} == {(0, 2.0), (1, 1.8)}
    assert len(places.chosen(found, [4.0, 1.0], own, 0.0)) == 1


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("柘塘镇石榴寨村通气", ("柘塘镇", "石榴寨村"), [(1, 0)]),
        ("听涛新区望潮工业园扩容", ("听涛新区", "望潮工业园"), [(1, 0)]),
        ("柘塘镇双榕大桥通车", ("柘塘镇", "双榕大桥"), [(1, 0)]),
        ("柘塘镇的石榴寨村通气", ("柘塘镇", "石榴寨村"), []),
        ("双榕大桥柘塘镇", ("双榕大桥", "柘塘镇"), []),
        ("柘塘镇瑞穗达", ("柘塘镇", "瑞穗达"), []),
        ("栖霖县柘塘镇石榴寨村", ("栖霖县", "柘塘镇", "石榴寨村"), [(1, 0), (2, 1)]),
    ],
)
def test_a_place_right_behind_another_lies_in_it(
    text: str, words: tuple[str, ...], expected: list[tuple[int, int]]
) -> None:
    assert places.containments(mentions(text, *words)) == expected


def test_a_heading_gives_its_park_or_town_but_not_the_home() -> None:
    assert places.heading_place(mentions("做强听涛新区", "听涛新区"), "栖霖县") == 0
    assert places.heading_place(mentions("振兴柘塘镇", "柘塘镇"), "栖霖县") == 0
    assert places.heading_place(mentions("建设美丽栖霖县", "栖霖县"), "栖霖县") is None
    assert places.heading_place(mentions("双榕大桥", "双榕大桥"), "栖霖县") is None
    assert places.heading_place([], "栖霖县") is None
