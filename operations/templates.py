"""`make templates ENV=... [WAIT=minutes]`: submits the message templates that Meta does not have yet, and follows them.

Safe to repeat: what is there is left as it is. A template whose words changed here is told of and not replaced: Meta
allows one edit a day, and an approved one goes on working meanwhile.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from operations.graph import Graph, GraphRefused
from operations.place import Unusable, enter
from shared.messaging.templates import Template, templates

CODE_MINUTES = 5
ASK_EVERY_S = 30.0
WORDS = Path(__file__).parents[1] / "shared" / "messaging" / "templates.json"
SAMPLE = Path(__file__).with_name("contoh-tagihan.pdf")

State = Literal["approved", "waiting", "rejected", "paused", "missing", "differs"]
STATES: dict[str, State] = {
    "APPROVED": "approved",
    "PENDING": "waiting",
    "IN_APPEAL": "waiting",
    "REJECTED": "rejected",
    "PAUSED": "paused",
    "DISABLED": "paused",
}


@dataclass(frozen=True)
class Standing:
    """How one template stands at Meta, and why."""

    name: str
    state: State
    why: str = ""


def submission(template: Template, example: list[str], public_url: str, handle: str = "") -> dict[str, Any]:
    """The template as Meta wants it submitted, with an example for each variable."""
    if template.category == "AUTHENTICATION":
        # Meta writes the words of codes itself.
        button = {"type": "OTP", "otp_type": "COPY_CODE", "text": template.buttons[0]["text"]}
        components: list[dict[str, Any]] = [
            {"type": "BODY", "add_security_recommendation": True},
            {"type": "FOOTER", "code_expiration_minutes": CODE_MINUTES},
            {"type": "BUTTONS", "buttons": [button]},
        ]
    else:
        body: dict[str, Any] = {"type": "BODY", "text": template.body}
        components = [body | ({"example": {"body_text": [example]}} if example else {})]
        if template.header:
            header = {"type": "HEADER", "format": template.header.upper(), "example": {"header_handle": [handle]}}
            components.insert(0, header)
        if template.footer:
            components.append({"type": "FOOTER", "text": template.footer})
        if template.buttons:
            components.append({"type": "BUTTONS", "buttons": [_button(one, public_url) for one in template.buttons]})
    return {
        "name": template.name,
        "language": template.language,
        "category": template.category,
        "components": components,
    }


def _button(button: dict[str, Any], public_url: str) -> dict[str, Any]:
    if button["type"] == "url":
        address = button["url"].replace("PUBLIC_URL", public_url)
        return {
            "type": "URL",
            "text": button["text"],
            "url": address,
            "example": [address.replace("{{1}}", button["example"])],
        }
    return {"type": button["type"].upper(), "text": button["text"]}


def standings(graph: Graph) -> list[Standing]:
    """How each of our templates stands at Meta."""
    there = {(one["name"], one["language"]): one for one in graph.all(f"{graph.account}/message_templates")}
    return [_standing(template, there.get((template.name, template.language))) for template in templates().values()]


def _standing(template: Template, there: dict[str, Any] | None) -> Standing:
    if there is None:
        return Standing(template.name, "missing")
    state = STATES.get(there["status"], "waiting")
    reason = str(there.get("rejected_reason") or "")
    why = "" if reason in ("", "NONE") else reason
    if state == "approved" and there["category"] != template.category:
        return Standing(template.name, "differs", f"Meta calls it {there['category']}, which has another price")
    body = next((part.get("text", "") for part in there["components"] if part["type"] == "BODY"), "")
    if state == "approved" and template.category != "AUTHENTICATION" and body != template.body:
        return Standing(template.name, "differs", "its words are others than in shared/messaging/templates.json")
    return Standing(template.name, state, why)


def submit_missing(graph: Graph, public_url: str, say: Callable[[str], None] = print) -> None:
    """Submit what Meta does not have. What it refuses is said, and the others go on."""
    missing = {one.name for one in standings(graph) if one.state == "missing"}
    examples = {one["name"]: one.get("example", []) for one in json.loads(WORDS.read_text(encoding="utf-8"))}
    handle = ""
    for template in templates().values():
        if template.name not in missing:
            continue
        try:
            if template.header and not handle:
                handle = graph.keep_sample("contoh-tagihan.pdf", SAMPLE.read_bytes(), "application/pdf")
            told = graph.post(
                f"{graph.account}/message_templates",
                submission(template, examples.get(template.name, []), public_url, handle),
            )
            say(f"  {template.name}: submitted, {told['status'].lower()}")
        except GraphRefused as refused:
            say(f"  {template.name}: refused, {refused}")


def follow(
    graph: Graph, minutes: float, say: Callable[[str], None] = print, every_s: float = ASK_EVERY_S
) -> list[Standing]:
    """Ask until none waits, or the time is up; how they stand then."""
    end = time.monotonic() + minutes * 60
    told = standings(graph)
    while any(one.state == "waiting" for one in told) and time.monotonic() < end:
        time.sleep(every_s)
        told = standings(graph)
    for one in told:
        say(f"  {one.name}: {one.state}{f' ({one.why})' if one.why else ''}")
    return told


def main() -> None:
    """Read the command line; fails unless all are approved."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--env", required=True)
    parser.add_argument("--wait", type=float, default=0)
    given = parser.parse_args()
    try:
        place = enter(given.env)
        graph = Graph(place)
        public_url = place.variables.get("public_url") or place.variables.get("PUBLIC_URL", "")
        submit_missing(graph, public_url)
        told = follow(graph, given.wait)
    except (Unusable, GraphRefused) as error:
        sys.exit(str(error))
    left = [one for one in told if one.state != "approved"]
    if left:
        sys.exit(f"{len(told) - len(left)} of {len(told)} templates are approved. docs/deploy.md says what to do.")
    print(f"All {len(told)} templates are approved.")


if __name__ == "__main__":
    main()
