"""The values that cross module borders: frozen, slotted, and nothing else.

Offsets everywhere are 0-based Unicode code points, half-open, into ``Document.text``
(the clean text, LF line ends). A value that carries a span is made by :func:`quote_of`
or checked by :func:`check_span`, so a slice that does not match its quote cannot exist.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum


class EntityType(StrEnum):
    """The closed set of entity classes; the value is the local name in the ontology."""

    ADMIN_AREA = "AdminArea"
    PARK = "Park"
    SITE = "Site"
    ENTERPRISE = "Enterprise"
    INSTITUTION = "Institution"
    PERSON = "Person"
    PROJECT = "Project"
    PROGRAMME = "Programme"
    HONOUR = "Honour"

    @property
    def is_place(self) -> bool:
        return self in (EntityType.ADMIN_AREA, EntityType.PARK, EntityType.SITE)

    @property
    def is_actor(self) -> bool:
        return self in (EntityType.ENTERPRISE, EntityType.INSTITUTION, EntityType.PERSON)


class Stance(StrEnum):
    """What a report does with an assertion; the value is the statement's class in the ontology."""

    ACHIEVED = "Achievement"
    COMMITTED = "Commitment"
    SITUATION = "Situation"


class Status(StrEnum):
    PLANNED = "Planned"
    SIGNED = "Signed"
    STARTED = "Started"
    IN_PROGRESS = "InProgress"
    COMPLETED = "Completed"
    OPERATIONAL = "Operational"
    RECOGNISED = "Recognised"


class Direction(StrEnum):
    LEVEL = "Level"
    INCREASE = "Increase"
    DECREASE = "Decrease"


class Bound(StrEnum):
    EXACT = "Exact"
    MIN = "Min"
    MAX = "Max"
    APPROX = "Approx"


class Scope(StrEnum):
    """How near a place stands to what it holds for."""

    CLAUSE = "clause"
    SENTENCE = "sentence"
    CONTEXT = "context"


class SectionKind(StrEnum):
    """What part of the report a section belongs to; the stance of its sentences starts from it."""

    FRONT = "front"  # title block, salutation
    REVIEW = "review"  # what the past year (or term) achieved
    SITUATION = "situation"  # difficulties, opportunities, general requirements
    PLAN = "plan"  # what the coming year promises
    CLOSING = "closing"  # thanks, appeals


class Level(StrEnum):
    """Administrative level, from the state down to the village."""

    STATE = "state"
    PROVINCE = "province"
    PREFECTURE = "prefecture"
    COUNTY = "county"
    TOWN = "town"
    VILLAGE = "village"


@dataclass(frozen=True, slots=True)
class Division:
    """One row of the division table.

    ``code`` is the statistical division code, shortened to its level: 2 digits for a province,
    4 prefecture, 6 county, 9 town, 12 village (GB/T 2260 and GB/T 10114). ``parent`` is the code
    one level up, or None for a province.
    """

    code: str
    name: str
    level: Level
    parent: str | None


