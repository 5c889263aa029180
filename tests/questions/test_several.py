"""Questions over two reports in one graph."""

from __future__ import annotations

import pytest

import asked_sample
from asked_sample import LANXI, YUNXIU, Put, labels, numbers
from gwr_graph.questions import facts, several


@pytest.mark.parametrize(
    ("question", "who"),
    [
        ("哪些县提到了新能源汽车", {YUNXIU}),
        ("Which counties mention new energy vehicles?", {YUNXIU}),
        ("谁提到了低空经济", {LANXI}),
        ("哪些县提到了口袋公园", {LANXI, YUNXIU}),
        ("Which report talks about parking spaces?", {LANXI}),
    ],
)
def test_which_counties_say_it(counties: Put, question: str, who: set[str]) -> None:
    answer = counties.answer(question)
    assert set(labels(answer)) == who
    assert len(answer.evidence) == len(who)
    assert {one.report for one in answer.evidence} == {
        report.iri for report in facts.reports(counties.store) if report.home_label in who
    }


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("各县GDP增长目标是多少", {LANXI: "6.5", YUNXIU: "7"}),
        ("两个县城镇新增就业目标比较", {LANXI: "3500", YUNXIU: "2400"}),
        ("各县今年新建口袋公园多少个", {LANXI: "12", YUNXIU: "5"}),
    ],
)
def test_a_number_of_each_report(counties: Put, question: str, told: dict[str, str]) -> None:
    answer = counties.answer(question)
    assert {item.label: item.value for item in answer.items} == told
    assert all(county in answer.text for county in told)


def test_the_highest_stands_first_and_the_lowest_where_it_is_asked_for(counties: Put) -> None:
    assert labels(counties.answer("各县GDP增长目标排名"))[0] == YUNXIU
    assert labels(counties.answer("哪个县的GDP增长目标最高"))[0] == YUNXIU
    assert labels(counties.answer("Which county has the lowest GDP growth target?"))[0] == LANXI


def test_the_number_of_one(counties: Put) -> None:
    assert numbers(counties.answer("云岫县口袋公园今年新建几个")) == [("5", "个")]
    assert numbers(counties.answer("岚汐县口袋公园今年新建几个")) == [("12", "个")]


def test_what_only_the_other_says_is_not_taken_for_its_own(counties: Put) -> None:
    for question in ("云岫县停车位新增多少", "云岫县有什么低空经济安排"):
        assert not counties.answer(question).answered


def test_what_none_says(counties: Put) -> None:
    assert not counties.answer("哪个县提到了地铁").answered


def test_a_question_is_put_to_the_reports_it_names(counties: Put) -> None:
    reports = facts.reports(counties.store)
    for named, homes in (
        ("云岫县停车位", [YUNXIU]),
        ("岚汐县停车位", [LANXI]),
        ("停车位", [YUNXIU, LANXI]),
        ("岚汐县和云岫县的停车位", [YUNXIU, LANXI]),
    ):
        scope = several.scope(asked_sample.asked(counties, named).plan, reports)
        assert sorted(one.home_label for one in scope) == sorted(homes)


def test_one_report_alone_asks_for_no_other(county: Put) -> None:
    assert not several.asks_which(asked_sample.asked(county, "哪些县提到了口袋公园"))
