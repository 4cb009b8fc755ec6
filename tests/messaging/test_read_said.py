"""What each kind of Meta's messages says, read by a table; what is broken is unsupported, never an error."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.messaging.read_said import moved_to, read_said
from shared.messaging.read_webhook import Element, arrival_from, elements, phone_of
from shared.messaging.said import Said, SaidMedia, SaidPlace

FILE = {"id": "77", "mime_type": "image/jpeg", "sha256": "ab12"}
MEDIA = SaidMedia(id="77", mime_type="image/jpeg", sha256="ab12")
PLACE = {"latitude": -7.5, "longitude": "110.25", "name": "Rumah", "address": "Jalan Melati 1"}
FORM = {"name": "flow", "body": "Sent", "response_json": json.dumps({"kind": "dead", "times": 3, "at": {"h": 1}})}

TABLE: list[tuple[dict[str, Any], Said | None]] = [
    ({"type": "text", "text": {"body": "cek tagihan"}}, Said(kind="text", text="cek tagihan")),
    (
        {"type": "text", "text": {"body": "ya"}, "context": {"from": "62", "id": "wamid.q"}},
        Said(kind="text", text="ya", quotes="wamid.q"),
    ),
    (
        {"type": "button", "button": {"payload": "PAID", "text": "Sudah bayar"}},
        Said(kind="choice", text="Sudah bayar", choice="PAID"),
    ),
    ({"type": "button", "button": {"text": "Ya"}}, Said(kind="choice", text="Ya", choice="Ya")),
    (
        {
            "type": "interactive",
            "interactive": {"type": "button_reply", "button_reply": {"id": "b1", "title": "Bayar"}},
        },
        Said(kind="choice", text="Bayar", choice="b1"),
    ),
    (
        {"type": "interactive", "interactive": {"type": "list_reply", "list_reply": {"id": "r1", "title": "Menu"}}},
        Said(kind="choice", text="Menu", choice="r1"),
    ),
    (
        {"type": "interactive", "interactive": {"type": "nfm_reply", "nfm_reply": FORM}},
        Said(kind="form", text="Sent", answers={"kind": "dead", "times": 3, "at": '{"h": 1}'}),
    ),
    ({"type": "image", "image": {**FILE, "caption": "modem"}}, Said(kind="image", text="modem", media=MEDIA)),
    (
        {"type": "document", "document": {**FILE, "filename": "bukti.pdf"}},
        Said(kind="document", media=MEDIA.model_copy(update={"filename": "bukti.pdf"})),
    ),
    ({"type": "audio", "audio": {**FILE, "voice": True}}, Said(kind="audio", media=MEDIA)),
    ({"type": "video", "video": FILE}, Said(kind="video", media=MEDIA)),
    ({"type": "sticker", "sticker": FILE}, Said(kind="sticker", media=MEDIA)),
    (
        {"type": "location", "location": PLACE},
        Said(
            kind="location",
            text="Rumah",
            location=SaidPlace(latitude=-7.5, longitude=110.25, name="Rumah", address="Jalan Melati 1"),
        ),
    ),
    (
        {"type": "contacts", "contacts": [{"name": {"formatted_name": "Eko"}, "phones": [{"phone": "+62 812"}]}]},
        Said(kind="contacts", text="Eko", answers={"phones": ["+62 812"]}),
    ),
    (
        {"type": "reaction", "reaction": {"message_id": "wamid.x", "emoji": "👍"}},
        Said(kind="reaction", text="👍", quotes="wamid.x"),
    ),
    ({"type": "reaction", "reaction": {"message_id": "wamid.x"}}, Said(kind="reaction", quotes="wamid.x")),
    (
        {"type": "edit", "edit": {"original_message_id": "w1", "message": {"type": "text", "text": {"body": "baru"}}}},
        Said(kind="edited", text="baru", about="w1"),
    ),
    ({"type": "revoke", "revoke": {"original_message_id": "w1"}}, Said(kind="revoked", about="w1")),
    ({"type": "unsupported", "errors": [{"code": 131051}]}, Said(kind="unsupported")),
    ({"type": "order", "order": {}}, Said(kind="unsupported")),
    ({}, Said(kind="unsupported")),
    ({"type": "request_welcome"}, None),
    ({"type": "system", "system": {"type": "customer_identity_changed"}}, None),
    # Broken ones.
    ({"type": "text"}, Said(kind="unsupported")),
    ({"type": "text", "text": "hai"}, Said(kind="unsupported")),
    ({"type": "location", "location": {"latitude": "north", "longitude": 1}}, Said(kind="unsupported")),
    ({"type": "location", "location": {"latitude": "nan", "longitude": 1}}, Said(kind="unsupported")),
    ({"type": "image", "image": {}}, Said(kind="unsupported")),
    (
        {"type": "interactive", "interactive": {"type": "nfm_reply", "nfm_reply": {"response_json": "{"}}},
        Said(kind="unsupported"),
    ),
    ({"type": "interactive", "interactive": {"type": "call_permission_reply"}}, Said(kind="unsupported")),
]


@pytest.mark.parametrize(("message", "said"), TABLE, ids=[str(row[0].get("type")) for row in TABLE])
def test_a_message_says(message: dict[str, Any], said: Said | None) -> None:
    assert read_said(message) == said


def test_half_a_character_is_not_kept() -> None:
    said = read_said({"type": "text", "text": {"body": "halo \ud83d"}})
    assert said is not None
    said.text.encode()


@pytest.mark.parametrize(
    ("system", "moved"),
    [
        ({"type": "user_changed_number", "wa_id": "6281299", "user_id": "ID.2"}, ("6281299", "ID.2")),
        ({"type": "customer_changed_number", "new_wa_id": "6281299"}, ("6281299", None)),
        ({"type": "user_changed_user_id", "user_id": "ID.2"}, (None, "ID.2")),
        ({"type": "user_changed_number"}, None),
        ({"type": "customer_identity_changed", "wa_id": "6281299"}, None),
    ],
)
def test_a_system_message_tells_of_a_move(system: dict[str, Any], moved: tuple[str | None, str | None] | None) -> None:
    assert moved_to({"type": "system", "system": system}) == moved


CONTACTS = [
    {"wa_id": "6281200000001", "user_id": "ID.budi", "profile": {"name": "Budi"}},
    {"wa_id": "6281200000002", "user_id": "ID.citra", "profile": {"name": "Citra"}},
]


@pytest.mark.parametrize(
    ("message", "contacts", "who"),
    [
        ({"from": "6281200000002"}, CONTACTS, ("+6281200000002", "ID.citra", "Citra")),
        ({"from_user_id": "ID.budi"}, CONTACTS, ("+6281200000001", "ID.budi", "Budi")),
        ({"from": "6281200000009"}, CONTACTS, ("+6281200000009", None, "")),
        ({}, CONTACTS[:1], ("+6281200000001", "ID.budi", "Budi")),
        ({}, CONTACTS, (None, None, "")),
        ({}, [{"user_id": "ID.dewi"}], (None, "ID.dewi", "")),
        ({"from": "ID.12345678901"}, [], (None, "ID.12345678901", "")),  # reads as a phone too
        ({"from": "not a number"}, [], (None, None, "")),
        ({"from": "628120", "group_id": "g"}, [], (None, None, "")),
    ],
)
def test_who_wrote_is_put_together_from_what_is_there(
    message: dict[str, Any], contacts: list[dict[str, Any]], who: tuple[str | None, str | None, str]
) -> None:
    told = {"type": "text", "text": {"body": "x"}, **message}
    arrival = arrival_from(Element("messages", told, {"contacts": contacts}, None))
    assert (arrival.phone, arrival.bsuid, arrival.name) == who


def test_a_number_of_another_country_stays_there() -> None:
    assert phone_of("8613800000000") == "+8613800000000"


def test_every_element_of_every_change_of_every_entry_is_found() -> None:
    value = {"messages": [{"id": "1"}, {"id": "2"}, "x"], "statuses": [{"id": "3"}], "contacts": []}
    change = {"field": "messages", "value": value}
    payload = {"entry": [{"changes": [change, {"value": None}, 7]}, {"changes": [change]}, None]}
    kinds = [element.kind for element in elements(payload)]
    assert (kinds.count("messages"), kinds.count("statuses"), kinds.count("unreadable")) == (4, 2, 3)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=True) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
NAMES = st.sampled_from(
    ["type", "text", "image", "interactive", "location", "from", "id", "edit", "reaction", "system"]
)
KINDS = st.sampled_from([str(row[0].get("type")) for row in TABLE])


@given(st.dictionaries(NAMES, JSON | KINDS, max_size=6), JSON)
def test_nothing_that_can_come_breaks_the_reading(message: dict[str, Any], value: Any) -> None:
    arrival_from(Element("messages", message, value if isinstance(value, dict) else {}, None))
    list(elements({"entry": [{"changes": [{"field": "messages", "value": {"messages": [message, value]}}]}]}))
