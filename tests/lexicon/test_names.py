"""The vocabulary of names: the tables are whole, and broken ones are told by file and line."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from gwr_graph import resources
from gwr_graph.errors import DataError
from gwr_graph.lexicon import names
from gwr_graph.lexicon.names import NATURE, Role
from gwr_graph.lexicon.tsv import rows
from gwr_graph.model import EntityType, Status

E = EntityType
LEXICON = names.load()


def test_every_suffix_has_a_class_and_an_example_that_ends_in_it() -> None:
    table = rows("suffixes.tsv", ("suffix", "group", "types", "example", "counter"))
    assert len({row["suffix"] for row in table}) == len(table)
    for row in table:
        suffix = LEXICON.suffixes[row["suffix"]]
        assert suffix.types, suffix.text
        assert suffix.example.endswith(suffix.text), suffix.text
        assert suffix.group in {*"APSIEGH", NATURE}, suffix.text
        assert all(suffix.text in phrase for phrase in suffix.counter), suffix.text


def test_suffixes_of_nature_do_not_cut_sentences() -> None:
    assert Role.SUFFIX in LEXICON.roles["工业园"]
    natural = [s.text for s in LEXICON.suffixes.values() if s.group == NATURE]
    assert "河" in natural
    assert not any(Role.SUFFIX in LEXICON.roles.get(text, "") for text in natural)


def test_every_head_names_its_types_and_an_example() -> None:
    table = rows("heads.tsv", ("head", "types", "example"))
    assert {row["head"] for row in table} == set(LEXICON.heads)
    assert len(table) == len(LEXICON.heads)
    for row in table:
        assert row["head"] in row["example"].partition("等")[2], row["head"]
    assert LEXICON.heads["项目"] == (E.PROJECT, E.ENTERPRISE)
    assert LEXICON.heads["产业"] == ()


def test_words_have_roles() -> None:
    assert Role.GOVERN in LEXICON.roles["推进"]
    assert Role.FUNCTION in LEXICON.roles["的"]
    assert Role.WORK in LEXICON.roles["改造"]
    assert Role.PART in LEXICON.roles["二期"]
    assert Role.COMMON in LEXICON.roles["产业"]
    assert Role.NOMINAL in LEXICON.roles["服务"]
    assert LEXICON.roles["工信部"] == Role.BODY
    letters = {value for key, value in vars(Role).items() if key.isupper()}
    assert {letter for role in LEXICON.roles.values() for letter in role} <= letters


def test_verbs_put_together_govern_too() -> None:
    assert Role.GOVERN in LEXICON.roles.get("建成投产", "")
    assert Role.GOVERN in LEXICON.roles["加快推进"]


def test_a_body_is_an_actor_or_a_place() -> None:
    assert LEXICON.bodies["工信部"] == (E.INSTITUTION,)
    assert all(types for types in LEXICON.bodies.values())


def test_status_words_bound_names_unless_they_end_works() -> None:
    assert LEXICON.status["建成投产"] is Status.OPERATIONAL
    for word in LEXICON.status:
        assert {Role.GOVERN, Role.WORK} & set(LEXICON.roles[word]), word


def test_what_is_refused_is_no_suffix_of_a_name_alone() -> None:
    assert {"产业园区", "老旧小区", "农村公路"} <= LEXICON.refused
    for suffix in LEXICON.suffixes.values():
        assert set(suffix.counter) <= LEXICON.refused


def test_the_vocabulary_is_read_once() -> None:
    assert names.load() is LEXICON


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give a copy of the vocabulary that a test may break."""
    folder = tmp_path / "data" / "lexicon"
    shutil.copytree(resources.path("data", "lexicon"), folder)
    monkeypatch.setattr(resources, "path", tmp_path.joinpath)
    names.load.cache_clear()
    yield folder
    monkeypatch.undo()
    names.load.cache_clear()


@pytest.mark.parametrize("file", ["suffixes.tsv", "heads.tsv", "bodies.tsv"])
def test_an_unknown_class_is_told_with_its_row(copied: Path, file: str) -> None:
    names_of_classes = {kind.value for kind in EntityType}
    table = copied / file
    lines = table.read_text(encoding="utf-8").split("\n")
    cells = lines[-2].split("\t")
    lines[-2] = "\t".join("Sight" if cell in names_of_classes else cell for cell in cells)
    table.write_text("\n".join(lines), encoding="utf-8")
    word = lines[-2].split("\t")[0]
    with pytest.raises(DataError, match=f"{file}.*{word}.*Sight") as told:
        names.load()
    assert "\n" not in str(told.value)


def test_a_row_with_too_many_cells_is_told_with_its_line(copied: Path) -> None:
    table = copied / "heads.tsv"
    text = table.read_text(encoding="utf-8")
    table.write_text(text + "园\tPark\t园\t园\n", encoding="utf-8")
    with pytest.raises(DataError, match=rf"heads\.tsv:{text.count(chr(10)) + 1}: want 3 cells"):
        names.load()
