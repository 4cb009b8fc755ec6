"""The shapes of what Meta's own examples send and answer, with values of ours.

After business-messaging-api_v23.0.yaml of facebook/openapi (@ecba623b): which fields a request of each kind has.
"""

from typing import Any

Json = dict[str, Any]

TO = "+62 812-6500-0001"
LINK = "https://127.0.0.1/berkas"


def message(kind: str, content: Any, **more: Any) -> Json:
    return {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "to": TO,
        "type": kind,
        kind: content,
        **more,
    }


def interactive(kind: str, action: Json, **more: Any) -> Json:
    return message("interactive", {"type": kind, "body": {"text": "Isi"}, "action": action, **more})


def template(name: str, *components: Json, language: str = "en_US", **more: Any) -> Json:
    about = {"name": name, "language": {"code": language, **more}}
    return message("template", {**about, "components": list(components)} if components else about)


def body(*texts: str) -> Json:
    return {"type": "body", "parameters": [{"type": "text", "text": text} for text in texts]}


def button(kind: str, index: int | str, **parameter: Any) -> Json:
    return {"type": "button", "sub_type": kind, "index": index, "parameters": [parameter]}


def flow(**which: str) -> Json:
    screen = {"screen": "LAPOR", "data": {"nomor": "PLG-00042"}}
    common = {"flow_message_version": "3", "flow_token": "t-1", "flow_cta": "Isi laporan"}
    parameters = {**common, "flow_action": "navigate", "flow_action_payload": screen, **which}
    words = {"header": {"type": "text", "text": "Lapor"}, "footer": {"text": "ISP Kamil"}}
    return interactive("flow", {"name": "flow", "parameters": parameters}, **words)


def sections(key: str, *rows: Json) -> list[Json]:
    return [{"title": "Bagian 1", key: list(rows[:2])}, {"title": "Bagian 2", key: list(rows[2:])}]


PLACE = {"latitude": -7.2575, "longitude": 112.7521, "name": "Kantor", "address": "Jalan Melati 1"}
EKO = {
    "name": {
        "formatted_name": "Eko Prasetyo",
        "first_name": "Eko",
        "last_name": "Prasetyo",
        "middle_name": "B.",
        "prefix": "Bpk",
        "suffix": "ST",
    },
    "birthday": "1990-01-31",
    "org": {"company": "ISP Kamil", "department": "Teknik", "title": "Teknisi"},
    "addresses": [
        {
            "street": "Jalan Melati 1",
            "city": "Surabaya",
            "state": "Jawa Timur",
            "zip": "60111",
            "country": "Indonesia",
            "country_code": "id",
            "type": "WORK",
        }
    ],
    "emails": [{"email": "eko@sambung.test", "type": "WORK"}],
    "phones": [{"phone": "+62 812-6500-0002", "type": "WORK", "wa_id": "6281265000002"}],
    "urls": [{"url": "https://sambung.test", "type": "WORK"}],
}
MONEY = {"type": "currency", "currency": {"fallback_value": "Rp165.000", "code": "IDR", "amount_1000": 165_000_000}}
MOMENT = {
    "type": "date_time",
    "date_time": {"fallback_value": "20 November 2026", "year": 2026, "month": 11, "day_of_month": 20},
}
PICTURE = {"type": "header", "parameters": [{"type": "image", "image": {"link": LINK}}]}
MIXED = {"type": "body", "parameters": [{"type": "text", "text": "Asih"}, MONEY, MOMENT]}
ROWS = [{"id": f"baris-{n}", "title": f"Baris {n}", "description": "Penjelasan"} for n in range(4)]
AMOUNT = {"offset": 100, "value": 1000}
ORDER = {
    "status": "pending",
    "items": [{"retailer_id": "r-1", "name": "modem", "amount": AMOUNT, "sale_amount": AMOUNT, "quantity": 1}],
    "subtotal": AMOUNT,
    "tax": {**AMOUNT, "description": "PPN"},
    "shipping": {**AMOUNT, "description": "kurir"},
    "discount": {**AMOUNT, "description": "potongan", "discount_program_name": "kenalan"},
}
PAY = {
    "reference_id": "ref-1",
    "type": "digital-goods",
    "payment_type": "upi",
    "payment_configuration": "bayar",
    "currency": "INR",
    "total_amount": AMOUNT,
    "order": ORDER,
}
STATUS = {"reference_id": "ref-1", "order": {"status": "processing", "description": "diproses"}}

