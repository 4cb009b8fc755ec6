"""Whatever stands in a signed POST: the messages beside it are kept, nothing crashes, each is answered."""

import itertools
import json
from typing import Any

import pytest

from shared.conversations.answer import answer
from shared.messaging.keep_inbound import LONGEST_RAW
from shared.messaging.models import ConverseTask
from shared.messaging.repository import inbound, messages
from shared.messaging.whatsapp_webhook import take_in
from tests.conftest import Enqueued

NUMBERS = itertools.count(1)
WHEN = "1795400000"


def nested(depth: int) -> Any:
    return [nested(depth - 1)] if depth else "dalam"


def said(**more: Any) -> dict[str, Any]:
    told = {"id": f"wamid.h{next(NUMBERS)}", "from": "6281200000009", "timestamp": WHEN, "type": "text"}
    return {**told, "text": {"body": "halo"}, **more}


def without(name: str) -> dict[str, Any]:
    return {key: value for key, value in said().items() if key != name}


def form(response: str) -> dict[str, Any]:
    return said(type="interactive", interactive={"type": "nfm_reply", "nfm_reply": {"response_json": response}})


def tap(choice: str) -> dict[str, Any]:
    return said(type="interactive", interactive={"type": "button_reply", "button_reply": {"id": choice}})


MESSAGES: dict[str, Any] = {
    "no id": without("id"),
    "no sender": without("from"),
    "no type": without("type"),
    "no text": without("text"),
    "no time": without("timestamp"),
    "an id that is a number": said(id=5),
    "an id that is a list": said(id=["a"]),
    "an id that is a path": said(id="../../customers/PLG-00001"),
    "an id without end": said(id="x" * 5_000),
    "an id of signs": said(id="__.__"),
    "a body that is nothing": said(text={"body": None}),
    "a body that is a number": said(text={"body": 5}),
    "a body that is a list": said(text={"body": nested(10)}),
    "a text that is a word": said(text="halo"),
    "a huge text": said(text={"body": "panjang sekali " * 20_000}),
    "only emoji": said(text={"body": "😭😭🙏🏽👨‍👩‍👧‍👦"}),
    "right to left": said(text={"body": "\u202eمرحبا الإنترنت مقطوع\u202c"}),
    "a null in it": said(text={"body": "wifi\x00mati"}),
    "half a character": said(text={"body": "wifi \ud83d mati"}),
    "many marks": said(text={"body": "w" + "\u0301" * 3_000}),
    "nested lists": nested(10),
    "nested lists inside": said(text=nested(10), interactive=nested(10)),
    "an interactive of nothing": said(type="interactive", interactive={}),
    "a list reply of nothing": said(type="interactive", interactive={"type": "list_reply", "list_reply": None}),
    "a list reply of lists": said(type="interactive", interactive={"type": "list_reply", "list_reply": nested(10)}),
    "a form of no JSON": form("{"),
    "a form of lists": form(json.dumps(nested(10))),
    "a form of nested answers": form(json.dumps({"a": nested(10), "b": {"c": 1}})),
    "a tap of long ago": tap("x" * 999),
    "a picture without id": said(type="image", image={"mime_type": "image/jpeg"}),
    "a picture that is a list": said(type="image", image=nested(10)),
    "a picture of numbers": said(type="image", image={"id": 7, "mime_type": 7, "sha256": 7, "caption": 7}),
    "a paper with a path for a name": said(type="document", document={"id": "1", "filename": "../../etc/passwd\n\x00"}),
    "a place nowhere": said(type="location", location={"latitude": "utara", "longitude": None}),
    "a place beyond": said(type="location", location={"latitude": 1e999, "longitude": -999}),
    "a place of nothing": said(type="location", location=None),
    "contacts without phones": said(type="contacts", contacts=[{"name": {"formatted_name": "Budi"}}]),
    "contacts of lists": said(type="contacts", contacts=nested(10)),
    "contacts of nothing": said(type="contacts", contacts=None),
    "a reaction to nothing": said(type="reaction", reaction={}),
    "an edit of nothing": said(type="edit", edit={}),
    "a revocation of nothing": said(type="revoke", revoke={}),
    "a move to nowhere": said(type="system", system={"type": "user_changed_number"}),
    "a move to where they are": said(type="system", system={"type": "user_changed_number", "wa_id": "6281200000009"}),
    "a move of lists": said(type="system", system=nested(10)),
    "a time of words": said(timestamp="kemarin"),
    "a time before time": said(timestamp="-99999999999999"),
    "a time beyond time": said(timestamp=10**20),
    "a sender of words": said(**{"from": "bukan nomor"}),
    "a sender that is a list": said(**{"from": nested(10)}),
    "a sender that is a number": said(**{"from": 6281200000009}),
    "a BSUID and nothing else": {**without("from"), "from_user_id": "ID.abc123"},
    "a BSUID that is none": {**without("from"), "from_user_id": "ID."},
    "a BSUID that is a list": {**without("from"), "from_user_id": nested(10)},
    "a group": said(group_id="g-1"),
    "a context of lists": said(context=nested(10)),
    "a referral": said(referral={"source_url": "https://fb.me/x", "headline": nested(3)}),
    "a type nobody knows": said(type="hologram", hologram={"a": nested(10)}),
    "a type that is a list": said(type=nested(10)),
}  # fmt: skip


def status(**more: Any) -> dict[str, Any]:
    told = {"id": f"wamid.s{next(NUMBERS)}", "status": "delivered", "timestamp": WHEN, "recipient_id": "6281200000009"}
    return {**told, **more}


