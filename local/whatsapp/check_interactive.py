"""Checks interactive messages: reply buttons, lists, link buttons, flows, and Meta's shop messages."""

from collections.abc import Callable

from local.whatsapp.check_media import media_of
from local.whatsapp.graph_error import GraphError, cloud_error, missing
from local.whatsapp.view import Json, View

SHOP_TYPES = ("catalog_message", "product", "product_list", "order_details", "order_status")


def check_interactive(message: Json) -> View:
    request = message.get("interactive")
    if not isinstance(request, dict):
        raise missing("interactive")
    kind = str(request.get("type") or "").lower()
    action = request.get("action")
    if not kind:
        raise missing("interactive['type']")
    if not isinstance(action, dict):
        raise missing("interactive['action']")
    view = View(type="interactive", text=_text(request, "body", 1024, required=kind != "product"))
    view.footer = _text(request, "footer", 60) or None
    _read_header(view, request.get("header"))
    if kind in SHOP_TYPES:
        return view
    if kind not in KINDS:
        raise _wrong(f"Unsupported Interactive Message type {kind}")
    KINDS[kind](view, action)
    return view


def _wrong(details: str) -> GraphError:
    return cloud_error(131009, details)


def _text(request: Json, name: str, longest: int, *, required: bool = False) -> str:
    text = str((request.get(name) or {}).get("text") or "")
    if required and not text:
        raise missing(f"interactive['{name}']['text']")
    if len(text) > longest:
        raise _wrong(f"Interactive {name} text length must be at most {longest}")
    return text


def _read_header(view: View, header: object) -> None:
    if not isinstance(header, dict):
        return
    kind = str(header.get("type") or "text").lower()
    if kind in ("document", "image", "video"):
        view.media = media_of(kind, header.get(kind))
    else:
        view.header = _text({"header": header}, "header", 60) or None


def _short(value: object, name: str, longest: int) -> str:
    text = str(value or "")
    if not text:
        raise missing(f"interactive['action']: {name}")
    if len(text) > longest:
        raise _wrong(f"{name} length invalid. Min length: 1, Max length: {longest}")
    return text


def _distinct(ids: list[str], what: str) -> None:
    if len(set(ids)) != len(ids):
        raise _wrong(f"Duplicated {what} id")


def _reply_buttons(view: View, action: Json) -> None:
    buttons = action.get("buttons") or []
    if not 1 <= len(buttons) <= 3:
        raise _wrong("Invalid buttons count. Min allowed buttons: 1, Max allowed buttons: 3")
    for button in buttons:
        reply = button.get("reply") or {}
        view.buttons.append(
            {
                "id": _short(reply.get("id"), "Button id", 256),
                "type": "reply",
                "text": _short(reply.get("title"), "Button title", 20),
            }
        )
    _distinct([button["id"] for button in view.buttons], "button")


def _list(view: View, action: Json) -> None:
    sections: list[Json] = []
    rows_in_all = 0
    for section in action.get("sections") or []:
        rows = [
            {
                "id": _short(row.get("id"), "Row id", 200),
                "text": _short(row.get("title"), "Row title", 24),
                "description": str(row.get("description") or "")[:72],
            }
            for row in section.get("rows") or []
        ]
        if any(len(str(row.get("description") or "")) > 72 for row in section.get("rows") or []):
            raise _wrong("Row description is too long. Max length: 72")
        if len(str(section.get("title") or "")) > 24:
            raise _wrong("Section title is too long. Max length: 24")
        rows_in_all += len(rows)
        sections.append({"title": str(section.get("title") or ""), "rows": rows})
    if not 1 <= rows_in_all <= 10:
        raise _wrong("Total row count exceed max allowed count: 10")
    _distinct([row["id"] for section in sections for row in section["rows"]], "row")
    view.choices = {"button": _short(action.get("button"), "List button", 20), "sections": sections}


def _cta_url(view: View, action: Json) -> None:
    parameters = action.get("parameters") or {}
    view.buttons.append(
        {
            "id": "0",
            "type": "url",
            "text": _short(parameters.get("display_text"), "display_text", 20),
            "url": _short(parameters.get("url"), "url", 2000),
        }
    )


def _flow(view: View, action: Json) -> None:
    parameters = action.get("parameters") or {}
    if not parameters.get("flow_id") and not parameters.get("flow_name"):
        raise missing("interactive['action']['parameters']['flow_id']")
    view.buttons.append(
        {
            "id": str(parameters.get("flow_token") or "0"),
            "type": "flow",
            "text": _short(parameters.get("flow_cta"), "flow_cta", 30),
        }
    )


def _location_request(view: View, action: Json) -> None:
    view.buttons.append({"id": str(action.get("name")), "type": "send_location", "text": "Kirim lokasi"})


KINDS: dict[str, Callable[[View, Json], None]] = {
    "button": _reply_buttons,
    "list": _list,
    "cta_url": _cta_url,
    "flow": _flow,
    "location_request_message": _location_request,
}
