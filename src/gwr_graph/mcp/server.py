"""The tool server: the tools' names, inputs and descriptions."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Annotated, Any, Literal, ParamSpec, TypeVar

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import Field

from gwr_graph import __version__
from gwr_graph.errors import GwrError
from gwr_graph.mcp import answers, entities, promises, schema, slices
from gwr_graph.mcp.replies import (
    Answer,
    Comparison,
    Connection,
    EntityCard,
    EntityHits,
    Involvements,
    Rows,
    Schema,
    Statements,
    Verdict,
)
from gwr_graph.mcp.replies import Source as Slice
from gwr_graph.mcp.sandbox import Limits
from gwr_graph.mcp.source import Source

INSTRUCTIONS = """\
Chinese government work reports (政府工作报告) as a graph. Every statement, name and number in it is an
exact slice of a report's text: cite the quote with report, start and end. Achievements are what a
report says was done in the past year, commitments what it promises. What no tool finds the reports
do not say: say so, do not guess. Names may be Chinese, partial, pinyin or English; the reports are
in Chinese. Start with ask_question; the other tools look closer."""

_P = ParamSpec("_P")
_T = TypeVar("_T")
_ANNOTATIONS = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)

EntityType = Literal[
    "AdminArea", "Park", "Site", "Enterprise", "Institution", "Person", "Project", "Programme",
    "Honour",
]  # fmt: skip
AnyType = Literal[EntityType, "Place", "Actor", "Entity", "Indicator", "Theme"]
Name = Annotated[
    str, Field(min_length=1, max_length=200, description="any of its names, or its IRI")
]
Limit = Annotated[int, Field(ge=1, le=100, description="hits to give at most")]
ReportName = Annotated[
    str | None, Field(description="only this report: key (610303-2023) or jurisdiction")
]


def create_server(source: Source, limits: Limits = Limits()) -> MCPServer:  # noqa: B008
    """Return the server of a graph's tools; it reads only."""
    import anyio

    server: MCPServer = MCPServer(
        "gwr-graph",
        title="Government work reports",
        instructions=INSTRUCTIONS,
        version=__version__,
        log_level="WARNING",
    )
    queries_at_once = anyio.CapacityLimiter(limits.at_once)

    def tool(run: Callable[_P, _T]) -> None:
        server.add_tool(_told(run), annotations=_ANNOTATIONS, structured_output=True)

    @tool
    def ask_question(
        question: Annotated[str, Field(min_length=1, max_length=500)],
    ) -> Answer:
        """Answer a question in Chinese or English from the reports alone, with the words that prove it."""
        return answers.ask_question(source.graph(), question)

    @tool
    def search_entities(
        name: Name,
        types: Annotated[list[AnyType] | None, Field(description="only these classes")] = None,
        limit: Limit = 5,
    ) -> EntityHits:
        """Find entities, indicators and themes by name, part of a name, slip, pinyin or English."""
        return entities.search_entities(source.graph(), name, types, limit)

    @tool
    def get_entity(name: Name, limit: Limit = 30) -> EntityCard:
        """All that is known of an entity: names, where it lies, where it is involved, statements."""
        return entities.get_entity(source.graph(), name, limit)

    @tool
    def who_is_involved(
        place: Name,
        types: Annotated[list[EntityType] | None, Field(description="only such actors")] = None,
        limit: Limit = 50,
    ) -> Involvements:
        """Who and what is involved in a place and in all places within it, each with its quote."""
        return entities.who_is_involved(source.graph(), place, types, limit)

    @tool
    def list_commitments(
        about: Annotated[
            str | None, Field(description="an entity; a place counts with all within it")
        ] = None,
        theme: Annotated[str | None, Field(description="a theme, such as 教育")] = None,
        indicator: Annotated[str | None, Field(description="such as 地区生产总值 or GDP")] = None,
        year: Annotated[int | None, Field(ge=1900, le=2200, description="that it is for")] = None,
        report: ReportName = None,
        words: Annotated[str | None, Field(description="words that its quote holds")] = None,
        kind: Annotated[
            Literal["Commitment", "Goal", "Achievement", "Situation"],
            Field(description="Goal: only what can be checked; Achievement: what was done"),
        ] = "Commitment",
        with_numbers: Annotated[bool, Field(description="only those with numbers")] = False,
        limit: Limit = 30,
        offset: Annotated[int, Field(ge=0, description="hits to skip")] = 0,
    ) -> Statements:
        """What is promised (or was achieved), filtered; each with its numbers and exact quote."""
        return promises.list_commitments(
            source.graph(),
            about=about,
            theme=theme,
            indicator=indicator,
            year=year,
            report=report,
            words=words,
            kind=kind,
            with_numbers=with_numbers,
            limit=limit,
            offset=offset,
        )

    @tool
    def find_path(
        one: Annotated[Name, Field(description="a name, an IRI, or words of the text")],
        other: Annotated[Name, Field(description="the same")],
        most: Annotated[int, Field(ge=1, le=10, description="paths at most")] = 3,
    ) -> Connection:
        """How two things are connected: the shortest meaningful paths, each hop with its quote."""
        return entities.find_path(source.graph(), one, other, most)

    @tool
    def compare_years(
        what: Annotated[Name, Field(description="an indicator (社零) or an entity")],
        of: Annotated[str | None, Field(description="whose numbers: an entity")] = None,
        report: ReportName = None,
    ) -> Comparison:
        """Results beside targets, and how far a thing was and is to be, year by year."""
        return promises.compare_years(source.graph(), what, of, report)

    @tool
    def get_source(
        iri: Annotated[
            str | None, Field(description="of a statement, sentence, mention or measure")
        ] = None,
        report: Annotated[str | None, Field(description="key or IRI; with start and end")] = None,
        start: Annotated[int | None, Field(ge=0)] = None,
        end: Annotated[int | None, Field(ge=1)] = None,
        around: Annotated[int, Field(ge=0, le=10, description="sentences on both sides")] = 1,
    ) -> Slice:
        """A slice of a report's text with what stands around it."""
        return slices.get_source(source.graph(), iri, report, start, end, around)

    @tool
    def verify_quote(
        quote: Annotated[str, Field(min_length=1, max_length=5000)],
        report: ReportName = None,
        start: Annotated[int | None, Field(ge=0)] = None,
        end: Annotated[int | None, Field(ge=1)] = None,
    ) -> Verdict:
        """Whether words stand exactly so in a report, and where; else the likest sentences."""
        return slices.verify_quote(source.graph(), quote, report, start, end)

    @tool
    def describe_schema() -> Schema:
        """Reports, classes and properties of the graph, and example queries for run_sparql."""
        return schema.describe_schema(source.graph())

    @tool
    async def run_sparql(
        query: Annotated[str, Field(min_length=1, description="SPARQL 1.1; prefixes are known")],
    ) -> Rows:
        """Run a SPARQL query that only reads. Past the limit of rows or time it is refused: ask for less."""
        async with queries_at_once:
            return Rows(**await source.run(query, limits))

    return server


def _told(run: Callable[_P, _T]) -> Callable[_P, Any]:
    """Return the tool with errors that a user can act on told to the model."""
    if inspect.iscoroutinefunction(run):

        @functools.wraps(run)
        async def waiting(*args: _P.args, **kwargs: _P.kwargs) -> Any:
            try:
                return await run(*args, **kwargs)
            except GwrError as error:
                raise ToolError(str(error)) from None

        return waiting

    @functools.wraps(run)
    def calling(*args: _P.args, **kwargs: _P.kwargs) -> _T:
        try:
            return run(*args, **kwargs)
        except GwrError as error:
            raise ToolError(str(error)) from None

    return calling
