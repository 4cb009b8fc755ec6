"""Checks one `POST /messages` as Meta does, and turns it into what the phone will show."""

from collections.abc import Callable
from dataclasses import dataclass

from local.whatsapp.check_interactive import check_interactive
from local.whatsapp.check_media import MEDIA_TYPES, check_media
from local.whatsapp.check_template import check_template
from local.whatsapp.graph_error import cloud_error, invalid, missing
from local.whatsapp.identity import BSUID, phone_digits
from local.whatsapp.templates import Templates
from local.whatsapp.view import Json, View


@dataclass(frozen=True)
class Send:
    """A message Meta would accept: to whom (digits or a BSUID), what it shows, and what it costs as."""

    recipient: str
    recipient_input: str
    view: View
    category: str
    callback_data: str | None
    template: str | None
    recipient_name: str | None


def check_message(request: Json, templates: Templates) -> Send:
    """Raises GraphError with Meta's code for what it refuses at once."""
    if request.get("messaging_product") != "whatsapp":
        raise missing("messaging_product")
    given = request.get("to") or request.get("recipient")
    if not given:
        raise missing("to")
    recipient = _recipient(str(given))
    if str(request.get("recipient_type") or "individual").lower() != "individual":
        raise invalid("Param recipient_type must be one of {INDIVIDUAL}.")
    callback_data = request.get("biz_opaque_callback_data")
    if callback_data is not None and len(str(callback_data)) > 512:
        raise invalid("Param biz_opaque_callback_data must be at most 512 characters long.")
    kind = _kind(request)
    category = "service"
    name = None
    if kind == "template":
        view, category = check_template(request, templates)
        if category == "authentication" and BSUID.match(recipient):
            raise cloud_error(131062, "Authentication templates need a phone number")
        name = _name_in(request, templates)
    elif kind in MEDIA_TYPES:
        view = check_media(request, kind)
    else:
        view = CHECKS[kind](request)
    view.quoted = (request.get("context") or {}).get("message_id")
    return Send(recipient, str(given), view, category, callback_data, view.template, name)


def _recipient(given: str) -> str:
    if BSUID.match(given):
        return given
    digits = phone_digits(given)
    if digits is None:
        raise cloud_error(131009, "Recipient phone number is not valid")
    return digits


def _kind(request: Json) -> str:
    known = ("template", *MEDIA_TYPES, *CHECKS)
    if request.get("type"):
        kind = str(request["type"]).lower()
        if kind not in known:
            raise cloud_error(131051, f"Message type {kind} is not currently supported")
        return kind
    return next((kind for kind in known if kind in request), "text")


def _name_in(request: Json, templates: Templates) -> str | None:
    """The template's customer_name, so the simulated phone gets its owner's name."""
    template = templates.find(request["template"]["name"], request["template"]["language"]["code"])
    if template is None or "customer_name" not in template.variables:
        return None
    position = template.variables.index("customer_name")
    for component in request["template"].get("components") or ():
        if str(component.get("type")).lower() == "body":
            return str(component["parameters"][position].get("text"))
    return None


def _text(request: Json) -> View:
    text = request.get("text")
    body = text.get("body") if isinstance(text, dict) else None
    if not isinstance(body, str) or not body.strip():
        raise missing("text['body']")
    if len(body) > 4096:
        raise invalid("Param text['body'] must be at most 4096 characters long.")
    return View(type="text", text=body)


def _location(request: Json) -> View:
    location = request.get("location") or {}
    for name, limit in (("latitude", 90), ("longitude", 180)):
        try:
            coordinate = float(location[name])
        except (KeyError, TypeError, ValueError):
            raise missing(f"location['{name}']") from None
        if abs(coordinate) > limit:
            raise cloud_error(131009, f"location['{name}'] is out of range")
    return View(type="location", text=str(location.get("name") or ""), location=location)


def _contacts(request: Json) -> View:
    contacts = request.get("contacts")
    if not isinstance(contacts, list) or not contacts:
        raise missing("contacts")
    names = [str((contact.get("name") or {}).get("formatted_name") or "") for contact in contacts]
    if not all(names):
        raise missing("contacts['name']['formatted_name']")
    return View(type="contacts", text=", ".join(names), contacts=contacts)


def _reaction(request: Json) -> View:
    reaction = request.get("reaction") or {}
    if not reaction.get("message_id"):
        raise missing("reaction['message_id']")
    return View(type="reaction", text=str(reaction.get("emoji") or ""), reaction=reaction)


CHECKS: dict[str, Callable[[Json], View]] = {
    "text": _text,
    "interactive": check_interactive,
    "location": _location,
    "contacts": _contacts,
    "reaction": _reaction,
}
