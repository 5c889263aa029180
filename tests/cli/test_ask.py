"""gwr ask on the report of an invented county."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import asked_sample
import sparql_servers
from asked_sample import LANXI
from cli.conftest import Gwr
from gwr_graph.store import RemoteStore

QUESTION = "今年新增停车位多少个"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """In place of the handmade dataset: this is what ``gwr`` reads here."""
    return asked_sample.build(tmp_path_factory.mktemp("asked"), LANXI)


@pytest.fixture(scope="module")
def endpoint(data: Path) -> Iterator[str]:
    """The query URL of a server that holds the same graph."""
    with sparql_servers.oxigraph(union=False) as url:
        with RemoteStore(f"{url}/query", update=f"{url}/update") as store:
            store.load(data / "graph.nq")
        yield f"{url}/query"


def test_an_answer_in_text_with_its_words_and_where_they_stand(gwr: Gwr, data: Path) -> None:
    ran = gwr("ask", QUESTION)
    assert (ran.code, ran.err) == (0, "")
    assert "800个" in ran.out.splitlines()[0]
    words = "新增停车位800个"
    (text,) = (data / "texts").glob("*.txt")
    start = text.read_text(encoding="utf-8").index(words)
    assert f"“{words}” {text.stem} [{start}:{start + len(words)}]" in ran.out
    assert "SELECT" not in ran.out


def test_the_query_that_is_shown_can_be_run(gwr: Gwr, monkeypatch: pytest.MonkeyPatch) -> None:
    ran = gwr("ask", QUESTION, "--sparql")
    assert ran.code == 0
    monkeypatch.setattr("sys.stdin", io.StringIO(ran.out[ran.out.index("SELECT") :]))
    again = gwr("query", "-", "-f", "tsv")
    assert (again.code, again.err) == (0, "")
    assert "新增停车位800个" in again.out


def test_json_holds_the_answer_and_its_proof(gwr: Gwr, data: Path) -> None:
    ran = gwr("ask", QUESTION, "-f", "json")
    assert (ran.code, ran.err) == (0, "")
    told = json.loads(ran.out)
    assert {"question", "lang", "answered", "answer", "items", "sparql", "evidence"} <= set(told)
    assert (told["question"], told["lang"], told["answered"]) == (QUESTION, "zh", True)
    assert "800个" in told["answer"]
    (item,) = told["items"]
    assert {"label", "iri", "type", "value", "unit"} <= set(item)
    assert (item["value"], item["unit"], item["type"]) == ("800", "个", "Target")
    (one,) = told["evidence"]
    assert set(one) == {"quote", "report", "start", "end", "statement"}
    key = one["report"].rpartition("/")[2]
    text = (data / "texts" / f"{key}.txt").read_text(encoding="utf-8")
    assert text[one["start"] : one["end"]] == one["quote"] == "新增停车位800个"
    assert one["statement"].startswith(f"{one['report']}#")
    assert "SELECT" in told["sparql"]
    assert "停车位" in ran.out  # as it is, not as \u escapes


def test_an_honest_no_is_no_failure(gwr: Gwr) -> None:
    ran = gwr("ask", "量子计算投资多少", "-f", "json")
    assert (ran.code, ran.err) == (0, "")
    told = json.loads(ran.out)
    assert (told["answered"], told["items"]) == (False, [])
    assert "量子" in told["answer"]


def test_the_answer_is_in_the_language_of_the_question(gwr: Gwr) -> None:
    told = json.loads(gwr("ask", "Which bridges will be built?", "-f", "json").out)
    assert told["lang"] == "en"
    assert [item["label"] for item in told["items"]] == ["云溪大桥", "望江大桥"]


def test_a_question_from_standard_input(gwr: Gwr, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{QUESTION}\n"))
    assert gwr("ask", "-").out == gwr("ask", QUESTION).out


@pytest.mark.parametrize("question", ["", "  "])
@pytest.mark.parametrize("form", ["text", "json"])
def test_an_empty_question_is_not_understood(gwr: Gwr, question: str, form: str) -> None:
    ran = gwr("ask", question, "-f", form)
    assert (ran.code, ran.err) == (0, "")
    if form == "json":
        assert json.loads(ran.out)["answered"] is False
    else:
        assert ran.out.count("\n") == 1


def test_empty_standard_input_is_not_understood(gwr: Gwr, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert gwr("ask", "-").out == gwr("ask", "").out


@pytest.mark.parametrize("question", [QUESTION, "恒岳机械在哪", "量子计算投资多少"])
def test_a_server_gives_the_same_answer(gwr: Gwr, endpoint: str, question: str) -> None:
    asked = ("ask", question, "-f", "json")
    served = gwr(*asked, "--endpoint", endpoint)
    assert (served.code, served.err) == (0, "")
    assert json.loads(served.out) == json.loads(gwr(*asked).out)


@pytest.mark.parametrize(
    ("args", "code", "says"),
    [
        (["--data", "nowhere"], 1, "no graph in ./nowhere: run `gwr build` first"),
        (["--endpoint", "nonsense"], 2, "nonsense"),
        (["--endpoint", "http://127.0.0.1:1/query"], 4, "127.0.0.1:1"),
        (["-f", "xml"], 2, "xml"),
        (["--timeout", "0"], 2, "0"),
        (["two questions"], 2, "two questions"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(gwr: Gwr, args: list[str], code: int, says: str) -> None:
    ran = gwr("ask", QUESTION, *args)
    assert (ran.code, ran.out) == (code, "")
    assert says in ran.err
    assert ran.err.startswith("gwr: ")
    assert ran.err.count("\n") == 1


def test_a_question_must_be_asked(gwr: Gwr) -> None:
    ran = gwr("ask")
    assert (ran.code, ran.out) == (2, "")
    assert "QUESTION" in ran.err
    assert ran.err.count("\n") == 1


def test_help_tells_what_it_does(gwr: Gwr) -> None:
    ran = gwr("ask", "--help")
    assert ran.code == 0
    for option in ("--format", "--sparql", "--data", "--endpoint", "--timeout"):
        assert option in ran.out
