"""Names that no suffix gives away: quoted programmes, honours behind their verbs, persons, names
known by what they do or what is done to them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gwr_graph.extraction.candidates import Candidate, Run, bare, facility
from gwr_graph.extraction.groups import items_before
from gwr_graph.extraction.tokens import (
    LATIN,
    LIST,
    NUMBER,
    PAREN,
    QUOTED,
    STOP,
    UNKNOWN,
    Token,
    Vocabulary,
)
from gwr_graph.lexicon.names import Role
from gwr_graph.model import EntityType, Status

E = EntityType

_NUMERIC = re.compile(r"[0-9一二三四五六七八九十百千万两双]")
_FORMULA = re.compile(
    r"^(?:[一二三四五六七八九十两百千万0-9]+[^、，]{1,3}(?:[一二三四五六七八九十两百千万0-9]+[^、，]{0,4})+|[0-9+N]+|[^、，]{1,8}[制码贷通券办])$"
)
_DOING = frozenset(
    "推行 全面推行 大力推行 推广 实施 深入实施 开展 深入开展 扎实开展 持续开展 落实 全面落实 严格落实 严格执行 执行 深化 推进 深入推进 纵深推进 扎实推进 统筹推进 持续推进 探索 建立 健全 出台 首创 创新 坚持 紧扣 锚定 构建 打造 依托 对标 擦亮 推出 践行 围绕 聚焦 开通 办好 举办 发放 抓好 强化 启动 认真落实".split()
)
_NOT_AFTER = frozenset(
    "实现 迈上 驶入 按下 跑出 念好 唱响 打好 下好 啃下 换 变 成 为 当好 破解 解决 整治 打通 端稳 筑牢 过 过好".split()
)
_PROGRAMME_TAIL = re.compile(
    r"^(?:[\u4e00-\u9fff]{0,10}?)(行动|工程|计划|战略|机制|模式|制度|活动|工作法|改革|政策|体系|布局|专项行动|品牌|攻坚战|思路|目标|创建|建设|试点|整治|专案|平台|服务|热线|教育|管控|管理|办法|若干措施|举措|意见|方案|条例|规划)"
)
_OPENING = re.compile(r"(?:工作|成效|持续|深入|全面|扎实|加快|有序|稳步|纵深|取得|试点|改革|经验|做法)")
_AWARDS = frozenset("入选 获评 荣获 荣膺 跻身 被评为 评为 被授予 授予 被命名为 命名为 上榜 登榜 荣登 入围 晋级 创成".split())
_LEVEL = re.compile(
    r"^(?:全国|国家级|国家|全省|省级|世界|中国|亚洲|省|部级|全球|首批国家|首批全国|第[一二三四五六七八九十]+批)"
)
_PERSON_TITLE = re.compile(
    r"(?:省长|代省长|市长|代市长|县长|代县长|区长|代区长|旗长|代旗长|州长|代州长|盟长|自治区主席|人民政府主席|总理)\s*"
    r"([\u4e00-\u9fff·]{2,8}|[\u4e00-\u9fff]\s[\u4e00-\u9fff])\s*$"
)
_PERSON_ROLE = re.compile(
    r"(?:主任|支书|书记|教授|院士|医生|教师|队员|职工|选手|运动员|劳模|村民)([\u4e00-\u9fff]{2,3}?)(?=当选|荣获|获评|获|入选|被)"
)


def quoted(text: str, tokens: Sequence[Token], vocab: Vocabulary) -> list[Candidate]:
    """Return quoted names that stand as programmes (“三拆三改”, “街长制”)."""
    found: list[Candidate] = []
    for k, token in enumerate(tokens):
        if token.kind != QUOTED or token.text[0] == "《":
            if token.kind == QUOTED and token.text[0] == "《":
                name = bare(token.text)
                found.append(
                    Candidate(token.start, token.end, name, (E.PROGRAMME,), "title", 0.75, 3)
                )
            continue
        name = bare(token.text)
        if not 2 <= len(name) <= 16:
            continue
        before = tokens[k - 1].text if k else ""
        head = k - 1
        while head > 0 and (tokens[head].kind == LIST or tokens[head].kind == QUOTED):
            head -= 1
        governed = tokens[head].text if head >= 0 else ""
        rest = text[token.end : token.end + 14]
        tail = _PROGRAMME_TAIL.match(rest)
        confidence = 0.0
        if (before in _NOT_AFTER or governed in _NOT_AFTER) and not _FORMULA.match(name):
            continue
        if name in vocab.lexicon.cues["doctrine"]:
            continue
        ending = next((name[-n:] for n in (6, 5, 4, 3, 2) if name[-n:] in vocab.lexicon.suffixes), None)
        if ending and len(name) > len(ending):
            suffix = vocab.lexicon.suffixes[ending]
            if suffix.group in "PSIEG" and (len(name) >= 4 or suffix.group == "P"):
                found.append(
                    Candidate(
                        token.start, token.end, name, facility(suffix), "quoted-suffix", 0.75, 3
                    )
                )
                continue
        opening = k == 0 or tokens[k - 1].kind == STOP
        if _FORMULA.match(name):
            confidence = 0.75
        elif opening and tail is not None and len(name) >= 3:
            confidence = 0.7
        elif opening and len(name) >= 3 and _OPENING.match(rest):
            confidence = 0.65
        elif tail is not None and governed in _DOING:
            confidence = 0.7
        elif governed in _DOING and _NUMERIC.search(name):
            confidence = 0.6
        elif governed in ("推行", "全面推行", "大力推行", "开展", "实施", "首创", "出台", "推出"):
            confidence = 0.6
        if confidence:
            found.append(
                Candidate(token.start, token.end, name, (E.PROGRAMME,), "quoted", confidence, 3)
            )
    return found


def honours(
    text: str, tokens: Sequence[Token], runs: Sequence[Run], vocab: Vocabulary
) -> list[Candidate]:
    """Return what stands behind a verb of award: 入选, 荣获, 创建 …"""
    found: list[Candidate] = []
    by_first = {run.first: run for run in runs}
    for k, token in enumerate(tokens):
        award = vocab.lexicon.status.get(token.text) is Status.RECOGNISED
        seek = token.text in ("创建", "争创", "创成", "申报", "成功创建", "巩固", "争取")
        if not (award or seek):
            continue
        at = k + 1
        while at < len(tokens) and (
            tokens[at].text in ("为", "成为", "全市", "全区", "成功", "首批")
            or tokens[at].kind == PAREN
        ):
            at += 1
        run = by_first.get(at)
        if run is None:
            continue
        part = tokens[run.first : run.last]
        given = False
        while part and (
            Role.BODY in part[0].kind or part[0].text in vocab.lexicon.cues["adjective"] - {"全省"}
        ):
            given = given or Role.BODY in part[0].kind
            part = part[1:]
        if not part:
            continue
        name = bare(text[part[0].start : part[-1].end])
        quote = any(t.kind == QUOTED for t in part)
        sure = quote or given or _LEVEL.match(name)
        if len(name) < 4 or not (sure or token.text in _AWARDS):
            continue
        if seek and not award and not (_LEVEL.match(name)):
            continue
        end = part[-1].end
        if part[-1].text == "建设" and len(part) > 1:
            end = part[-2].end
        found.append(
            Candidate(
                part[0].start, end, bare(text[part[0].start : end]), (E.HONOUR,), "award", 0.9, 7
            )
        )
    return found


def persons(text: str) -> list[Candidate]:
    """Return named persons: the one who presents, 习近平 as a person, people behind their role."""
    found: list[Candidate] = []
    if match := _PERSON_TITLE.search(text):
        found.append(Candidate(*match.span(1), bare(match[1]), (E.PERSON,), "presenter", 0.97, 9))
    for match in re.finditer(r"习近平(?=总书记|主席)", text):
        found.append(Candidate(*match.span(), match[0], (E.PERSON,), "person", 0.97, 9))
    for match in _PERSON_ROLE.finditer(text):
        found.append(Candidate(*match.span(1), match[1], (E.PERSON,), "person", 0.85, 9))
    return found


_FIRM_VERBS = frozenset("入驻 落户 进驻 上市 登陆 转产 扩产 挂牌 拿地 摘得 迁入 捐资".split())
_HELP = frozenset("支持 引导 推动 鼓励 助力 帮助 引进 引入 扶持 招引 新引进".split())


def known_by_verb(
    text: str, tokens: Sequence[Token], runs: Sequence[Run], vocab: Vocabulary
) -> list[Candidate]:
    """Return unknown words that a verb makes a facility or a firm (青禾原尚交付使用, 佰岛鲜入驻…)."""
    found: list[Candidate] = []
    status = vocab.lexicon.status
    for run in runs:
        part = tokens[run.first : run.last]
        if run.last >= len(tokens):
            after = ""
        else:
            after = tokens[run.last].text
        before = tokens[run.first - 1].text if run.first else ""
        built = status.get(after) in (Status.COMPLETED, Status.OPERATIONAL, Status.STARTED)
        firm = after in _FIRM_VERBS
        helped = before in _HELP
        if not (built or firm or helped):
            continue
        names = items_before(tokens, run.last, runs) if (built or firm) else [run]
        for item in names:
            words = tokens[item.first : item.last]
            if not any(t.kind == UNKNOWN for t in words) or any(
                t.kind in (QUOTED, PAREN) for t in words
            ):
                continue
            if Role.SUFFIX in words[-1].kind:
                continue
            name = bare(text[words[0].start : words[-1].end])
            if not 3 <= len(name) <= 8:
                continue
            opening = item.first == 0 or tokens[item.first - 1].kind in (STOP, LIST)
            if not opening and words[0].kind != UNKNOWN and Role.AREA not in words[0].kind:
                continue
            types = (E.ENTERPRISE, E.PROJECT) if (firm or helped) else (E.SITE, E.PROJECT)
            found.append(
                Candidate(
                    words[0].start, words[-1].end, name, types, "verb", 0.55 if helped else 0.65, 2
                )
            )
    return found
