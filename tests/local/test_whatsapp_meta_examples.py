"""What Meta's own examples send is accepted, and answered in the shape of Meta's own answers.

META_EXAMPLES names a folder with meta_request_examples.json and meta_response_examples.json: then those very requests
are posted too.
"""

import json
import os
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.local.meta_shapes import MESSAGES, READ, SENT, TO
from tests.local.whatsapp_stand import PHONE_NUMBER_ID, TOKEN, Stand, stand

__all__ = ["stand"]
EXAMPLES = os.environ.get("META_EXAMPLES", "")


def post(stand: Stand, request: dict[str, Any]) -> requests.Response:
    """As it stands, nothing added."""
    url = f"{stand.graph}/{PHONE_NUMBER_ID}/messages"
    return requests.post(url, json=request, headers={"Authorization": f"Bearer {TOKEN}"}, timeout=10)


def shape(value: Any) -> Any:
    """The same with types for values."""
    if isinstance(value, dict):
        return {name: shape(one) for name, one in value.items() if name != "message_status"}
    if isinstance(value, list):
        return [shape(one) for one in value]
    return type(value).__name__


@pytest.mark.parametrize("name", MESSAGES)
def test_each_kind_of_example_is_accepted_and_answered_as_meta_does(stand: Stand, name: str) -> None:
    answer = post(stand, MESSAGES[name])
    assert answer.status_code == 200, answer.text
    assert shape(answer.json()) == shape(SENT)
    assert answer.headers["Content-Type"].startswith("application/json")
    assert answer.json()["contacts"] == [{"input": TO, "wa_id": "6281265000001"}]
    status = answer.json()["messages"][0].get("message_status")
    assert status == ("accepted" if MESSAGES[name].get("type") == "template" else None)


def test_read_with_typing_is_answered_with_success_alone(stand: Stand) -> None:
    answer = post(stand, READ)
    assert (answer.status_code, answer.json()) == (200, {"success": True})


def test_what_an_example_shows_lies_on_the_phone(stand: Stand) -> None:
    kinds = ("text", "location", "contacts", "reaction", "reply buttons", "list", "flow by id", "list, as a reply")
    for name in kinds:
        assert post(stand, MESSAGES[name]).ok
    [text, place, person, emoji, buttons, menu, flow, reply] = stand.received(TO)[-len(kinds) :]
    assert text["text"] == "Halo"
    assert place["location"]["name"] == "Kantor"
    assert person["text"] == "Eko Prasetyo"
    assert emoji["text"] == "\N{GRINNING FACE}"
    assert [button["text"] for button in buttons["buttons"]] == ["Tombol 1", "Tombol 2"]
    assert [row["id"] for row in menu["buttons"]] == [f"baris-{number}" for number in range(4)]
    assert flow["buttons"][0]["text"] == "Isi laporan"
    assert reply["quoted"] == "wamid.X"


@pytest.mark.skipif(not EXAMPLES, reason="META_EXAMPLES does not name the folder of Meta's examples")
def test_meta_s_examples_themselves_are_accepted_and_answered_in_meta_s_shape(stand: Stand) -> None:
    asked = json.loads((Path(EXAMPLES) / "meta_request_examples.json").read_text())
    answered = json.loads((Path(EXAMPLES) / "meta_response_examples.json").read_text())
    by_name = {name.lower(): answer for name, answer in answered.items()}
    assert len(asked) == 50
    for name, request in asked.items():
        if str(request.get("to", "")).startswith("{{"):  # a place to fill in
            request["to"] = TO
        answer = post(stand, request)
        assert answer.status_code == 200, (name, answer.text)
        assert shape(answer.json()) == shape(by_name.get(name.lower(), SENT if "to" in request else {"success": True}))
