"""Each repair on sentences of our own."""

from __future__ import annotations

import pytest

from gwr_graph.documents import repair


def paragraphs(text: str) -> list[str]:
    lines, _ = repair.lines(repair.normalise(text))
    joined, _ = repair.paragraphs(lines)
    return [paragraph.text for paragraph in joined]


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("增长１５.３％，Ｓ２１６线通车。", "增长15.3%，S216线通车。"),
        ("\ufeff全县\u200b粮食\u00ad丰收。", "全县粮食丰收。"),
        ("　　新建公路 35 公里。", "新建公路35公里。"),
        ("增长 3.5 %，引进 Mini LED 项目。", "增长3.5%，引进Mini LED项目。"),
        ("新⼈才⼯程启动。", "新人才工程启动。"),
        ("**工业经济稳中有进。** 园区扩容。", "工业经济稳中有进。园区扩容。"),
        ("奠定了**基础**。", "奠定了基础。"),
        ("一个星号**没有配对。", "一个星号没有配对。"),
        ("## 二、工作安排", "二、工作安排"),
        ("A\tB 两地块交付。", "A B两地块交付。"),
    ],
)
def test_characters(raw: str, clean: str) -> None:
    assert paragraphs(raw) == [clean]


def test_full_width_punctuation_stays() -> None:
    assert paragraphs("道路（二期）通车，改造：三处；完工！") == [
        "道路（二期）通车，改造：三处；完工！"
    ]


LONG = "全县上下坚定信心、攻坚克难，扎实推进项目建设、产业升级、城乡融合、民生改善等各项工作，" * 2


def test_a_word_cut_by_a_page_break_is_whole_again() -> None:
    text = LONG + "荟萃广\n\n场开业在即。\n\n下一段。"
    assert paragraphs(text) == [LONG + "荟萃广场开业在即。", "下一段。"]


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ("始终把稳增长", "长作为首要任务。", "始终把稳增长作为首要任务。"),
        ("加快补齐城市基", "基础设施短板。", "加快补齐城市基础设施短板。"),
        ("认真落实稳增长", "增长各项政策。", "认真落实稳增长各项政策。"),
    ],
)
def test_a_word_doubled_at_a_page_break_stands_once(before: str, after: str, whole: str) -> None:
    lines, _ = repair.lines(repair.normalise(f"{LONG}{before}\n\n— 3 —\n\n{after}"))
    joined, warnings = repair.paragraphs(lines)
    assert [paragraph.text for paragraph in joined] == [LONG + whole]
    assert len(warnings) == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("让人", "人都有出彩机会。"),  # a word that is rightly doubled
        ("新增就业1", "1.2万人。"),  # digits say what they say
    ],
)
def test_what_is_rightly_double_stays(before: str, after: str) -> None:
    assert paragraphs(f"{LONG}{before}\n\n{after}") == [LONG + before + after]


WRAPPED = """\
过去一年，全县上下紧盯目标任务，狠抓项目建设，经济运行稳中
有进。新建标准厂房12万平方米，引进龙头企业8家，青石食品
等20个项目建成投产，园区产值首次突破100亿元，增长1
1.2%，连续三年位居全市第一方阵，云溪工业园入选省级示范园
区。深入推进创新驱动，新增高新技术企业6家，组建研发平台3
个，科技进步贡献率稳步提高。

——坚持强基础、促融合，城乡面貌持续改善。始终坚持新
区开发与旧城提质并举，云溪大桥等三座桥梁建成通车，城区道路
更加通畅，群众出行更加便捷，城乡面貌日新月异，改造背街小巷
18条，新建公厕25座、停车场4处，新增绿地8万平方米，全县
上下面貌焕然一新。
"""


def test_nothing_is_taken_out_inside_a_page() -> None:
    text = WRAPPED.replace("运行稳中\n有进", "运行稳中\n中有进")
    assert "稳中中有进" in paragraphs(text)[0]


def test_wrapped_lines_become_paragraphs() -> None:
    found = paragraphs(WRAPPED)
    assert len(found) == 2
    assert "稳中有进。新建" in found[0]
    assert "增长11.2%，连续" in found[0]
    assert "始终坚持新区开发" in found[1]


def test_indents_tell_paragraphs_apart() -> None:
    lines = WRAPPED.replace("\n\n", "\n　　").replace("过去一年", "　　过去一年", 1)
    assert paragraphs(lines) == paragraphs(WRAPPED)


def test_page_numbers_in_a_wrapped_text_leave_no_trace() -> None:
    broken = WRAPPED.replace(
        "引进龙头企业8家，青石食品\n", "引进龙头企业8家，青石食品\n\n— 1 —\n\n"
    )
    assert paragraphs(broken) == paragraphs(WRAPPED)


def test_whole_paragraphs_stay_apart() -> None:
    text = "（一）深耕牧场，产业兴旺\n新建牧场三处。\n（二）做强工业\n投产12户。\n各位代表！"
    assert paragraphs(text) == text.split("\n")


def test_headings_of_one_length_are_no_wrapped_text() -> None:
    heading = "（{}）坚持稳中求进工作总基调，推动产业发展提质增效"
    text = "\n".join(f"{heading.format(n)}\n{LONG}全部完成。" for n in "一二三四五六七八")
    assert len(paragraphs(text)) == 16


def test_a_heading_split_from_its_bracket_is_whole_again() -> None:
    assert paragraphs("（\n三）改革开放持续深化。\n成效显著。") == [
        "（三）改革开放持续深化。",
        "成效显著。",
    ]


def test_a_watermark_goes() -> None:
    rows = [
        "全县粮食生产再获丰收。",
        "新增就业1200人。",
        "GDP增长6%。",
        "公路通车。",
        "水库完工。",
        "学校开学。",
    ]
    text = "\n".join(row + mark for row, mark in zip(rows, ["xYz", "Xyz", "xyz"] * 2, strict=True))
    lines, warnings = repair.lines(repair.normalise(text))
    assert [line.text for line in lines] == rows
    assert "xyz" in warnings[0]


def test_words_that_end_in_letters_are_no_watermark() -> None:
    rows = ["建设澄溪站TOD", "发展数字经济GDP", "推广APP", "建成园区。", "新建CBD", "引进LED"]
    lines, warnings = repair.lines("\n".join(rows))
    assert [line.text for line in lines] == rows
    assert not warnings


def test_page_noise_and_running_heads_go() -> None:
    head = "云亭县政府办公室\n"
    page = "下载\n【字号：\n大\n中\n小\n】\n"
    text = f"{head}粮食丰收。\n- 1 -\n{head}{page}公路通车。\n{head}"
    lines, _ = repair.lines(text)
    assert [line.text for line in lines] == ["粮食丰收。", "公路通车。"]


def test_bold_spans_are_spans_of_the_clean_text() -> None:
    lines, _ = repair.lines(
        repair.normalise("总起句。 **商圈能级 放大。** 新开 12 家。**楼宇升级。**新增3栋。")
    )
    joined, _ = repair.paragraphs(lines)
    paragraph = joined[0]
    assert paragraph.text == "总起句。商圈能级放大。新开12家。楼宇升级。新增3栋。"
    assert [paragraph.text[a:b] for a, b in paragraph.bold] == ["商圈能级放大。", "楼宇升级。"]