MESSAGES: dict[str, Json] = {
    "text": message("text", {"body": "Halo", "preview_url": False}),
    "text with a preview, its type left out": {
        "messaging_product": "whatsapp",
        "to": TO,
        "text": {"body": "Lihat https://sambung.test", "preview_url": True},
    },
    "audio by id": message("audio", {"id": "1"}),
    "audio by link": message("audio", {"link": LINK}),
    "document by id": message("document", {"id": "1", "filename": "a.pdf", "caption": "Tagihan"}),
    "document by link": message("document", {"link": LINK, "caption": "Tagihan"}),
    "image by id": message("image", {"id": "1"}),
    "image by link": message("image", {"link": "http(s)://gambar"}),
    "sticker by id": message("sticker", {"id": "1"}),
    "sticker by link": message("sticker", {"link": LINK}),
    "video by id": message("video", {"id": "1", "caption": "Modem"}),
    "video by link": message("video", {"link": LINK, "caption": "Modem"}),
    "contacts": message("contacts", [EKO]),
    "location": message("location", PLACE),
    "reaction": message("reaction", {"message_id": "wamid.HBgLM...", "emoji": "\N{GRINNING FACE}"}),
    "reply buttons": interactive(
        "button",
        {"buttons": [{"type": "reply", "reply": {"id": f"b{n}", "title": f"Tombol {n}"}} for n in (1, 2)]},
    ),
    "list": interactive(
        "list",
        {"button": "Pilih", "sections": sections("rows", *ROWS)},
        header={"type": "text", "text": "Menu"},
        footer={"text": "ISP Kamil"},
    ),
    "draft flow by id": flow(flow_id="1", mode="draft"),
    "draft flow by name": flow(flow_name="lapor", mode="draft"),
    "flow by id": flow(flow_id="1"),
    "flow by name": flow(flow_name="lapor"),
    "catalog": interactive(
        "catalog_message",
        {"name": "catalog_message", "parameters": {"thumbnail_product_retailer_id": "r-1"}},
        footer={"text": "ISP Kamil"},
    ),
    "one product": interactive("product", {"catalog_id": "1", "product_retailer_id": "r-1"}, footer={"text": "kaki"}),
    "several products": interactive(
        "product_list",
        {"catalog_id": "1", "sections": sections("product_items", *({"product_retailer_id": "r"} for _ in range(4)))},
        header={"type": "text", "text": "Modem"},
        footer={"text": "kaki"},
    ),
    "order details": interactive(
        "order_details",
        {"name": "review_and_pay", "parameters": PAY},
        header={"type": "image", "image": {"link": LINK}},
        footer={"text": "kaki"},
    ),
    "order status": interactive("order_status", {"name": "review_order", "parameters": STATUS}),
    "template without components": template("hello_world"),
    "template with text, money and a moment": template("template-name", MIXED, language="language-and-locale-code"),
    "template with a picture": template("template-name", PICTURE, MIXED, language="language-and-locale-code"),
    "template with quick replies": template(
        "template-name",
        PICTURE,
        MIXED,
        button("quick_reply", "0", type="payload", payload="ya"),
        button("quick_reply", "1", type="payload", payload="tidak"),
        language="language-and-locale-code",
    ),
    "template with answers that are no texts": template(
        "sample_issue_resolution",
        body("*Asih*"),
        button("quick_reply", 0, type="text", text=True),
        button("quick_reply", 1, type="text", text=False),
        policy="deterministic",
    ),
    "template with a catalog": template(
        "intro_catalog_offer",
        body("100", "400", "3"),
        button("CATALOG", 0, type="action", action={"thumbnail_product_retailer_id": "r-1"}),
    ),
    "template with a flow": template(
        "<TEMPLATE_NAME>",
        button("flow", "0", type="action", action={"flow_token": "t", "flow_action_data": {"nomor": "PLG-00042"}}),
    ),
}
ANSWERED = ("text", "audio by id", "audio by link", "contacts", "document by id", "document by link", "image by id")
ANSWERED += ("image by link", "list", "location", "sticker by id", "sticker by link", "video by id", "video by link")
MESSAGES |= {f"{name}, as a reply": MESSAGES[name] | {"context": {"message_id": "wamid.X"}} for name in ANSWERED}

READ: Json = {
    "messaging_product": "whatsapp",
    "status": "read",
    "message_id": "wamid.HBgLMTY1MDM4Nzk0MzkVAgASGBQzQUYzMjEzNDM2RTZGQ0MzMDJBRgA=",
    "typing_indicator": {"type": "text"},
}
SENT: Json = {
    "messaging_product": "whatsapp",
    "contacts": [{"input": "48XXXXXXXXX", "wa_id": "48XXXXXXXXX"}],
    "messages": [{"id": "wamid.X"}],
}
"""What each is answered with; a template's message also has a `message_status` (whatsapp.md 1.2)."""
