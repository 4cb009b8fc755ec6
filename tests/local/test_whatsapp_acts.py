"""What owners of phones do besides writing, told as Meta tells it and read by us."""

from typing import Any

import pytest

from shared.messaging.read_webhook import Element, arrival_from, elements
from shared.messaging.said import Said
from tests.local.whatsapp_stand import Stand, stand, wait_for

__all__ = ["stand"]
NUMBER = iter(range(100, 999))
CARD = {"name": {"formatted_name": "Eko"}, "phones": [{"phone": "+62 812-0000"}]}


def told_by(stand: Stand, message_id: str) -> tuple[Said | None, Any]:
    """What we make of the webhook about this message."""
    import json

    def found() -> list[Element]:
        payloads = [json.loads(body) for body in list(stand.business.bodies)]
        return [one for payload in payloads for one in elements(payload) if one.content.get("id") == message_id]

    assert wait_for(found)
    arrival = arrival_from(found()[0])
    return arrival.said, arrival


@pytest.mark.parametrize(
    ("doing", "said"),
    [
        ({"reaction": {"message_id": "w1", "emoji": "👍"}}, Said(kind="reaction", text="👍", quotes="w1")),
        ({"contacts": [CARD]}, Said(kind="contacts", text="Eko", answers={"phones": ["+62 812-0000"]})),
        ({"form": {"kind": "dead"}}, Said(kind="form", text="Sent", answers={"kind": "dead", "flow_token": "t"})),
        ({"edit": {"message_id": "w1", "text": "baru"}}, Said(kind="edited", text="baru", about="w1")),
        ({"revoke": "w1"}, Said(kind="revoked", about="w1")),
        ({"unsupported": True}, Said(kind="unsupported")),
        ({"move_to": "+6281200009999"}, Said(kind="moved", about="+6281200009999")),
        ({"echo": "Kami segera ke sana"}, Said(kind="echo", text="Kami segera ke sana")),
    ],
)
def test_an_act_is_told_and_read(stand: Stand, doing: dict[str, Any], said: Said) -> None:
    phone = f"+62812111{next(NUMBER):05}"
    answer = stand.act(phone, **doing)
    assert answer.status_code == 201
    told, arrival = told_by(stand, answer.json()["id"])
    assert (told, arrival.phone) == (said, phone)
    assert arrival.opens_window == (said.kind != "echo")


def test_what_is_not_whole_is_refused(stand: Stand) -> None:
    broken: list[dict[str, Any]] = [
        {"reaction": {}},
        {"edit": {"text": "x"}},
        {"move_to": "nowhere"},
        {"contacts": [{}]},
    ]
    for doing in broken:
        assert stand.act("+6281211100001", **doing).status_code == 422