STATUSES: dict[str, Any] = {
    "of an unknown id": status(),
    "of somebody else's word": status(biz_opaque_callback_data="https://toko.example/pesanan/7?a=b"),
    "of a path": status(biz_opaque_callback_data="a/b"),
    "of dots": status(biz_opaque_callback_data=".."),
    "of signs": status(biz_opaque_callback_data="__x__"),
    "of a word without end": status(biz_opaque_callback_data="x" * 5_000),
    "of a number": status(biz_opaque_callback_data=5),
    "of a list": status(biz_opaque_callback_data=nested(10)),
    "of half a character": status(biz_opaque_callback_data="a\ud83d"),
    "of another state": status(status="teleported"),
    "of no state": {"id": "wamid.s"},
    "of no time": status(timestamp=None),
    "a time beyond time": status(timestamp=10**20),
    "errors of nothing": status(status="failed", errors=[{}]),
    "errors of lists": status(status="failed", errors=nested(10)),
    "errors that are one": status(status="failed", errors={"code": 131026}),
    "a price of lists": status(pricing=nested(10)),
    "an id that is a path": status(id="a/b/../c"),
    "an id without end": status(id="x" * 5_000),
    "an id that is a list": status(id=nested(3)),
    "a BSUID alone": status(recipient_id=None, recipient_user_id="ID.abc123"),
    "nested lists": nested(10),
}


def posted(*values: Any) -> dict[str, Any]:
    return {"object": "whatsapp_business_account", "entry": [
        {"id": "1", "changes": [{"field": "messages", "value": value} for value in values]}
    ]}  # fmt: skip


def good(number: int) -> dict[str, Any]:
    return said(id=f"wamid.good{number}", **{"from": f"628120000{number:04}"})


def all_answered(enqueued: Enqueued) -> None:
    for task in enqueued.take("converse"):
        assert isinstance(task, ConverseTask)
        answer(task.contact_id)
    assert [stored.value.id for stored in inbound.find(("status", "==", "waiting"))] == []


@pytest.fixture(autouse=True)
def _no_pictures(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shared.conversations.answer.mark_read", lambda *_, **__: None)


def test_one_broken_message_costs_no_other_and_whoever_shows_is_answered(enqueued: Enqueued) -> None:
    for number, (name, broken) in enumerate(MESSAGES.items()):
        first, then = good(2 * number), good(2 * number + 1)
        take_in(posted({"messages": [first, broken, then], "contacts": nested(2)}))
        for one in (first, then):
            stored = inbound.get(f"whatsapp_cloud_{one['id']}")
            assert stored, name
            assert stored.value.status == "waiting", name
    assert all(len(stored.value.raw) <= LONGEST_RAW for stored in inbound.find())
    all_answered(enqueued)


def test_one_broken_receipt_costs_no_message_beside_it(enqueued: Enqueued) -> None:
    for number, (name, broken) in enumerate(STATUSES.items()):
        beside = good(number)
        take_in(posted({"statuses": [broken]}, {"messages": [beside]}))
        assert inbound.get(f"whatsapp_cloud_{beside['id']}"), name


FIELDS = ("message_template_status_update", "message_template_quality_update", "template_category_update",
          "account_update", "business_capability_update", "phone_number_quality_update", "user_preferences",
          "smb_message_echoes", "flows")  # fmt: skip
NEWS: tuple[dict[str, Any], ...] = (
    {},
    {"event": nested(10), "message_template_name": nested(10), "new_category": nested(3)},
    {"event": "PAUSED", "message_template_name": "a\ud83d"},
    {"event": "PAUSED", "message_template_name": "a/b/../c"},
    {"event": "PAUSED", "message_template_name": "x" * 5_000},
    {"event": "APPROVED", "message_template_name": 7, "reason": None},
    {"max_daily_conversation_per_phone": "banyak", "max_daily_conversations_per_business": -1},
    {"current_limit": nested(3), "event": "DOWNGRADE\ud83d"},
    {"user_preferences": nested(10)},
    {"user_preferences": [{"wa_id": "6281200000009", "category": "x\ud83d", "value": nested(3)}]},
    {"message_echoes": nested(10)},
    {"message_echoes": [{"id": "wamid.echo\ud83d", "to": nested(3), "text": nested(3)}]},
)


@pytest.mark.parametrize("field", FIELDS)
def test_broken_news_of_us_costs_no_message_beside_it(field: str, enqueued: Enqueued) -> None:
    for number, news in enumerate(NEWS):
        beside = good(number)
        told = {"changes": [{"field": field, "value": news}, {"field": "messages", "value": {"messages": [beside]}}]}
        take_in({"entry": [told]})
        assert inbound.get(f"whatsapp_cloud_{beside['id']}"), news


@pytest.mark.parametrize("wrong", [None, 5, "x", {}, [], nested(10), [None], [{"changes": nested(10)}], {"changes": 1}])
def test_a_post_of_another_shape_is_no_crash(wrong: Any, enqueued: Enqueued) -> None:
    take_in({"entry": wrong})
    take_in({"entry": [{"changes": [{"field": "messages", "value": wrong}]}]})
    take_in({"entry": [{"changes": [{"field": "messages", "value": {"messages": wrong, "statuses": wrong}}]}]})
    take_in({"entry": [{"changes": [{"field": wrong, "value": {"a": wrong}}]}]})


def test_the_same_ten_times_in_one_post_is_one_answer(enqueued: Enqueued) -> None:
    one = good(1)
    take_in(posted(*[{"messages": [one, one]}] * 5))
    all_answered(enqueued)
    assert len(messages.find()) == 1
