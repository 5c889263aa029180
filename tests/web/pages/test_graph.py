"""The picture as a page of the workbench: on any entity, under its own policy."""

from __future__ import annotations

import json
import re
from typing import Any

from starlette.testclient import TestClient

from gwr_graph.store import PREFIXES


def _data(html: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


def _focus(html: str) -> str:
    data = _data(html)
    key: str = data["nodes"]["key"][data["focus"]]
    return key


def test_it_opens_on_a_key_an_iri_or_a_name(pages: TestClient) -> None:
    for focus in ("610303/金河工业园", f"{PREFIXES['id']}610303/金河工业园", "金河工业园"):
        html = pages.get("/graph", params={"focus": focus, "hops": "2"}).text
        assert _focus(html) == "610303/金河工业园"
        assert (_data(html)["view"], _data(html)["hops"]) == ("near", 2)
    whole = pages.get("/graph?lang=en").text
    assert (_data(whole)["view"], _data(whole)["lang"]) == ("overview", "en")


def test_its_policy_is_its_own_and_lets_nothing_else_in(pages: TestClient) -> None:
    response = pages.get("/graph")
    policy = response.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert policy.endswith("frame-ancestors 'none'")
    assert "unsafe" not in policy
    assert "&#39;" not in policy


def test_what_it_does_not_hold_is_told(pages: TestClient) -> None:
    assert pages.get("/graph?focus=没有这个地方").status_code == 404
    assert pages.get("/graph?focus=610303/没有").status_code == 404
    assert pages.get("/graph?hops=0").status_code == 400
    assert pages.get("/graph?hops=99").status_code == 400
    assert pages.get("/graph?hops=x").status_code == 400
    assert pages.get("/graph?focus=report/610303-2023%23s-none").status_code in (400, 404)
