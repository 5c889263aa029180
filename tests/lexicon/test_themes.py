from __future__ import annotations

import pytest

from gwr_graph.lexicon import themes


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("改造老旧小区12个，新增停车位800个", "urban"),
        ("空气质量优良天数达到258天", "ecology"),
        ("城镇新增就业8621人", "employment"),
        ("粮食产量稳定在4.15万吨", "agriculture"),
        ("高新技术企业达到50家", "innovation"),
        ("各位代表", None),
        ("", None),
    ],
)
def test_theme_of(text: str, theme: str | None) -> None:
    assert themes.theme_of(text) == theme


def test_every_theme_has_labels_and_cues() -> None:
    for key, theme in themes.load().items():
        assert key == theme.key
        assert theme.label
        assert theme.english
        assert themes.theme_of(theme.cues[0]) is not None
