"""The simulated Cloud API accepts what Meta accepts and refuses what Meta refuses."""

import asyncio
from typing import Any

import pytest
import requests

from local.whatsapp import typing
from tests.local.whatsapp_stand import PDF, PHONE_NUMBER_ID, TOKEN, Stand, bill, stand, wait_for

__all__ = ["stand"]
AUTHORIZED = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture
def waba(stand: Stand) -> str:
    return f"{stand.graph}/102290129340398"


def test_a_text_is_answered_in_metas_shape_and_lies_on_the_phone(stand: Stand) -> None:
    answer = stand.post({"to": "+62 812-1000-0001", "type": "text", "text": {"body": "Halo, Asih / 😀"}})
    assert answer.json()["messaging_product"] == "whatsapp"
    assert answer.json()["contacts"] == [{"input": "+62 812-1000-0001", "wa_id": "6281210000001"}]
    [item] = stand.received("+6281210000001")
    assert item["id"] == answer.json()["messages"][0]["id"]
    assert item["id"].startswith("wamid.")
    assert (item["type"], item["text"], item["status"]) == ("text", "Halo, Asih / 😀", "delivered")


def test_a_template_is_filled_in_and_its_document_can_be_opened(stand: Stand) -> None:
    link = f"{stand.business.url}/bill.pdf"
    stand.send("6281210000002", type="template", template=bill(link))
    [item] = wait_for(lambda: stand.received("6281210000002"))
    assert item["template"] == "tagihan_terbit"
    assert "Bapak/Ibu Asih Lestari" in item["text"]
    assert "{{" not in item["text"]
    assert item["buttons"][0]["url"] == f"{stand.business.url}/t/tautan-asih"
    assert item["document"]["filename"] == "INV-202611-00042-1.pdf"
    assert item["document"]["url"].startswith(stand.origin)
    opened = requests.get(item["document"]["url"], timeout=10)
    assert opened.content == PDF
    assert opened.headers["Content-Type"] == "application/pdf"


def test_component_types_in_upper_case_and_a_number_as_index_are_the_same_template(stand: Stand) -> None:
    template = bill(f"{stand.business.url}/bill.pdf")
    for component in template["components"]:
        component["type"] = component["type"].upper()
    template["components"][2] |= {"sub_type": "URL", "index": 0}
    stand.send("6281210000003", type="TEMPLATE", template=template)
    assert wait_for(lambda: stand.received("6281210000003"))


BUTTONS = [{"type": "reply", "reply": {"id": f"b{n}", "title": f"Tombol {n}"}} for n in (1, 2, 3)]
ROWS = [{"id": f"r{n}", "title": f"Baris {n}", "description": "lebih jauh"} for n in range(10)]
FLOW = {"flow_id": "1", "flow_cta": "Isi laporan", "flow_message_version": "3", "flow_token": "t"}
PLACE = {"latitude": -7.25, "longitude": 112.75, "name": "Kantor", "address": "Jalan Melati"}


@pytest.mark.parametrize(
    "message",
    [
        {"text": {"body": "tanpa type", "preview_url": True}},
        {"type": "text", "text": {"body": "balasan"}, "context": {"message_id": "wamid.X"}},
        {"type": "document", "document": {"link": "http://127.0.0.1:1/x.pdf", "caption": "Tagihan"}},
        {"type": "image", "image": {"link": "http://127.0.0.1:1/x.jpg"}},
        {"type": "audio", "audio": {"link": "http://127.0.0.1:1/x.mp3"}},
        {"type": "video", "video": {"link": "http://127.0.0.1:1/x.mp4", "caption": "Modem"}},
        {"type": "sticker", "sticker": {"id": "123"}},
        {"type": "location", "location": PLACE},
        {"type": "contacts", "contacts": [{"name": {"formatted_name": "Eko", "first_name": "Eko"}}]},
        {"type": "reaction", "reaction": {"message_id": "wamid.X", "emoji": "😀"}},
        {
            "type": "interactive",
            "interactive": {"type": "button", "body": {"text": "?"}, "action": {"buttons": BUTTONS}},
        },
        {
            "interactive": {
                "type": "list",
                "header": {"type": "text", "text": "Menu"},
                "body": {"text": "Pilih"},
                "footer": {"text": "kaki"},
                "action": {"button": "Menu", "sections": [{"title": "Semua", "rows": ROWS}]},
            }
        },
        {
            "type": "interactive",
            "interactive": {
                "type": "cta_url",
                "body": {"text": "Bayar"},
                "action": {"name": "cta_url", "parameters": {"display_text": "Bayar", "url": "http://x/t/1"}},
            },
        },
        {
            "type": "interactive",
            "interactive": {
                "type": "flow",
                "body": {"text": "Isi"},
                "action": {"name": "flow", "parameters": FLOW},
            },
        },
        {
            "type": "interactive",
            "interactive": {"type": "catalog_message", "body": {"text": "Katalog"}, "action": {}},
        },
        {"type": "template", "template": {"name": "hello_world", "language": {"code": "en_US"}}},
    ],
    ids=lambda message: message.get("type") or next(iter(message)),
)
def test_every_kind_of_message_is_accepted(stand: Stand, message: dict[str, Any]) -> None:
    assert stand.send("+16505551234", recipient_type="individual", **message).startswith("wamid.")


