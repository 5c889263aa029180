"""What a search of the reports finds on a question."""

from __future__ import annotations

import asked_sample
from asked_sample import Put
from gwr_graph.questions.searching import in_time


def test_the_best_statement_stands_first(county: Put) -> None:
    found = asked_sample.asked(county, "标准厂房建多少").search
    assert "标准厂房" in found.ranked[0].said.quote
    scores = [one.score for one in found.ranked]
    assert scores == sorted(scores, reverse=True)


def test_each_need_has_a_cover(county: Put) -> None:
    found = asked_sample.asked(county, "青石工业园新建多少标准厂房").search
    assert found.needs
    assert {len(one.covers) for one in found.ranked} == {len(found.needs)}


def test_what_no_report_holds_is_unknown(county: Put) -> None:
    found = asked_sample.asked(county, "地铁站口的停车位新增多少").search
    unknown = {form for need in found.unknown for form in need.forms}
    assert any("地铁" in form for form in unknown)
    assert "停车位" not in unknown


def test_the_home_of_the_report_need_not_be_told(county: Put) -> None:
    own = asked_sample.asked(county, "岚汐县停车位").search.needs
    assert own == asked_sample.asked(county, "停车位").search.needs


def test_each_query_that_was_run_can_be_run_again(county: Put) -> None:
    found = asked_sample.asked(county, "青石工业园的标准厂房").search
    things = {thing for need in found.needs for thing in need.things}
    assert len(found.sparql) == len(things) + 1  # one a thing, one for the words
    for query in found.sparql:
        assert len(county.store.select(query).rows) > 0


def test_a_year_leaves_only_its_statements(county: Put) -> None:
    last = asked_sample.asked(county, "去年停车位新增多少")
    kept = in_time(last.plan, last.search.ranked)
    assert {one.said.period for one in kept} == {2023}
    some = asked_sample.asked(county, "停车位新增多少")
    assert in_time(some.plan, some.search.ranked) == some.search.ranked


def test_only_the_reports_asked_are_searched(counties: Put) -> None:
    own = asked_sample.asked(counties, "云岫县的口袋公园")
    assert {one.said.report for one in own.search.ranked} == {own.reports[0].iri}
    both = asked_sample.asked(counties, "口袋公园")
    assert len({one.said.report for one in both.search.ranked}) == 2
