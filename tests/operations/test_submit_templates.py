"""Templates are submitted in Meta's shape, followed until they are judged, and never submitted twice."""

import re

import pytest
import requests

from operations.graph import Graph, GraphRefused
from operations.place import Place, Unusable
from operations.templates import follow, standings, submission, submit_missing
from shared.messaging.templates import templates
from tests.local.whatsapp_stand import PHONE_NUMBER_ID, TOKEN, Stand, stand

__all__ = ["stand"]
ACCOUNT = "102290129340398"
SITE = "https://pelanggan.example.id"
AUTHORIZED = {"Authorization": f"Bearer {TOKEN}"}


def place(stand: Stand, **other: str) -> Place:
    said = {
        "WHATSAPP_GRAPH_URL": f"{stand.origin}/sandbox/graph",
        "WHATSAPP_GRAPH_VERSION": "v25.0",
        "WHATSAPP_BUSINESS_ACCOUNT_ID": ACCOUNT,
        "WHATSAPP_APP_ID": "1234567890",
        "WHATSAPP_PHONE_NUMBER_ID": PHONE_NUMBER_ID,
        "WHATSAPP_ACCESS_TOKEN": TOKEN,
    }
    return Place("local", "demo-sambung", said | other)


@pytest.fixture
def graph(stand: Stand) -> Graph:
    """A business account of which Meta knows no template yet."""
    for name in templates():
        url = f"{stand.graph}/{ACCOUNT}/message_templates"
        requests.delete(url, params={"name": name}, headers=AUTHORIZED, timeout=10).raise_for_status()
    judge(stand, "APPROVED")
    return Graph(place(stand))


def judge(stand: Stand, status: str, name: str = "") -> None:
    told = {"status": status, **({"name": name} if name else {})}
    requests.put(f"{stand.origin}/sandbox/whatsapp/templates/review", json=told, timeout=10).raise_for_status()


def states(graph: Graph) -> dict[str, str]:
    return {one.name: one.state for one in standings(graph)}


def test_every_draft_is_taken_and_a_second_time_there_is_nothing_to_do(graph: Graph) -> None:
    assert set(states(graph).values()) == {"missing"}
    said: list[str] = []
    submit_missing(graph, SITE, said.append)
    assert len(said) == len(templates())
    assert set(states(graph).values()) == {"approved"}, said
    submit_missing(graph, SITE, said.append)
    assert len(said) == len(templates())


def test_what_is_under_review_is_followed_until_it_is_judged(graph: Graph, stand: Stand) -> None:
    judge(stand, "PENDING")
    submit_missing(graph, SITE, lambda _: None)
    assert set(states(graph).values()) == {"waiting"}
    refusal = stand.refusal(
        type="template", template={"name": "jawaban_menunggu", "language": {"code": "id"}, "components": []}
    )
    assert refusal["code"] == 132001
    for name in templates():
        judge(stand, "REJECTED" if name == "pengumuman" else "APPROVED", name)
    said: list[str] = []
    told = {one.name: one for one in follow(graph, 1, said.append, every_s=0.01)}
    assert (told["pengumuman"].state, told["pengumuman"].why) == ("rejected", "INVALID_FORMAT")
    assert [one.name for one in told.values() if one.state != "approved"] == ["pengumuman"]
    assert "  pengumuman: rejected (INVALID_FORMAT)" in said


def test_time_runs_out_where_nobody_judges(graph: Graph, stand: Stand) -> None:
    judge(stand, "PENDING")
    submit_missing(graph, SITE, lambda _: None)
    assert {one.state for one in follow(graph, 0.001, lambda _: None, every_s=0.01)} == {"waiting"}


def test_words_or_a_category_that_are_others_than_ours_are_told(graph: Graph) -> None:
    drafts = templates()
    for name, change in (("gangguan_area", {"body": "Kata lain"}), ("pengaduan_selesai", {"category": "MARKETING"})):
        other = drafts[name].model_copy(update=change)
        graph.post(f"{ACCOUNT}/message_templates", submission(other, ["x"], SITE))
    told = {one.name: one for one in standings(graph)}
    assert "words" in told["gangguan_area"].why
    assert "MARKETING" in told["pengaduan_selesai"].why
    assert told["gangguan_area"].state == told["pengaduan_selesai"].state == "differs"


def test_every_variable_has_an_example_and_every_link_leads_to_us(graph: Graph) -> None:
    sent = []
    graph.post = lambda path, body: sent.append(body) or {"status": "APPROVED"}  # type: ignore[assignment,method-assign,func-returns-value]
    submit_missing(graph, SITE, lambda _: None)
    for body in sent:
        for part in body["components"]:
            variables = set(re.findall(r"\{\{\d+\}\}", part.get("text", "")))
            if variables:
                assert len(part["example"]["body_text"][0]) == len(variables), body["name"]
            for button in part.get("buttons", []):
                assert "PUBLIC_URL" not in str(button)
                assert button.get("url", SITE).startswith(SITE)
    (code,) = [body for body in sent if body["category"] == "AUTHENTICATION"]
    assert code["components"][0] == {"type": "BODY", "add_security_recommendation": True}


def test_a_wrong_token_or_account_is_said_in_one_sentence(stand: Stand) -> None:
    with pytest.raises(GraphRefused, match="190"):
        standings(Graph(place(stand, WHATSAPP_ACCESS_TOKEN="old")))
    with pytest.raises(Unusable, match="business_account_id"):
        Graph(place(stand, WHATSAPP_BUSINESS_ACCOUNT_ID=""))
