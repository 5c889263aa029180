"""Scoring: the figures on a report made by hand, and the same as the reference scorer's."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import handmade
from gwr_graph import score
from gwr_graph.errors import UsageError
from gwr_graph.rdf import literal
from gwr_graph.store import EmbeddedStore

GWR = "https://w3id.org/gwr-graph/ontology#"
ID = "https://example.org/"
LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"
A = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
DECIMAL = "<http://www.w3.org/2001/XMLSchema#decimal>"
INTEGER = "<http://www.w3.org/2001/XMLSchema#integer>"
STANCE = {"achieved": "Achievement", "committed": "Commitment", "situation": "Situation"}
STATUS = {"in_progress": "InProgress"}


def entity(name: str, kind: str, **more: object) -> dict[str, object]:
    return {"name": name, "types": [kind], **more}


def measure(surface: str, value: float, what: str, **more: object) -> dict[str, object]:
    found: dict[str, object] = {
        "surface": surface,
        "value": value,
        "unit": "%",
        "what": what,
        "direction": "increase",
        "bound": "exact",
        "period": "2022",
    }
    return found | more


@pytest.fixture(scope="module")
def predictions() -> score.Predictions:
    store = EmbeddedStore()
    store.load(handmade.lines())
    lines = handmade.TEXT.strip().split("\n")
    return score.predict(store, dict(enumerate(lines)))


def test_statements_are_placed_in_their_sentences(predictions: score.Predictions) -> None:
    assert (predictions.placed, predictions.statements) == (6, 6)
    assert sorted(predictions.by_sentence) == [1, 2, 3, 4]
    park = predictions.by_sentence[1].entities["https://w3id.org/gwr-graph/id/990101/东岭园区"]
    assert (park.names, park.types) == ({"东岭园区"}, frozenset({"Park"}))


def test_what_agrees_counts_in_full(predictions: score.Predictions) -> None:
    gold: dict[int, score.Gold] = {
        1: {
            "stance": "achieved",
            "entities": [
                entity("东岭园区", "Park"),
                entity("星河光电", "Enterprise", status="operational"),
            ],
            "measures": [
                measure("3 个", 3, "建成投产项目", unit="个", direction="level"),
                measure("5%", 5, "产值增长"),
            ],
            "who_where": [["星河光电", "东岭园区"]],
        },
    }
    result = score.score(predictions, gold, [1])
    assert result.errors == ()
    for name in ("entities_strict", "measures_full", "who_where"):
        assert result.figures[name]["f1"] == 1.0
    assert result.figures["stance_accuracy"] == result.figures["status_accuracy"] == 1.0


def test_what_differs_is_counted_and_named(predictions: score.Predictions) -> None:
    gold: dict[int, score.Gold] = {
        1: {
            "stance": "committed",
            "entities": [entity("东岭园区", "Project"), entity("月亮湾", "Site")],
            "measures": [
                measure("5%", 5, "产值增长", bound="min"),
                measure("3", 3, "x", unit="亩", optional=True),
            ],
            "who_where": [["星河光电", "月亮湾"], ["星河光电", "东岭园区", "optional"]],
        },
    }
    result = score.score(predictions, gold, [1])
    assert result.figures["entities_strict"] == {
        "precision": 0.0,
        "recall": 0.0,
        "f1": 0.0,
        "tp": 0,
        "fp": 2,
        "fn": 2,
    }
    assert result.figures["measures_value_unit"]["f1"] == 1.0
    assert result.figures["measures_full"]["f1"] == 0.0
    assert result.figures["who_where"]["fn"] == 1
    assert result.figures["who_where"]["fp"] == 0
    assert result.figures["stance_accuracy"] == 0.0
    assert "1 missed Site 月亮湾" in result.errors
    assert "1 missed link (sentence) 星河光电 -> 月亮湾" in result.errors


def test_sentences_without_gold_count_against_precision(predictions: score.Predictions) -> None:
    result = score.score(predictions, {}, [1, 2])
    assert result.figures["entities_strict"]["fp"] == 4
    assert result.figures["measures_full"]["fp"] == 3
    assert result.figures["who_where"]["fp"] == 1
    assert result.figures["who_where_all"]["fp"] == 2


def test_bad_files_are_named_with_their_line(tmp_path: Path) -> None:
    gold, text = tmp_path / "gold.jsonl", tmp_path / "num.txt"
    gold.write_text('{"sid": 1}\n{"no": 1}\n', encoding="utf-8")
    with pytest.raises(UsageError, match=r"gold\.jsonl:2: no gold record"):
        score.read_gold(gold)
    text.write_text("# note\n0\t题\nno number\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"num\.txt:3: write number, tab, sentence"):
        score.read_sentences(text)
    with pytest.raises(UsageError, match="No such file"):
        score.read_gold(tmp_path / "none")


def graph_of_gold(
    gold: dict[int, score.Gold], sentences: dict[int, str], rng: random.Random
) -> Iterator[str]:
    """Yield a graph that says what gold says, with all kinds of errors strewn in."""

    def quad(s: str, p: str, o: str) -> str:
        return f"<{ID}{s}> {p if p.startswith('<') else f'<{GWR}{p}>'} {o} <{ID}g> ."

    def node(name: str) -> str:
        return f"<{ID}{name}>"

    known: dict[str, str] = {}
    offset = 0
    for sid, text in sentences.items():
        record: dict[str, Any] = {
            "entities": [],
            "measures": [],
            "who_where": [],
            **gold.get(sid, {}),
        }
        yield quad(f"t{sid}", "quote", literal(text))
        for part in range(rng.choice((1, 1, 2))):
            s = f"s{sid}-{part}"
            stance = record.get("stance", "situation")
            if rng.random() < 0.2:
                stance = rng.choice(list(STANCE))
            offset += 10
            yield quad(s, A, f"<{GWR}{STANCE[stance]}>")
            yield quad(s, "quote", literal(text[: rng.randint(3, 30)] or text))
            yield quad(s, "inSentence", node(f"t{sid}"))
            yield quad(s, "start", f'"{offset}"^^{INTEGER}')
            for i, e in enumerate(record["entities"]):
                if rng.random() < 0.2:
                    continue
                name = e["name"] if rng.random() < 0.8 else e["name"][: rng.randint(1, 6)]
                key = known.setdefault(name, f"e{len(known)}")
                yield quad(key, LABEL, literal(name, "zh"))
                kinds = e["types"][:2] if rng.random() < 0.8 else [rng.choice(list(score.GROUPS))]
                for kind in kinds:
                    yield quad(key, A, f"<{GWR}{kind}>")
                yield quad(s, "mentions", node(key))
                m = f"m{sid}-{part}-{i}"
                yield quad(m, "statedIn", node(s))
                yield quad(m, "refersTo", node(key))
                yield quad(m, "surface", literal(rng.choice([e["name"], name])))
                if e.get("status") and rng.random() < 0.9:
                    status = STATUS.get(e["status"], e["status"].capitalize())
                    yield quad(m, "status", f"<{GWR}{status}>")
            for i, m in enumerate(record["measures"]):
                if rng.random() < 0.2:
                    continue
                q = f"q{sid}-{part}-{i}"
                yield quad(s, "hasMeasure", node(q))
                value = m["value"] if rng.random() < 0.9 else m["value"] * 10
                yield quad(q, "value", f'"{value}"^^{DECIMAL}')
                yield quad(q, "unitText", literal(m["unit"]))
                yield quad(q, "surface", literal(m["surface"]))
                yield quad(q, "what", literal(m["what"][rng.randint(0, 3) :]))
                yield quad(q, "period", literal(str(m["period"])))
                yield quad(q, "direction", f"<{GWR}{m['direction'].capitalize()}>")
                bound = m["bound"] if rng.random() < 0.9 else "max"
                yield quad(q, "bound", f"<{GWR}{bound.capitalize()}>")
            for i, (who, where, *rest) in enumerate(record["who_where"]):
                if {who, where} <= known.keys() and rng.random() < 0.8:
                    v = f"v{sid}-{part}-{i}"
                    yield quad(v, A, f"<{GWR}Involvement>")
                    yield quad(v, "who", node(known[who]))
                    yield quad(v, "where", node(known[rng.choice([where, where, *known])]))
                    yield quad(v, "statedIn", node(s))
                    yield quad(v, "scope", literal("context" if rest else "clause"))
    names = sorted(known)
    for inner, outer in zip(names, names[7:], strict=False):
        yield quad(known[inner], "within", node(known[outer]))


@pytest.mark.shared
@pytest.mark.parametrize("seed", [1, 2])
def test_the_figures_are_the_reference_scorers(shared: Path, tmp_path: Path, seed: int) -> None:
    for name in ("jintai-2023", "四川省-2026"):
        file, text = shared / "gold" / f"{name}.jsonl", shared / "gold" / f"{name}.num.txt"
        gold, sentences = score.read_gold(file), score.read_sentences(text)
        graph = tmp_path / f"{name}.nq"
        lines = sorted(set(graph_of_gold(gold, sentences, random.Random(seed))))  # noqa: S311
        graph.write_text("\n".join(lines) + "\n", encoding="utf-8")
        reference = subprocess.run(
            [sys.executable, shared / "scoring" / "score.py", graph, text, file, "--json"],
            capture_output=True,
            check=True,
            encoding="utf-8",
        )
        with EmbeddedStore() as store:
            store.load(graph)
            predictions = score.predict(store, sentences)
        result = score.score(predictions, gold, list(sentences))
        assert result.figures == json.loads(reference.stdout)
        assert 0.3 < result.figures["entities_strict"]["f1"] < 0.95
