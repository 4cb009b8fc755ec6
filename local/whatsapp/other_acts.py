"""What a phone's owner does besides writing: reacts, takes back, edits, fills in a form, changes number."""

import json
from collections.abc import Callable
from typing import Any

from local.whatsapp.identity import bsuid_of, owner_digits
from local.whatsapp.view import Json, View

Act = tuple[View, Json]
"""The bubble on the phone, and the message's own fields in the webhook."""


def other_act(request: Json) -> Act | None:
    """None where it is none of these. Raises KeyError, TypeError or ValueError for what is not whole."""
    return next((read(request[name]) for name, read in ACTS.items() if request.get(name) is not None), None)


def echo_of(phone: str, business: str, message_id: str, text: str, at: float) -> Json:
    """The webhook about what one of the business wrote from the phone app."""
    about = {"from": business, "to": phone, "to_user_id": bsuid_of(phone), "id": message_id}
    return {"message_echoes": [{**about, "timestamp": str(int(at)), "type": "text", "text": {"body": text}}]}


def _reaction(told: Any) -> Act:
    reaction = {"message_id": told["message_id"], "emoji": told.get("emoji", "")}
    return View(type="reaction", text=reaction["emoji"], reaction=reaction), {"type": "reaction", "reaction": reaction}


def _contacts(cards: Any) -> Act:
    names = ", ".join(card["name"]["formatted_name"] for card in cards)
    return View(type="contacts", text=names, contacts=cards), {"type": "contacts", "contacts": cards}


def _form(answers: Any) -> Act:
    reply = {"name": "flow", "body": "Sent", "response_json": json.dumps({**answers, "flow_token": "t"})}
    return View(type="text", text="Formulir terisi"), {
        "type": "interactive",
        "interactive": {"type": "nfm_reply", "nfm_reply": reply},
    }


def _edit(told: Any) -> Act:
    now = {"type": "text", "text": {"body": str(told["text"])}}
    content = {"type": "edit", "edit": {"original_message_id": told["message_id"], "message": now}}
    return View(type="text", text=f"(diubah) {told['text']}"), content


def _revoke(message_id: Any) -> Act:
    content = {"type": "revoke", "revoke": {"original_message_id": str(message_id)}}
    return View(type="text", text="Pesan ini ditarik"), content


def _move(to: Any) -> Act:
    new = owner_digits(str(to))
    if new is None:
        raise ValueError(to)
    system = {"type": "user_changed_number", "wa_id": new, "user_id": bsuid_of(new), "body": "User changed number"}
    return View(type="text", text="Nomor HP diganti"), {"type": "system", "system": system}


def _unsupported(_: Any) -> Act:
    errors = [{"code": 131051, "title": "Message type unknown"}]
    return View(type="text", text="Polling"), {"type": "unsupported", "errors": errors}


ACTS: dict[str, Callable[[Any], Act]] = {
    "reaction": _reaction,
    "contacts": _contacts,
    "form": _form,
    "edit": _edit,
    "revoke": _revoke,
    "move_to": _move,
    "unsupported": _unsupported,
}
