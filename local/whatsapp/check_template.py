"""Checks a template message as Meta does, and fills the template in as the phone will show it."""

import re
from typing import Any

from local.whatsapp.check_media import media_of
from local.whatsapp.graph_error import GraphError, cloud_error, invalid, missing
from local.whatsapp.templates import PLACEHOLDER, Template, Templates
from local.whatsapp.view import Json, View

MEDIA_HEADERS = ("document", "image", "video")
BUTTON_KINDS = (
    "booking_confirmation",
    "catalog",
    "copy_code",
    "flow",
    "mpm",
    "order_details",
    "quick_reply",
    "reminder",
    "url",
    "voice_call",
)
BODY_LENGTH, HEADER_LENGTH = 1024, 60
_UNPRINTABLE = re.compile(r"[\n\r\t]| {5,}")


def check_template(message: Json, templates: Templates) -> tuple[View, str]:
    """The message's view and its price category; GraphError where Meta would refuse."""
    request = message.get("template")
    if not isinstance(request, dict):
        raise missing("template")
    name, language = request.get("name"), (request.get("language") or {}).get("code")
    if not name or not language:
        raise missing("template['name']" if not name else "template['language']['code']")
    template = templates.find(name, language)
    template = template if template and template.status == "APPROVED" else None
    if template is None:
        raise cloud_error(132001, f"template name ({name}) does not exist in {language}", status=404)
    components = _components(request)
    if template.free:
        view = View(type="template", template=name, text=template.body)
    else:
        view = View(type="template", template=name, footer=template.footer)
        _fill_header(view, template, _parameters(components, "header"))
        view.text = _fill(template.body, template, _parameters(components, "body"), "body")
        _check_length("body", view.text, BODY_LENGTH)
        _check_buttons(template, components)
        view.buttons = [_fill_button(button, index, components) for index, button in enumerate(template.buttons)]
    return view, template.category.lower()


def _components(request: Json) -> list[Json]:
    given = request.get("components") or []
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        raise invalid("Param template['components'] must be an array of objects.")
    for place, component in enumerate(given):
        kind = str(component.get("type")).lower()
        if kind not in ("header", "body", "footer", "button", "limited_time_offer", "carousel", "order_status"):
            raise invalid(f"Param template['components'][{place}]['type'] must be one of {{HEADER, BODY, BUTTON}}.")
        parameters = component.get("parameters") or []
        if not isinstance(parameters, list) or not all(isinstance(one, dict) for one in parameters):
            raise invalid(f"Param template['components'][{place}]['parameters'] must be an array of objects.")
        if kind == "button" and str(component.get("sub_type")).lower() not in BUTTON_KINDS:
            wanted = ", ".join(BUTTON_KINDS).upper()
            raise invalid(f"Param template['components'][{place}]['sub_type'] must be one of {{{wanted}}}.")
    return given


def _check_length(where: str, text: str, longest: int) -> None:
    if len(text) > longest:
        raise cloud_error(132005, f"{where}: text too long: {len(text)} characters, at most {longest}")


def _check_buttons(template: Template, components: list[Json]) -> None:
    """Each button component belongs to a button of the template, of its own kind, that takes a parameter."""
    for component in components:
        if str(component.get("type")).lower() != "button":
            continue
        index, given = str(component.get("index", "0")), str(component.get("sub_type")).lower()
        place = int(index) if index.isdigit() else len(template.buttons)
        if place >= len(template.buttons):
            raise cloud_error(132012, f"buttons: Template has no button at index {index}")
        button = template.buttons[place]
        # A code is copied by a button that is sent as a URL button.
        wanted = ("url", "copy_code") if button["type"] in ("otp", "copy_code") else (button["type"],)
        if given not in wanted:
            expected = str(button["type"]).upper()
            raise cloud_error(
                132012,
                f"buttons: Button at index {index}: Format mismatch, expected {expected}, received {given.upper()}",
            )
        if button["type"] == "url" and "{{" not in button["url"]:
            raise cloud_error(132018, f"buttons: Button at index {index} of type Url does not require parameters")


