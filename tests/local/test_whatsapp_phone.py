"""The phone's owner reads, taps, picks and sends, and the business hears it as Meta would say it."""

import base64
import hashlib
from typing import Any

import pytest
import requests

from tests.local.whatsapp_stand import TOKEN, Stand, stand, wait_for

__all__ = ["stand"]


def heard(stand: Stand, wamid: str) -> dict[str, Any]:
    def look() -> list[dict[str, Any]]:
        return [one for one in stand.business.values("messages") if one["id"] == wamid]

    [message] = wait_for(look)
    return message


def test_a_text_from_the_phone_comes_with_name_and_number(stand: Stand) -> None:
    requests.put(f"{stand.origin}/sandbox/whatsapp/081230000001", json={"name": "Dewi Anggraini"}, timeout=10)
    answer = stand.act("+6281230000001", text="internet saya mati")
    assert answer.status_code == 201
    message = heard(stand, answer.json()["id"])
    assert (message["type"], message["text"]) == ("text", {"body": "internet saya mati"})
    assert message["from"] == "6281230000001"
    assert message["from_user_id"].startswith("ID.")
    assert any(b"Dewi Anggraini" in body for body in stand.business.bodies)


def test_a_tap_on_a_templates_quick_reply_is_a_button_message(stand: Stand) -> None:
    values = ["Budi", "INV-1", "Rp165.000", "PLG-2", "20 November 2026", "3"]
    components = [
        {"type": "body", "parameters": [{"type": "text", "text": value} for value in values]},
        {"type": "button", "sub_type": "url", "index": "0", "parameters": [{"type": "text", "text": "t"}]},
        {
            "type": "button",
            "sub_type": "quick_reply",
            "index": "1",
            "parameters": [{"type": "payload", "payload": "PAID:INV-1"}],
        },
    ]
    sent = stand.send(
        "6281230000002",
        type="template",
        template={
            "name": "pengingat_sebelum_jatuh_tempo",
            "language": {"code": "id"},
            "components": components,
        },
    )
    [item] = stand.received("6281230000002")
    assert [button["text"] for button in item["buttons"]] == ["Bayar tagihan", "Sudah bayar"]
    message = heard(stand, stand.act("6281230000002", button_id="PAID:INV-1").json()["id"])
    assert message["type"] == "button"
    assert message["button"] == {"payload": "PAID:INV-1", "text": "Sudah bayar"}
    assert message["context"]["id"] == sent


def test_a_tap_on_a_reply_button_and_a_pick_from_a_list_are_interactive(stand: Stand) -> None:
    buttons = [{"type": "reply", "reply": {"id": "ya", "title": "Ya"}}]
    stand.send(
        "6281230000003",
        type="interactive",
        interactive={"type": "button", "body": {"text": "Sudah normal?"}, "action": {"buttons": buttons}},
    )
    rows = [{"id": "lapor", "title": "Lapor gangguan", "description": "Internet mati"}]
    stand.send(
        "6281230000003",
        type="interactive",
        interactive={
            "type": "list",
            "body": {"text": "Pilih"},
            "action": {"button": "Menu", "sections": [{"title": "Menu", "rows": rows}]},
        },
    )
    tapped = heard(stand, stand.act("6281230000003", button_id="ya").json()["id"])
    assert tapped["interactive"] == {"type": "button_reply", "button_reply": {"id": "ya", "title": "Ya"}}
    picked = heard(stand, stand.act("6281230000003", list_id="lapor").json()["id"])
    assert picked["interactive"]["list_reply"] == rows[0]


@pytest.mark.parametrize("doing", [{"button_id": "none"}, {"list_id": "none"}, {}, {"text": " "}, {"image": 7}])
def test_what_a_phone_cannot_do_is_422_with_a_reason(stand: Stand, doing: dict[str, Any]) -> None:
    answer = stand.act("6281230000004", **doing)
    assert answer.status_code == 422
    assert answer.json()["title"]


def test_a_photo_is_media_the_business_fetches_with_its_token(stand: Stand) -> None:
    photo = b"\xff\xd8\xff\xe0 a modem with a red lamp"
    data = base64.b64encode(photo).decode()
    answer = stand.act("6281230000005", image={"data": data, "mime_type": "image/jpeg", "caption": "merah"})
    image = heard(stand, answer.json()["id"])["image"]
    assert image["sha256"] == hashlib.sha256(photo).hexdigest()
    assert image["caption"] == "merah"
    authorized = {"Authorization": f"Bearer {TOKEN}"}
    about = requests.get(f"{stand.graph}/{image['id']}", headers=authorized, timeout=10).json()
    assert requests.get(about["url"], headers=authorized, timeout=10).content == photo


def test_a_place_is_sent_with_its_coordinates(stand: Stand) -> None:
    place = {"latitude": -7.25, "longitude": 112.75, "name": "Rumah"}
    message = heard(stand, stand.act("6281230000006", location=place).json()["id"])
    assert message["location"] == place


def test_phones_are_found_by_name_and_number_and_come_in_pages(stand: Stand) -> None:
    for n in range(5):
        stand.act(f"628124000000{n}", text="halo", name=f"Fitri {n}")
    url = f"{stand.origin}/sandbox/whatsapp/phones"
    assert len(requests.get(url, {"q": "fitri"}, timeout=10).json()["items"]) == 5
    assert len(requests.get(url, {"q": "+6281240000003"}, timeout=10).json()["items"]) == 1
    seen: list[str] = []
    cursor = ""
    while True:
        page = requests.get(url, {"q": "fitri", "limit": "2", "cursor": cursor}, timeout=10).json()
        seen += [item["phone"] for item in page["items"]]
        cursor = page["next_cursor"]
        if not cursor:
            break
    assert seen == [f"+628124000000{n}" for n in (4, 3, 2, 1, 0)]


def test_times_on_the_phone_are_the_sandboxs(stand: Stand) -> None:
    stand.set_clock(40 * 86_400)
    stand.send("6281230000007", text={"body": "bulan depan"})
    at = stand.received("6281230000007")[0]["at"]
    now = requests.get(f"{stand.origin}/sandbox/whatsapp/changes", timeout=10).json()["now"]
    assert at[:13] == now[:13]
    stand.set_clock(0)
    assert requests.get(f"{stand.origin}/sandbox/whatsapp/changes", timeout=10).json()["now"] < at
