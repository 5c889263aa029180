"""Where sentences end."""

from __future__ import annotations

import pytest

from gwr_graph.documents.sentences import split


@pytest.mark.parametrize(
    ("paragraph", "sentences"),
    [
        ("投产项目12个。新增就业30人！", ["投产项目12个。", "新增就业30人！"]),
        ("二、工作安排", ["二、工作安排"]),
        ("他们说“干得好！”大家都笑了。", ["他们说“干得好！”大家都笑了。"]),
        ("“草原春来早，催马再加鞭！”让我们奋斗。", ["“草原春来早，催马再加鞭！”", "让我们奋斗。"]),
        ("做到“党委有安排。”今后继续。", ["做到“党委有安排。”", "今后继续。"]),
        ("编制《钱从哪里来？》读本。完成。", ["编制《钱从哪里来？》读本。", "完成。"]),
        ("新建道路（含辅道。不含桥）三条。", ["新建道路（含辅道。不含桥）三条。"]),
        ("增长3.5%；下降2%", ["增长3.5%；下降2%"]),
        ("真的吗？！是的。", ["真的吗？！", "是的。"]),
    ],
)
def test_split(paragraph: str, sentences: list[str]) -> None:
    assert [paragraph[a:b] for a, b in split(paragraph)] == sentences
