"""Who gave a report, when, at which session."""

from __future__ import annotations

import pytest

from asked_sample import Put, labels


@pytest.mark.parametrize(
    "question",
    [
        "这份报告是谁作的",
        "报告是哪天作的",
        "Who gave this report?",
        "When was the report delivered?",
        "At which session was the report given?",
    ],
)
def test_who_when_and_where(county: Put, question: str) -> None:
    answer = county.answer(question)
    assert answer.answered
    assert {"沈知远", "2024-01-10"} <= set(labels(answer))
    assert "沈知远" in answer.text
    assert "2024-01-10" in answer.text
    assert "第十七届人民代表大会第三次会议" in answer.text
    assert answer.sparql
