"""How two things are connected."""

from __future__ import annotations

import pytest

from asked_sample import Put, labels, quotes


@pytest.mark.parametrize(
    "question",
    [
        "恒岳机械和青石工业园有什么关系",
        "青石工业园与恒岳机械有什么联系",
        "How is Hengyue Machinery connected to Qingshi Industrial Park?",
    ],
)
def test_two_things_in_one_sentence(county: Put, question: str) -> None:
    answer = county.answer(question)
    assert answer.answered
    assert "青石工业园恒岳机械等12个项目建成投产" in quotes(answer)[0]
    assert [item.type for item in answer.items] == ["Path"]
    assert {"恒岳机械", "青石工业园"} <= set(labels(answer)[0].split(" — "))
    assert "恒岳机械" in answer.text
    assert "青石工业园" in answer.text


def test_two_that_are_listed_together(county: Put) -> None:
    answer = county.answer("云溪大桥和望江大桥有什么关系")
    assert "建成云溪大桥、望江大桥" in quotes(answer)[0]


@pytest.mark.parametrize(
    "question",
    [
        "松涛路和青石工业园有什么关系",
        "恒岳机械和火星基地有什么关系",
        "How is Hengyue Machinery connected to the Mars base?",
    ],
)
def test_no_connection_is_made_up(county: Put, question: str) -> None:
    answer = county.answer(question)
    assert not answer.answered
    assert answer.items == ()
