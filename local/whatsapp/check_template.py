"""Checks a template message as Meta does, and fills the template in as the phone will show it."""

import re
from typing import Any

from local.whatsapp.check_media import media_of
from local.whatsapp.graph_error import GraphError, cloud_error, missing
from local.whatsapp.templates import PLACEHOLDER, Template, Templates
from local.whatsapp.view import Json, View

MEDIA_HEADERS = ("document", "image", "video")
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
    if template is None:
        raise cloud_error(132001, f"template name ({name}) does not exist in {language}", status=404)
    components = [one for one in request.get("components") or () if isinstance(one, dict)]
    if template.free:
        view = View(type="template", template=name, text=template.body)
    else:
        view = View(type="template", template=name, footer=template.footer)
        _fill_header(view, template, _parameters(components, "header"))
        view.text = _fill(template.body, template, _parameters(components, "body"), "body")
        if len(view.text) > 1024 + 32:
            raise cloud_error(132005, "body: text too long")
        view.buttons = [_fill_button(button, index, components) for index, button in enumerate(template.buttons)]
    return view, template.category.lower()


def _parameters(components: list[Json], kind: str) -> list[Json]:
    for component in components:
        if str(component.get("type")).lower() == kind:
            return list(component.get("parameters") or ())
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
    elif parameters:
        raise _count_mismatch("header", len(parameters), 0)


def _fill(text: str, template: Template, parameters: list[Json], where: str) -> str:
    expected = list(dict.fromkeys(PLACEHOLDER.findall(text)))
    if len(parameters) != len(expected):
        raise _count_mismatch(where, len(parameters), len(expected))
    values: dict[str, str] = {}
    for position, parameter in enumerate(parameters, start=1):
        name = parameter.get("parameter_name")
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