def changed(path: list[Any], value: object) -> dict[str, Any]:
    """The bill with one thing in it changed."""
    template = bill("http://127.0.0.1:1/bill.pdf")
    place: Any = template
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return {"type": "template", "template": template}


FIRST = ["components", 1, "parameters", 0, "text"]


@pytest.mark.parametrize(
    ("code", "message"),
    [
        (100, {"messaging_product": "sms", "text": {"body": "x"}}),
        (100, {"to": "", "text": {"body": "x"}}),
        (131009, {"to": "Asih", "text": {"body": "x"}}),
        (100, {"text": {"body": "  "}}),
        (100, {"text": {"body": "x" * 4097}}),
        (131051, {"type": "carrier_pigeon"}),
        (100, {"type": "document", "document": {}}),
        (100, {"type": "image", "image": {"link": "no address"}}),
        (100, {"text": {"body": "x"}, "biz_opaque_callback_data": "x" * 513}),
        (
            131009,
            {"interactive": {"type": "button", "body": {"text": "?"}, "action": {"buttons": BUTTONS * 2}}},
        ),
        (
            131009,
            {
                "interactive": {
                    "type": "list",
                    "body": {"text": "?"},
                    "action": {"button": "Menu", "sections": [{"rows": [*ROWS, {"id": "x", "title": "x"}]}]},
                }
            },
        ),
        (132001, changed(["name"], "tidak_ada")),
        (132001, changed(["language"], {"code": "en_US"})),
        (132000, changed(["components", 1, "parameters"], [{"type": "text", "text": "satu"}])),
        (132012, changed(["components", 0, "parameters"], [])),
        (132012, changed(["components", 1, "parameters", 0, "parameter_name"], "customer_name")),
        (131008, changed(FIRST, "")),
        (131008, changed(["components", 2, "parameters"], [])),
        (100, changed(["components"], {"type": "body"})),
        (100, changed(["components", 1, "type"], "belly")),
        (100, changed(["components", 1, "parameters"], ["Asih"])),
        (100, changed(["components", 2, "sub_type"], "phone_number")),
        (132012, changed(["components", 2, "sub_type"], "quick_reply")),
        (132012, changed(["components", 2, "index"], "1")),
        (132012, changed(["components", 0, "parameters", 0], {"type": "image", "image": {"link": "http://x/y"}})),
        (132012, changed(["components", 1, "parameters", 0], {"type": "image", "image": {"link": "http://x/y"}})),
        (132018, changed(FIRST, "Asih\nLestari")),
        (132018, changed(FIRST, "Asih\tLestari")),
        (132018, changed(FIRST, "Asih     Lestari")),
        (132005, changed(FIRST, "A" * 1100)),
    ],
)
def test_meta_refuses(stand: Stand, code: int, message: dict[str, Any]) -> None:
    assert stand.refusal(**message)["code"] == code


def test_a_body_of_1024_letters_is_the_longest(stand: Stand) -> None:
    template = bill(f"{stand.business.url}/bill.pdf")
    name = template["components"][1]["parameters"][0]
    stand.send("6281210000007", type="template", template=template)
    [item] = wait_for(lambda: stand.received("6281210000007"))
    room = 1024 - len(item["text"]) + len(name["text"])
    name["text"] = "A" * room
    stand.send("6281210000007", type="template", template=template)
    name["text"] += "A"
    assert stand.refusal(type="template", template=template)["code"] == 132005


