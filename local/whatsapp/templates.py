"""The message templates this business has at Meta: ours, Meta's samples, and those made by the API."""

import json
import re
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from local.whatsapp.graph_error import GraphError, invalid, missing
from local.whatsapp.store import Store

MEDIA = ("document", "image", "video")
PLACEHOLDER = re.compile(r"\{\{\s*(\w+)\s*\}\}")
OURS = Path(__file__).parents[2] / "shared" / "messaging" / "templates.json"
SAMPLES = Path(__file__).parent / "meta_samples.json"


@dataclass(frozen=True)
class Template:
    name: str
    language: str
    category: str
    body: str
    header: str | None = None
    header_text: str | None = None
    footer: str | None = None
    buttons: tuple[dict[str, Any], ...] = ()
    variables: tuple[str, ...] = ()
    named: bool = False
    free: bool = False  # stands in Meta's documentation for any template, so takes any components
    status: str = "APPROVED"
    rejected_reason: str = "NONE"

    @property
    def placeholders(self) -> list[str]:
        return list(dict.fromkeys(PLACEHOLDER.findall(self.body)))


class Templates:
    def __init__(self, store: Store, public_url: str) -> None:
        self._store = store
        self._all: dict[tuple[str, str], Template] = {}
        for source in (SAMPLES, OURS):
            for entry in json.loads(source.read_text().replace("PUBLIC_URL", public_url)):
                self._keep(entry)
        for row in store.all("SELECT template FROM templates"):
            self._keep(json.loads(row["template"]))

    def _keep(self, entry: dict[str, Any]) -> Template:
        # Of what stands beside a template of ours, Meta is told only what it knows.
        known = {field.name: entry[field.name] for field in fields(Template) if field.name in entry}
        known |= {"buttons": tuple(entry.get("buttons", ())), "variables": tuple(entry.get("variables", ()))}
        template = Template(**known)
        self._all[template.name, template.language] = template
        return template

    def find(self, name: str, language: str) -> Template | None:
        return self._all.get((name, language))

    def all(self) -> list[Template]:
        return list(self._all.values())

    def create(self, request: dict[str, Any], status: str = "APPROVED") -> Template:
        """Adds a template in Meta's own shape; what its review says of it is `status`."""
        entry = entry_from_components(request) | _judged(status)
        if (entry["name"], entry["language"]) in self._all:
            raise GraphError(
                100, "Invalid parameter", subcode=2388024, details="Content in this language already exists"
            )
        with self._store.transaction():
            self._store.run(
                "INSERT INTO templates VALUES (?, ?, ?)", entry["name"], entry["language"], json.dumps(entry)
            )
        return self._keep(entry)

    def judge(self, name: str, status: str) -> Template:
        """What the review says of a template that was made by the API. KeyError where there is none."""
        row = self._store.one("SELECT template FROM templates WHERE name = ?", name)
        if row is None:
            raise KeyError(name)
        entry = json.loads(row["template"]) | _judged(status)
        with self._store.transaction():
            self._store.run("UPDATE templates SET template = ? WHERE name = ?", json.dumps(entry), name)
        return self._keep(entry)

    def delete(self, name: str) -> None:
        with self._store.transaction():
            self._store.run("DELETE FROM templates WHERE name = ?", name)
        self._all = {key: one for key, one in self._all.items() if one.name != name}


def _judged(status: str) -> dict[str, str]:
    return {"status": status, "rejected_reason": "INVALID_FORMAT" if status == "REJECTED" else "NONE"}


def entry_from_components(request: dict[str, Any]) -> dict[str, Any]:
    """`{name, language, category, components}` as POSTed to Meta -> one entry as our own file has it."""
    for name in ("name", "language", "category", "components"):
        if not request.get(name):
            raise missing(name)
    if not re.fullmatch(r"[a-z0-9_]{1,512}", request["name"]):
        raise invalid("Param name must be lower-case letters, digits and underscores.")
    entry: dict[str, Any] = {
        "name": request["name"],
        "language": request["language"],
        "category": str(request["category"]).upper(),
        "named": str(request.get("parameter_format", "POSITIONAL")).upper() == "NAMED",
        "body": "",
    }
    for component in request["components"]:
        match str(component.get("type")).upper():
            case "HEADER":
                entry["header"] = str(component.get("format", "TEXT")).lower()
                entry["header_text"] = component.get("text")
                if entry["header"] in MEDIA and not component.get("example", {}).get("header_handle"):
                    raise missing("components.header.example.header_handle")
            case "BODY":
                entry["body"] = component.get("text") or ""
            case "FOOTER":
                entry["footer"] = component.get("text")
            case "BUTTONS":
                entry["buttons"] = [{**button, "type": str(button["type"]).lower()} for button in component["buttons"]]
    if entry["category"] != "AUTHENTICATION":
        check_wording(entry["body"])
    else:
        entry["body"] = entry["body"] or "*{{1}}* is your verification code."
    return entry


def check_wording(body: str) -> None:
    """Refuses what Meta's review refuses: no text, too much, a variable first, last or beside another."""
    if not body:
        raise missing("components.body.text")
    if len(body) > 1024:
        raise invalid("Body must be at most 1024 characters long.")
    if re.match(r"\s*\{\{", body) or re.search(r"\}\}\s*$", body):
        raise GraphError(100, "Invalid parameter", subcode=2388299, details="Variables can't be at the start or end")
    if re.search(r"\}\}\s*\{\{", body):
        raise GraphError(100, "Invalid parameter", subcode=2388299, details="Variables can't stand side by side")


def as_meta_lists(template: Template, template_id: str) -> dict[str, Any]:
    """One element of `GET /{waba}/message_templates`."""
    components: list[dict[str, Any]] = []
    if template.header:
        header = {"type": "HEADER", "format": template.header.upper()}
        components.append(header | ({"text": template.header_text} if template.header_text else {}))
    components.append({"type": "BODY", "text": template.body})
    if template.footer:
        components.append({"type": "FOOTER", "text": template.footer})
    if template.buttons:
        buttons = [{**button, "type": button["type"].upper()} for button in template.buttons]
        components.append({"type": "BUTTONS", "buttons": buttons})
    return {
        "name": template.name,
        "parameter_format": "NAMED" if template.named else "POSITIONAL",
        "components": components,
        "language": template.language,
        "status": template.status,
        "rejected_reason": template.rejected_reason,
        "category": template.category,
        "id": template_id,
    }
