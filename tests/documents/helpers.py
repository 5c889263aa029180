"""Small reports made by hand, and the two judgements that tests make of a document."""

from __future__ import annotations

import re
import unicodedata

from gwr_graph.model import Document, SectionKind

FRONT = (
    "政府工作报告\n\n——2024年2月6日在云亭县第十八届人民代表大会第三次会议上\n\n"
    "云亭县人民政府县长 秦牧原\n\n各位代表：\n\n"
    "现在，我代表县人民政府，向大会报告工作，请予审议。\n\n"
)
REVIEW = (
    "一、2023年工作回顾\n\n过去一年，全县地区生产总值达到120亿元，增长6%。\n\n"
    "同时，我们也清醒看到，发展中还有不少困难：县城停车难、村里看病远。\n\n"
)
PLAN = (
    "二、2024年工作安排\n\n今年是全面提升之年。主要预期目标是：地区生产总值增长6.5%。\n\n"
    "（一）坚定不移抓产业\n\n全年新建标准厂房5万平方米，青石食品建成投产。\n\n"
)
CLOSING = "各位代表，风正好扬帆。让我们团结一心，为建设美丽云亭而努力奋斗！\n"
REPORT = FRONT + REVIEW + PLAN + CLOSING

STANCE = {
    SectionKind.FRONT: "situation",
    SectionKind.SITUATION: "situation",
    SectionKind.REVIEW: "achieved",
    SectionKind.PLAN: "committed",
    SectionKind.CLOSING: "committed",
}


def squeezed(text: str) -> str:
    """Return a sentence without what gold and clean text may write differently."""
    plain = unicodedata.normalize("NFKC", text)
    return re.sub(r"[\s*“”‘’\"'《》〈〉（）()·]", "", plain)


def kind_of(document: Document, words: str) -> SectionKind:
    """Return the kind of the section in which the sentence with these words stands."""
    for sentence in document.sentences:
        if words in sentence.text:
            return document.sections[sentence.section].kind
    raise AssertionError(f"no sentence holds {words}")


def check(document: Document) -> None:
    """Assert what is true of every document: exact offsets, no gaps, sections that nest."""
    text = document.text
    assert text.endswith("\n")
    assert "\n\n" not in text
    assert "\r" not in text
    covered = "".join(sentence.text for sentence in document.sentences)
    assert covered == text.replace("\n", "")
    previous = 0
    for order, sentence in enumerate(document.sentences):
        assert sentence.order == order
        assert text[sentence.start : sentence.end] == sentence.text
        assert sentence.start >= previous
        assert "\n" not in sentence.text
        assert text[: sentence.start].count("\n") == sentence.paragraph
        previous = sentence.end
        section = document.sections[sentence.section]
        assert section.start <= sentence.start
        assert sentence.end <= section.end
    for order, section in enumerate(document.sections):
        assert section.order == order
        assert text.startswith(section.heading, section.start)
        if section.parent is not None:
            parent = document.sections[section.parent]
            assert section.parent < order
            assert parent.depth < section.depth
            assert parent.start <= section.start
            assert section.end <= parent.end
    if span := document.header.presenter_span:
        assert text[slice(*span)] == document.header.presenter