def test_four_spaces_in_a_row_are_still_accepted(stand: Stand) -> None:
    stand.send("6281210000004", **changed(FIRST, "Asih    Lestari"))


def test_a_header_s_variable_and_a_button_without_one_are_checked(stand: Stand, waba: str) -> None:
    request = {
        "name": "berkepala",
        "language": "id",
        "category": "UTILITY",
        "components": [
            {"type": "HEADER", "format": "TEXT", "text": "Halo {{1}}"},
            {"type": "BODY", "text": "Layanan Anda aktif kembali."},
            {"type": "BUTTONS", "buttons": [{"type": "URL", "text": "Situs", "url": "http://x/"}]},
        ],
    }
    assert requests.post(f"{waba}/message_templates", json=request, headers=AUTHORIZED, timeout=10).ok

    def message(header: str, *more: dict[str, Any]) -> dict[str, Any]:
        components = [{"type": "header", "parameters": [{"type": "text", "text": header}]}, *more]
        return {
            "type": "template",
            "template": {"name": "berkepala", "language": {"code": "id"}, "components": components},
        }

    stand.send("6281210000008", **message("Asih"))
    assert stand.received("6281210000008")[0]["header"] == "Halo Asih"
    assert stand.refusal(**message("A" * 60))["code"] == 132005
    assert stand.refusal(**message("Asih\nLestari"))["code"] == 132018
    button = {"type": "button", "sub_type": "url", "index": 0, "parameters": [{"type": "text", "text": "x"}]}
    assert stand.refusal(**message("Asih", button))["code"] == 132018
    assert stand.refusal(**message("Asih", {"type": "body", "parameters": [{"type": "text", "text": "x"}]}))[
        "code"
    ] == (132000)


def test_a_wrong_token_is_code_190_before_anything_else(stand: Stand) -> None:
    answer = stand.post({}, token="wrong")
    assert answer.status_code == 401
    assert answer.json()["error"]["code"] == 190
    assert answer.json()["error"]["type"] == "OAuthException"


@pytest.mark.parametrize("path", ["999/messages", "999/media", "999", "999/message_templates", "a/b/c"])
def test_an_unknown_object_is_code_100_with_subcode_33(stand: Stand, path: str) -> None:
    method = "POST" if path.endswith(("messages", "media")) else "GET"
    error = requests.request(method, f"{stand.graph}/{path}", headers=AUTHORIZED, timeout=10).json()["error"]
    assert (error["code"], error["error_subcode"]) == (100, 33)


def test_a_body_that_is_no_json_is_an_error_of_meta(stand: Stand) -> None:
    url = f"{stand.graph}/{PHONE_NUMBER_ID}/messages"
    answer = requests.post(url, data="{half", headers=AUTHORIZED, timeout=10)
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, 100)


def test_an_uploaded_document_goes_out_by_its_id_and_comes_down_with_the_token(stand: Stand) -> None:
    uploaded = requests.post(
        f"{stand.graph}/{PHONE_NUMBER_ID}/media",
        data={"messaging_product": "whatsapp", "type": "application/pdf"},
        files={"file": ("tagihan.pdf", PDF, "application/pdf")},
        headers=AUTHORIZED,
        timeout=10,
    ).json()
    about = requests.get(f"{stand.graph}/{uploaded['id']}", headers=AUTHORIZED, timeout=10).json()
    assert (about["mime_type"], about["file_size"]) == ("application/pdf", len(PDF))
    assert requests.get(about["url"], timeout=10).status_code == 401
    assert requests.get(about["url"], headers=AUTHORIZED, timeout=10).content == PDF
    stand.send("6281210000005", type="document", document={"id": uploaded["id"], "filename": "Tagihan.pdf"})
    [item] = stand.received("6281210000005")
    assert item["document"]["filename"] == "Tagihan.pdf"
    assert requests.get(item["document"]["url"], timeout=10).content == PDF
    gone = requests.delete(f"{stand.graph}/{uploaded['id']}", headers=AUTHORIZED, timeout=10)
    assert gone.json() == {"success": True}
    assert requests.get(f"{stand.graph}/{uploaded['id']}", headers=AUTHORIZED, timeout=10).status_code == 400