def _parameters(components: list[Json], kind: str) -> list[Json]:
    for component in components:
        if str(component.get("type")).lower() == kind:
            return list(component.get("parameters") or [])
    return []


def _fill_header(view: View, template: Template, parameters: list[Json]) -> None:
    if template.header in MEDIA_HEADERS:
        kind = str(parameters[0].get("type")).lower() if parameters else "unknown"
        if kind != template.header:
            raise cloud_error(
                132012,
                f"header: Format mismatch, expected {template.header.upper()}, received {kind.upper()}",
            )
        view.media = media_of(kind, parameters[0].get(kind))
    elif template.header == "location" and parameters:
        view.location = parameters[0].get("location")
    elif template.header_text:
        view.header = _fill(template.header_text, template, parameters, "header")
        _check_length("header", view.header, HEADER_LENGTH)
    elif parameters:
        raise _count_mismatch("header", len(parameters), 0)


def _fill(text: str, template: Template, parameters: list[Json], where: str) -> str:
    expected = list(dict.fromkeys(PLACEHOLDER.findall(text)))
    if len(parameters) != len(expected):
        raise _count_mismatch(where, len(parameters), len(expected))
    values: dict[str, str] = {}
    for position, parameter in enumerate(parameters, start=1):
        name = parameter.get("parameter_name")
        if template.named and not name:
            raise GraphError(100, "Invalid parameter", details="Parameter name is missing or empty")
        if template.named and name not in expected:
            raise GraphError(100, "Invalid parameter", details=f"Unknown parameter name: {name}")
        if not template.named and name is not None:
            raise cloud_error(132012, f"{where}: parameter_name given, but the template's are positional")
        values[str(name) if template.named else str(position)] = _value(parameter)
    if template.named and len(values) != len(expected):
        raise _count_mismatch(where, len(values), len(expected))
    return PLACEHOLDER.sub(lambda found: values[found.group(1)], text)


def _value(parameter: Json) -> str:
    kind = str(parameter.get("type")).lower()
    if kind in ("currency", "date_time"):
        return str((parameter.get(kind) or {}).get("fallback_value") or "")
    if kind != "text":
        raise cloud_error(132012, f"body: a parameter of type {kind} does not belong here")
    text = parameter.get("text")
    if text is None or text == "":
        raise cloud_error(131008, "Parameter of type text is missing text value")
    if _UNPRINTABLE.search(str(text)):
        raise cloud_error(132018, "Param text cannot have new-line/tab characters or more than 4 consecutive spaces")
    return str(text)


def _fill_button(button: dict[str, Any], index: int, components: list[Json]) -> Json:
    parameter = _button_parameter(index, components)
    kind = button["type"]
    filled: Json = {"id": str(index), "type": kind, "text": button["text"]}
    if kind == "quick_reply":
        payload = (parameter or {}).get("payload", (parameter or {}).get("text"))
        filled["id"] = str(payload) if payload is not None else button["text"]
    elif kind == "url":
        if "{{" in button["url"]:
            if parameter is None or not parameter.get("text"):
                raise cloud_error(131008, f"buttons: Button at index {index} of type Url requires a parameter")
            filled["url"] = PLACEHOLDER.sub(lambda _: str(parameter["text"]), button["url"])
        else:
            filled["url"] = button["url"]
    elif kind in ("otp", "copy_code"):
        code = (parameter or {}).get("text") or (parameter or {}).get("coupon_code")
        if not code:
            raise cloud_error(131008, f"buttons: Button at index {index} requires a parameter")
        filled |= {"type": "copy_code", "code": str(code)}
    elif kind == "phone_number":
        filled["phone_number"] = button.get("phone_number")
    return filled


def _button_parameter(index: int, components: list[Json]) -> Json | None:
    for component in components:
        if str(component.get("type")).lower() == "button" and str(component.get("index", "0")) == str(index):
            parameters = component.get("parameters") or ()
            return parameters[0] if parameters else None
    return None


def _count_mismatch(where: str, given: int, expected: int) -> GraphError:
    return cloud_error(
        132000,
        f"{where}: number of localizable_params ({given}) does not match the expected number of params ({expected})",
    )
