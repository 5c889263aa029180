"""How far a statement, or a number in it, bears out what is needed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gwr_graph.questions.facts import Number, Said
from gwr_graph.questions.ranking import (
    Need,
    in_number,
    in_statement,
    rank,
    rarity,
    share,
)

SENTENCE = "青石园区绿道全面贯通，新增停车位620个，口袋公园9个。"


def said(quote: str, heading: str = "", **roles: str) -> Said:
    start = SENTENCE.index(quote)
    return Said(
        iri=f"s{start}",
        stance="Achievement",
        period=2023,
        quote=quote,
        report="r",
        start=100 + start,
        end=100 + start + len(quote),
        sentence=SENTENCE,
        sentence_iri="sentence",
        sentence_start=100,
        heading=heading,
        roles=roles,
    )


def need(
    *forms: str,
    things: frozenset[str] = frozenset(),
    weight: float = 1.0,
    group: int = 0,
    named: bool = False,
    head: bool = False,
) -> Need:
    text = forms[0] if forms else ""
    return Need(text, forms, things, weight, named=named, group=group, head=head)


def number(what: str, *, of: str = "home", unit: str = "人", surface: str = "5万人") -> Number:
    return Number(
        iri="m",
        statement="s",
        what=what,
        value=Decimal(50000),
        unit=unit,
        surface=surface,
        start=0,
        end=1,
        direction="Level",
        bound="Exact",
        period=2023,
        of=of,
        of_label="",
        indicator=None,
        indicator_label="",
    )


PARKING = said("新增停车位620个", heading="城市建设")


def test_what_is_nearer_to_a_statement_counts_more() -> None:
    own, beside, heading, nowhere = (
        in_statement(need(word), PARKING) for word in ("停车位", "口袋公园", "城市建设", "地铁")
    )
    assert own == 1.0
    assert 1.0 > beside > heading > nowhere == 0.0


def test_a_name_before_a_statement_is_what_it_is_on() -> None:
    before = in_statement(need("青石园区", named=True), PARKING)
    behind = in_statement(need("口袋公园", named=True), PARKING)
    assert 1.0 > before > behind


def test_any_form_will_do_whatever_its_case() -> None:
    assert in_statement(need("泊位", "停车位"), PARKING) == 1.0
    assert in_statement(need("gdp"), said("口袋公园9个")) == 0.0


def test_a_thing_that_a_statement_bears_on_needs_no_words() -> None:
    own = said("新增停车位620个", thing="mentions")
    assert in_statement(need(things=frozenset({"thing"})), own) == 1.0
    assert in_statement(need(things=frozenset({"other"})), own) == 0.0


def test_a_part_of_a_longer_word_counts_half_unless_it_is_a_name() -> None:
    part = in_statement(need("停车设施"), PARKING)
    assert 0.0 < part < 1.0
    assert in_statement(need("停车设施", named=True), PARKING) == 0.0


def test_what_is_rare_tells_more() -> None:
    weights = [rarity(1000, found) for found in (1, 10, 100, 1000)]
    assert weights == sorted(weights, reverse=True)
    assert len(set(weights)) == len(weights)
    assert rarity(1000, 0) >= weights[0]
    assert min(weights) > 0


def test_the_share_is_that_of_the_weights() -> None:
    needs = (need("甲", weight=3.0), need("乙", weight=1.0))
    assert share(needs, (1.0, 0.0)) == pytest.approx(0.75)
    assert share(needs, (1.0, 1.0)) == pytest.approx(1.0)
    assert share((), ()) == 0.0


def test_of_a_list_one_is_enough() -> None:
    listed = (need("产值", group=1), need("户数", group=1), need("园区"))
    assert share(listed, (1.0, 0.0, 1.0)) == pytest.approx(1.0)
    assert share(listed, (0.0, 0.0, 1.0)) == pytest.approx(0.5)


def test_statements_are_ranked_by_what_they_bear_out_then_by_the_text() -> None:
    found = {one.iri: one for one in map(said, ("口袋公园9个", "新增停车位620个", "青石园区"))}
    ranked = rank((need("停车位"),), found)
    assert ranked[0].said.quote == "新增停车位620个"
    assert [one.score for one in ranked] == sorted((o.score for o in ranked), reverse=True)
    alike = rank((need("地铁"),), found)
    assert [one.said.start for one in alike] == sorted(one.start for one in found.values())


def test_a_number_of_what_is_named_is_meant() -> None:
    own = number("游客", of="park")
    assert in_number(need("园区", things=frozenset({"park"})), own, PARKING) == 1.0


def test_what_is_counted_must_be_what_the_number_counts() -> None:
    whole = need("常住人口", head=True)
    people = in_number(whole, number("常住人口"), PARKING)
    rate = in_number(whole, number("常住人口城镇化率", unit="%", surface="61%"), PARKING)
    assert people == 1.0
    assert rate < people


def test_the_words_of_a_number_count_before_others_of_its_statement() -> None:
    asked = need("停车位")
    assert in_number(asked, number("新增停车位"), PARKING) > in_number(
        asked, number("口袋公园"), PARKING
    )


_COVER = st.floats(0, 1)


@given(st.lists(st.tuples(st.floats(0.1, 3), st.integers(0, 2), _COVER), max_size=6))
def test_a_share_is_one(parts: list[tuple[float, int, float]]) -> None:
    needs = tuple(need(str(at), weight=w, group=g) for at, (w, g, _) in enumerate(parts))
    covers = tuple(cover for *_, cover in parts)
    assert -1e-9 <= share(needs, covers) <= 1 + 1e-9
