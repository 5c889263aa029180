"""Questions as people put them (phrasings.tsv), kind by kind, answered on the shipped report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import sparql_servers
from conftest import ROOT
from gwr_graph import corpus, lookup, questions
from gwr_graph.lookup import Index
from gwr_graph.questions import Answer
from gwr_graph.store import EmbeddedStore, RemoteStore, Store, open_dataset

_COLUMNS = ["kind", "lang", "question", "must", "must_not", "answered"]
_SEVERAL = "several-"
_LEAST_OF_A_KIND = 14
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Phrasing:
    """``must`` are the things an answer names, any of whose wordings will do; ``must_not`` are
    words that its text must be free of."""

    kind: str
    lang: str
    question: str
    must: tuple[tuple[str, ...], ...]
    must_not: tuple[str, ...]
    answered: bool


@dataclass(frozen=True, slots=True)
class Put:
    """What questions are put to: a store and its index."""

    store: Store
    index: Index

    def answer(self, question: str) -> Answer:
        return questions.answer(self.store, question, index=self.index)


def _load() -> list[Phrasing]:
    text = (Path(__file__).parent / "phrasings.tsv").read_text(encoding="utf-8")
    header, *lines = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    assert header == _COLUMNS
    found = []
    for kind, lang, question, must, must_not, answered in lines:
        wordings = tuple(tuple(one.split("/")) for one in must.split("|") if one)
        unsaid = tuple(word for word in must_not.split("|") if word)
        assert answered in ("yes", "no")
        found.append(Phrasing(kind, lang, question, wordings, unsaid, answered == "yes"))
    return found


PHRASINGS = _load()
ON_ONE = [one for one in PHRASINGS if not one.kind.startswith(_SEVERAL)]
ON_SEVERAL = [one for one in PHRASINGS if one.kind.startswith(_SEVERAL)]
FIRST_OF_KIND = list({one.kind: one for one in reversed(ON_ONE)}.values())


def _put(store: Store) -> Put:
    return Put(store, lookup.index(store))


@pytest.fixture(scope="session")
def shipped_graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("shipped") / "data"
    corpus.build([ROOT / "data" / "reports" / "jintai-2023.txt"], out)
    return out


@pytest.fixture(scope="session")
def shipped(shipped_graph: Path) -> Iterator[Put]:
    with open_dataset(shipped_graph) as store:
        yield _put(store)


@pytest.fixture(scope="session")
def served(shipped_graph: Path) -> Iterator[Put]:
    with (
        sparql_servers.oxigraph(union=False) as url,
        RemoteStore(f"{url}/query", update=f"{url}/update") as store,
    ):
        store.load(shipped_graph / "graph.nq")
        yield _put(store)


@pytest.fixture(scope="session")
def provinces(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Put]:
    out = tmp_path_factory.mktemp("provinces") / "data"
    corpus.build([shared / "reports" / "provinces-2026"], out)
    with open_dataset(out) as store:
        assert isinstance(store, EmbeddedStore)
        yield _put(store)


def _named(one: Phrasing) -> str:
    return f"{one.kind}: {one.question}"


def _check(one: Phrasing, answer: Answer) -> None:
    assert answer.lang == one.lang
    assert answer.answered is one.answered, answer.text
    assert answer.text
    assert len(answer.text) <= _LONGEST
    if one.answered:
        assert answer.sparql
        assert answer.evidence
    else:
        assert answer.items == ()
    items = (f"{item.label} {item.value or ''}{item.unit or ''}" for item in answer.items)
    told = " ".join((answer.text, *items))
    missing = [wordings for wordings in one.must if not any(word in told for word in wordings)]
    assert missing == [], answer.text
    assert [word for word in one.must_not if word in answer.text] == [], answer.text


def test_every_kind_has_many_phrasings_in_both_languages() -> None:
    kinds = Counter(one.kind for one in PHRASINGS)
    assert {kind: n for kind, n in kinds.items() if n < _LEAST_OF_A_KIND} == {}
    for kind in kinds:
        assert {one.lang for one in PHRASINGS if one.kind == kind} == {"zh", "en"}, kind
    assert len({one.question for one in PHRASINGS}) == len(PHRASINGS)


@pytest.mark.parametrize("one", ON_ONE, ids=_named)
def test_it_is_answered_as_it_is_meant(shipped: Put, one: Phrasing) -> None:
    _check(one, shipped.answer(one.question))


@pytest.mark.parametrize("one", FIRST_OF_KIND, ids=_named)
def test_a_server_gives_the_same_answer(shipped: Put, served: Put, one: Phrasing) -> None:
    assert served.answer(one.question) == shipped.answer(one.question)


@pytest.mark.shared
@pytest.mark.parametrize("one", ON_SEVERAL, ids=_named)
def test_several_reports_are_answered_from_together(provinces: Put, one: Phrasing) -> None:
    _check(one, provinces.answer(one.question))