@dataclass(frozen=True, slots=True)
class Header:
    """What the title block says.

    ``jurisdiction`` is the name as the report gives it (金台区), completed from the division table
    where the report says only 区 or 省; ``division`` its code where the table knows it, else None.
    ``year`` is the year of delivery.
    """

    title: str
    jurisdiction: str
    level: Level
    year: int
    division: str | None = None
    issued: date | None = None
    presenter: str | None = None
    presenter_span: tuple[int, int] | None = None
    session: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it, up to the next heading of its depth or above.

    ``start``/``end`` span heading and body. ``depth`` is 0 for the front matter and the parts of a
    report, 1 for 一、, 2 for （一）, 3 for a bold or sentence-like lead. ``parent`` is an index into
    ``Document.sections``. ``heading`` is "" for the front matter.
    """

    order: int
    heading: str
    kind: SectionKind
    depth: int
    start: int
    end: int
    parent: int | None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence ends at 。！？ or at the end of a paragraph; a heading is a sentence of its own.

    ``section`` is an index into ``Document.sections``; ``paragraph`` counts paragraphs from 0.
    """

    order: int
    text: str
    start: int
    end: int
    section: int
    paragraph: int
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A report read: clean text, header facts, sections and sentences with offsets into the text.

    ``key`` names the report everywhere (610303-2023; 沙澜区-2021 where the table has no code),
    ``source`` is the file's name, ``sha256`` the digest of its bytes.
    """

    key: str
    source: str
    sha256: str
    text: str
    header: Header
    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]
    warnings: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for sentence in self.sentences:
            check_span(self.text, sentence.text, sentence.start, sentence.end)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text.

    ``surface`` is the exact slice; ``name`` the normalised name (no quotation marks, a shared head
    completed: 团结 in 团结、钛谷大桥 has the name 团结大桥). ``types`` holds one or two classes, the best
    first. ``sentence`` is ``Sentence.order``. ``rule`` names the rule or model that made it.
    ``head`` spans the shared head that completes the name, where there is one.
    """

    surface: str
    start: int
    end: int
    name: str
    types: tuple[EntityType, ...]
    sentence: int
    rule: str
    confidence: float
    status: Status | None = None
    head: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """A number and what it measures.

    ``value`` is after 万 and 亿; ``unit_text`` the unit as written without them. ``what`` is made of
    words of the sentence. ``period`` is the year it speaks of, ``period_start`` the first year of a
    cumulative or average figure. ``exemplar`` is the start offset of the mention X in X等20个项目.
    ``of`` is the start offset of the mention it belongs to, None for the jurisdiction.
    """

    surface: str
    start: int
    end: int
    value: Decimal
    unit_text: str
    what: str
    direction: Direction
    bound: Bound
    period: int | None
    sentence: int
    rule: str
    confidence: float
    period_start: int | None = None
    due: date | None = None
    due_text: str | None = None
    indicator: str | None = None
    exemplar: int | None = None
    of: int | None = None
    status: Status | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One assertion, usually a clause. ``mentions`` and ``measures`` index ``Extraction``'s tuples.

    ``goal`` is True for a commitment that can be checked: it has a target, a status to reach or
    an honour.
    """

    quote: str
    start: int
    end: int
    sentence: int
    stance: Stance
    period: int | None
    mentions: tuple[int, ...]
    measures: tuple[int, ...]
    rule: str
    confidence: float
    goal: bool = False
    theme: str | None = None


@dataclass(frozen=True, slots=True)
class Involvement:
    """Who is involved where. All numbers index ``Extraction.mentions``; ``statement`` its statements.

    With scope CONTEXT the place's mention stands in an earlier sentence or heading.
    """

    who: int
    where: int
    statement: int
    scope: Scope
    rule: str
    confidence: float
    what: int | None = None


@dataclass(frozen=True, slots=True)
class Containment:
    """The report says that one place lies in another; numbers index ``Extraction.mentions``."""

    inner: int
    outer: int
    statement: int
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Award:
    """An honour given: ``honour``, ``to`` and ``by`` index ``Extraction.mentions``."""

    honour: int
    statement: int
    to: int | None = None
    by: int | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """A clause that names no place takes it from ``mention`` (an index) or a section's heading."""

    statement: int
    mention: int


@dataclass(frozen=True, slots=True)
class Unread:
    """A sentence with a number or a trigger word that yielded nothing: listed, never dropped silently."""

    sentence: int
    reason: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything read out of one document."""

    document: Document
    mentions: tuple[Mention, ...]
    measures: tuple[Measure, ...]
    statements: tuple[Statement, ...]
    involvements: tuple[Involvement, ...]
    containments: tuple[Containment, ...] = ()
    awards: tuple[Award, ...] = ()
    contexts: tuple[Context, ...] = ()
    unread: tuple[Unread, ...] = ()

    def __post_init__(self) -> None:
        text = self.document.text
        for mention in self.mentions:
            check_span(text, mention.surface, mention.start, mention.end)
        for measure in self.measures:
            check_span(text, measure.surface, measure.start, measure.end)
        for statement in self.statements:
            check_span(text, statement.quote, statement.start, statement.end)


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing, whoever names it.

    ``key`` is the path of its IRI below ``id/``: ``division/610303102224`` or ``610303/金河工业园``.
    ``within`` is the key of its direct parent place, None where none is stated or official.
    ``on_site`` is the key of the place named inside its name; ``undertaken_by`` keys of actors.
    """

    key: str
    name: str
    types: tuple[EntityType, ...]
    other_names: tuple[str, ...] = ()
    division: Division | None = None
    within: str | None = None
    on_site: str | None = None
    undertaken_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolution:
    """An extraction with identity decided.

    ``refers[i]`` is the entity key of ``extraction.mentions[i]``; ``home`` the jurisdiction's key.
    ``entities`` holds every entity referred to and every division on a chain up to the province,
    sorted by key. ``measure_of[i]`` is the entity key measure i belongs to (the jurisdiction's
    where the text names no other).
    """

    extraction: Extraction
    home: str
    entities: tuple[Entity, ...]
    refers: tuple[str, ...]
    measure_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Continuation:
    """A statement of the plan on the same thing as an earlier one of the review.

    ``later`` and ``earlier`` index ``Extraction.statements``; ``on`` is the entity key or indicator id.
    """

    later: int
    earlier: int
    on: str
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Issue:
    """One finding of a check: ``where`` a node or file, ``message`` in zh and en."""

    severity: str
    where: str
    message_zh: str
    message_en: str
    source: str = "shacl"
    details: tuple[str, ...] = field(default=())


def check_span(text: str, quote: str, start: int, end: int) -> None:
    """Raise ValueError unless ``text[start:end] == quote`` and the slice is not empty."""
    if not 0 <= start < end <= len(text) or text[start:end] != quote:
        found = text[max(0, start) : max(0, end)]
        raise ValueError(f"slice [{start}:{end}] is {found!r}, not {quote!r}")
