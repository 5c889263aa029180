"""Which places and actors the reports speak of most."""

from __future__ import annotations

import pytest

from asked_sample import Put


@pytest.mark.parametrize(
    "question", ["哪个园区的承诺最多", "哪个园区提到最多", "Which park has the most commitments?"]
)
def test_parks_by_what_is_promised_there(county: Put, question: str) -> None:
    answer = county.answer(question)
    assert [(item.label, item.value) for item in answer.items] == [
        ("青石工业园", "2"),
        ("南浦工业园", "1"),
    ]
    assert answer.text.index("青石工业园") < answer.text.index("南浦工业园")
    assert all("青石工业园" in one.quote for one in answer.evidence)


def test_the_home_of_a_report_is_not_ranked(counties: Put) -> None:
    answer = counties.answer("哪个园区的承诺最多")
    assert {item.label for item in answer.items}.isdisjoint({"岚汐县", "云岫县"})


def test_what_is_not_there_is_not_ranked(county: Put) -> None:
    assert not county.answer("哪个机场的承诺最多").answered
