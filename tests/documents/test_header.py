"""Front matter: what the lines before the text say."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from gwr_graph import documents
from gwr_graph.errors import DocumentError
from gwr_graph.model import Document, Level

from .helpers import CLOSING, FRONT, PLAN, REPORT, REVIEW

COURT = REPORT.replace("政府工作报告", "云亭县人民法院工作报告").replace("人民政府", "人民法院")
WRITTEN = Path(__file__).parents[1] / "gold" / "written"

HEADERS = {
    "01-lanpu": ("澜浦县", Level.COUNTY, date(2025, 1, 8), "林屿川"),
    "02-elesu": ("额勒苏旗", Level.COUNTY, date(2017, 1, 5), "额尔德木图"),
    "03-liuqiao": ("柳桥区", Level.COUNTY, date(2013, 1, 16), "沈慕白"),
    "04-xiyan": ("溪岩仡佬族苗族自治县", Level.COUNTY, date(2019, 2, 19), "田茂春"),
    "05-suifeng": ("绥丰县", Level.COUNTY, date(2009, 12, 24), "宋广田"),
    "06-chengxi": ("澄溪市", Level.COUNTY, date(2025, 2, 12), "陆启航"),
    "07-longjin": ("龙津区", Level.COUNTY, date(2017, 1, 9), "何世钧"),
    "08-shuquan": ("疏泉县", Level.COUNTY, date(2010, 1, 18), "马国梁"),
    "09-shalan": ("沙澜区", Level.COUNTY, date(2021, 2, 5), "梁炜棠"),
    "10-fudong": ("滏东县", Level.COUNTY, date(2019, 1, 11), "武建民"),
}


@pytest.mark.parametrize("name", HEADERS)
def test_written_reports(name: str) -> None:
    document = documents.read(WRITTEN / f"{name}.txt")
    header = document.header
    jurisdiction, level, issued, presenter = HEADERS[name]
    assert (header.jurisdiction, header.level, header.issued) == (jurisdiction, level, issued)
    assert (header.title, header.year, header.division) == ("政府工作报告", issued.year, None)
    assert header.presenter == presenter
    assert header.presenter_span
    assert document.text[slice(*header.presenter_span)] == presenter
    assert header.session
    assert header.session.endswith("会议")
    assert document.key == f"{jurisdiction}-{issued.year}"


def test_jintai(jintai_file: Path) -> None:
    document = documents.read(jintai_file)
    header = document.header
    assert document.key == "610303-2023"
    assert (header.jurisdiction, header.level, header.division) == (
        "金台区",
        Level.COUNTY,
        "610303",
    )
    assert (header.year, header.issued) == (2023, date(2023, 1, 10))
    assert header.presenter == "王润军"
    assert header.session == "区第十九届人民代表大会第二次会议"
    assert document.text.startswith("金台区第十九届人大二次会议文件（15）\n政府工作报告\n")


PROVINCES = {
    "上海市": ("31", "龚正", date(2026, 2, 3)),
    "云南省": ("53", "王予波", date(2026, 1, 28)),
    "内蒙古自治区": ("15", "包钢", date(2026, 2, 4)),
    "北京市": ("11", "殷勇", date(2026, 1, 25)),
    "四川省": ("51", "施小琳", date(2026, 2, 3)),
    "安徽省": ("34", "王清宪", date(2026, 2, 5)),
    "山东省": ("37", "周乃翔", date(2026, 1, 27)),
    "江苏省": ("32", "刘小涛", date(2026, 2, 3)),
    "河南省": ("41", "王凯", date(2026, 1, 26)),
    "甘肃省": ("62", "任振鹤", date(2026, 1, 27)),
    "重庆市": ("50", "胡衡华", date(2026, 1, 28)),
    "黑龙江省": ("23", "梁惠玲", date(2026, 1, 31)),
}


@pytest.mark.shared
@pytest.mark.parametrize("name", PROVINCES)
def test_provinces(shared: Path, name: str) -> None:
    document = documents.read(shared / "reports" / "provinces-2026" / f"{name}.txt")
    header = document.header
    code, presenter, issued = PROVINCES[name]
    assert (header.jurisdiction, header.level) == (name, Level.PROVINCE)
    assert (header.division, header.presenter, header.issued) == (code, presenter, issued)
    assert document.key == f"{code}-2026"
    # Neither the page's words before the text nor those behind it.
    assert len([s for s in document.sentences if s.paragraph < 3]) == 3
    assert document.text.endswith("！\n")
    for word in ("下载", "来源：", "本报记者", "相关报道", "扫一扫", "名词解释"):
        assert word not in document.text


@pytest.mark.shared
@pytest.mark.parametrize("year", [2024, 2025])
def test_state_council(shared: Path, year: int) -> None:
    path = shared / "reports" / "state-council" / f"state-council-{year}.txt"
    document = documents.read(path)
    header = document.header
    assert document.key == f"国务院-{year}"
    assert (header.jurisdiction, header.level, header.year) == (
        "中华人民共和国",
        Level.STATE,
        year,
    )
    assert header.division is None


def made(front: str, body: str = REVIEW + PLAN + CLOSING) -> Document:
    return documents.read_bytes((front + body).encode(), "made.txt")


BODY = "各位代表：\n现在，我代表政府，向大会报告工作，请予审议。\n"


@pytest.mark.parametrize(
    ("line", "jurisdiction", "presenter"),
    [
        ("云亭县人民政府县长　　秦　牧　原", "云亭县", "秦牧原"),
        ("云亭县县长秦牧原", "云亭县", "秦牧原"),
        ("县人民政府代县长：秦牧原", "云亭县", "秦牧原"),
        ("（县长 秦牧原）", "云亭县", "秦牧原"),
    ],
)
def test_presenter_lines(line: str, jurisdiction: str, presenter: str) -> None:
    document = made(
        f"政府工作报告\n——2024年2月6日在云亭县第十八届人民代表大会第三次会议上\n{line}\n{BODY}"
    )
    assert document.header.jurisdiction == jurisdiction
    assert document.header.presenter == presenter
    assert document.header.presenter_span
    assert document.text[slice(*document.header.presenter_span)] == presenter


@pytest.mark.parametrize(
    ("session", "jurisdiction", "level"),
    [
        ("新岭市红旗区第五届", "红旗区", Level.COUNTY),
        ("云岭壮族自治州第九届", "云岭壮族自治州", Level.PREFECTURE),
        ("海亭地区第二届", "海亭地区", Level.PREFECTURE),
        ("云亭镇第三届", "云亭镇", Level.TOWN),
    ],
)
def test_jurisdictions(session: str, jurisdiction: str, level: Level) -> None:
    document = made(f"政府工作报告\n（2024年1月6日在{session}人民代表大会第一次会议上）\n{BODY}")
    assert (document.header.jurisdiction, document.header.level) == (jurisdiction, level)


def test_a_real_name_in_another_city_is_not_that_division() -> None:
    document = made(
        f"政府工作报告\n——2024年1月6日在云岭市金台区第十九届人民代表大会第一次会议上\n{BODY}"
    )
    assert document.header.division is None
    assert document.key == "金台区-2024"


def test_the_city_named_decides_between_districts_of_one_name() -> None:
    front = f"政府工作报告\n——2024年1月6日在桥西区第十九届人民代表大会第一次会议上\n{BODY}"
    body = REVIEW.replace("全县", "石家庄市把我区") + PLAN + CLOSING
    assert made(front, body).header.division == "130104"
    assert made(front).header.division is None


def test_a_short_session_line_is_completed_from_the_text() -> None:
    front = f"政府工作报告\n——2024年1月6日在县第十九届人民代表大会第一次会议上\n{BODY}"
    body = REVIEW.replace("过去一年，", "过去一年，云亭县人民政府奋力拼搏，") + PLAN + CLOSING
    assert made(front, body).header.jurisdiction == "云亭县"


def test_the_year_comes_from_the_plan_where_no_date_is_given() -> None:
    document = made(f"云亭县政府工作报告\n{BODY}")
    assert document.header.year == 2024
    assert document.header.issued is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("云亭县发布天气预报，明天多云。" * 30, "no government work report"),
        (COURT, "another kind of report"),
        ("解读政府工作报告：三个关键词\n" + "专家表示，今年的目标切合实际。" * 30, "no government"),
        (REPORT.replace("云亭县", "我县").replace("美丽云亭", "家乡"), "does not name"),
        (REPORT.replace("2024年", "今年").replace("2023年", "去年"), "year"),
    ],
)
def test_what_is_no_report_is_told_in_one_line(text: str, reason: str) -> None:
    with pytest.raises(DocumentError, match=reason) as caught:
        documents.read_bytes(text.encode(), "odd.txt")
    message = str(caught.value)
    assert message.startswith("odd.txt: ")
    assert "\n" not in message


def test_words_of_a_page_around_the_report_go() -> None:
    page = (
        "首页 > 政务公开\n索引号：LP001　发布机构：县政府办公室\n2024年云亭县政府工作报告\n"
        "发布时间：2024-03-02 10:21:46\n" + REPORT + "\n附件：名词解释.pdf\n【打印本页】\n"
        "上一篇：某统计公报\n主办：云亭县人民政府办公室\n"
    )
    document = documents.read_bytes(page.encode(), "page.txt")
    assert document.text == documents.read_bytes(REPORT.encode(), "plain.txt").text
    assert any("附件" in warning for warning in document.warnings)


def test_front_has_its_own_lines() -> None:
    document = documents.read_bytes((FRONT + REVIEW + PLAN + CLOSING).encode(), "made.txt")
    assert document.text.split("\n")[:4] == [
        "政府工作报告",
        "——2024年2月6日在云亭县第十八届人民代表大会第三次会议上",
        "云亭县人民政府县长 秦牧原",
        "各位代表：",
    ]