def test_a_named_template_is_made_and_filled_by_names_in_any_order(stand: Stand, waba: str) -> None:
    body = {"type": "BODY", "text": "Halo {{nama}}, nomor Anda {{nomor}}."}
    request = {
        "name": "salam_bernama",
        "language": "id",
        "category": "UTILITY",
        "parameter_format": "NAMED",
        "components": [body],
    }
    made = requests.post(f"{waba}/message_templates", json=request, headers=AUTHORIZED, timeout=10)
    assert made.json()["status"] == "APPROVED"
    again = requests.post(f"{waba}/message_templates", json=request, headers=AUTHORIZED, timeout=10)
    assert again.json()["error"]["error_subcode"] == 2388024
    parameters = [
        {"type": "text", "parameter_name": "nomor", "text": "PLG-00042"},
        {"type": "text", "parameter_name": "nama", "text": "Asih"},
    ]
    stand.send(
        "6281210000006",
        type="template",
        template={
            "name": "salam_bernama",
            "language": {"code": "id"},
            "components": [{"type": "body", "parameters": parameters}],
        },
    )
    assert stand.received("6281210000006")[0]["text"] == "Halo Asih, nomor Anda PLG-00042."


@pytest.mark.parametrize("body", ["{{1}} terima kasih", "Terima kasih {{1}}", "Halo {{1}} {{2}}, baik", ""])
def test_a_template_that_meta_would_reject_is_not_made(stand: Stand, waba: str, body: str) -> None:
    request = {
        "name": "ditolak",
        "language": "id",
        "category": "UTILITY",
        "components": [{"type": "BODY", "text": body}],
    }
    made = requests.post(f"{waba}/message_templates", json=request, headers=AUTHORIZED, timeout=10)
    assert made.status_code == 400


def test_our_templates_are_listed_page_by_page(stand: Stand, waba: str) -> None:
    url: str | None = f"{waba}/message_templates?limit=5&language=id"
    names: list[str] = []
    while url:
        page = requests.get(url, headers=AUTHORIZED, timeout=10).json()
        assert len(page["data"]) <= 5
        names += [template["name"] for template in page["data"]]
        url = page["paging"].get("next")
    assert {"tagihan_terbit", "pembayaran_diterima", "kode_masuk"} <= set(names)
    assert len(names) == len(set(names))


def test_read_and_typing_are_answered_with_success(stand: Stand) -> None:
    answer = stand.post({"status": "read", "message_id": "wamid.X", "typing_indicator": {"type": "text"}})
    assert answer.json() == {"success": True}
    assert stand.refusal(status="read", message_id="wamid.X", typing_indicator={"type": "dancing"})["code"] == 100
    assert stand.refusal(status="delivered", message_id="wamid.X")["code"] == 131009


def test_a_phone_shows_read_and_typing_until_the_business_answers(stand: Stand) -> None:
    phone = "6281210000009"
    url = f"{stand.origin}/sandbox/whatsapp/{phone}"
    first, second, third = (stand.act(phone, text=f"pesan {number}").json()["id"] for number in range(3))

    def chat() -> dict[str, Any]:
        answer: dict[str, Any] = requests.get(f"{url}/chat", timeout=10).json()
        return answer

    stand.post({"status": "read", "message_id": second, "typing_indicator": {"type": "text"}})
    assert {item["id"]: item["status"] for item in chat()["items"]} == {
        first: "read",
        second: "read",
        third: "delivered",
    }
    assert chat()["typing"]
    assert requests.get(f"{url}/messages", timeout=10).json()["typing"]
    stand.send(phone, text={"body": "Kami periksa dulu."})
    assert not chat()["typing"]


def test_typing_ends_by_itself_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    assert typing.SHOWN_S == 25
    monkeypatch.setattr(typing, "SHOWN_S", 0.05)

    async def show() -> None:
        ended = asyncio.Event()
        shown = typing.Typing(ended.set)
        shown.start("62")
        assert shown.at("62")
        await asyncio.wait_for(ended.wait(), 10)
        assert not shown.at("62")

    asyncio.run(show())
