"""Message templates as the provider approved them: text with numbered variables, and what to say without them."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from shared.core.model import Model
from shared.core.text import tidy

_VARIABLE = re.compile(r"\{\{(\d+)\}\}")


class Template(Model):
    """One template; `variables` name the values of {{1}}, {{2}}, ... in order."""

    name: str
    language: str
    category: str
    header: str | None = None
    body: str
    footer: str | None = None
    buttons: list[dict[str, Any]] = []
    variables: list[str] = []
    example: list[str] = []
    """Values of the variables, as the provider was shown them."""
    broadcast: bool = False
    """Made to be sent to many, with words of staff in it."""


@cache
def templates() -> dict[str, Template]:
    """All templates by name."""
    source = Path(__file__).with_name("templates.json").read_text(encoding="utf-8")
    return {template.name: template for template in map(Template.model_validate, json.loads(source))}


def body_values(template: Template, values: dict[str, str]) -> list[str]:
    """The values in the order of {{1}}, {{2}}, ...: one line each and never empty, as Meta refuses others (132018)."""
    return [tidy(values.get(name, "")) or "-" for name in template.variables]


def render_text(template: Template, values: dict[str, str]) -> str:
    """The body as the customer reads it."""
    ordered = body_values(template, values)
    return _VARIABLE.sub(lambda found: ordered[int(found.group(1)) - 1], template.body)
