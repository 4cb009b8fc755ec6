"""Writes docs/data-model.md from the models: `make data-model`."""

import importlib
import re
import types
import typing
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import hcl2
from pydantic import BaseModel

from local.manifests import ROOT
from shared.access.matrix import BOARDS
from shared.core.firestore import Collection

TARGET = ROOT / "docs" / "data-model.md"
HEAD = """# The data model

`make data-model` writes this page from the models. Firestore, one database a provider; every collection is at the
top, and a document's fields are the model's. Dates are text (`2026-11-23`), moments timestamps, money whole rupiah.

What holds everywhere:

- **Ids are derived** and created, never overwritten: that something was done once is that its document exists. A bill
  is `{subscription}_{month}`, a message `{cause}.{purpose}`, a payment `c_{client's id}` or `g_{gateway}_{their id}`.
- **The customer's document is the unit of order**: whatever changes their money, bills or lines writes it too.
- **`shard`** (0 to 255, from the customer's id) spreads long work over sixteen slices; **`next_..._on`, `..._at`** say
  when something is due, and move on in the commit that did it.
- **Nothing but functions writes.** Browsers of staff read five live boards by firestore.rules: marked *live*.
- **`branch_id`** is there from the first day, with one branch.

```mermaid
erDiagram
  areas ||--o{ customers : "lies in"
  customers ||--|{ subscriptions : has
  plans ||--o{ subscriptions : "is sold as"
  subscriptions ||--o{ invoices : "is billed by"
  customers ||--o{ invoices : owes
  customers ||--o{ payments : pays
  invoices ||--o{ charges : "is asked for by"
  customers ||--o{ ledger : "is entered in"
  payments ||--o{ ledger : enters
  invoices ||--o{ ledger : enters
  invoices ||--o{ messages : "is told by"
  contacts ||--o{ identities : "is known by"
  contacts ||--o| conversations : has
  contacts ||--o{ inbound : writes
  customers ||--o{ complaints : makes
  complaints ||--o{ complaint_events : "goes through"
  outages ||--o{ complaints : explains
  routers ||--o{ sessions : tells
  nodes ||--o{ nodes : "is above"
  runs ||--|{ run_slices : "is cut into"
```
"""


@dataclass
class Kept:
    """One collection: the noun that keeps it, and what is in it."""

    noun: str
    models: list[type[BaseModel]] = field(default_factory=list)


def collections() -> dict[str, Kept]:
    """Every collection, by name."""
    found: dict[str, Kept] = {}
    for path in sorted((ROOT / "shared").rglob("*.py")):
        if 'Collection("' not in path.read_text(encoding="utf-8"):
            continue
        source = path.read_text(encoding="utf-8")
        dotted = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for value in vars(importlib.import_module(dotted)).values():
            if isinstance(value, Collection) and f'Collection("{value.name}"' in source:
                kept = found.setdefault(value.name, Kept(path.parent.name))
                if value.model not in kept.models:
                    kept.models.append(value.model)
    return {name: found[name] for name in sorted(found)}


def expiring() -> dict[str, str]:
    """Collection -> the field by which its documents delete themselves."""
    blocks = hcl2.loads((ROOT / "terraform" / "firestore.tf").read_text(encoding="utf-8"))["locals"]
    (kept,) = [block["kept_until"] for block in blocks if "kept_until" in block]
    return {name.strip('"'): until.strip('"') for name, until in kept.items() if not name.startswith("__")}


def page() -> str:
    """The page as it should be."""
    nouns: dict[str, list[str]] = {}
    ends = expiring()
    for name, kept in collections().items():
        marks = [
            *(["*live*"] if name in BOARDS else []),
            *([f"*deletes itself at `{ends[name]}`*"] if name in ends else []),
        ]
        told = [f"### {name}", "", " · ".join(marks)] if marks else [f"### {name}"]
        for model in kept.models:
            told += ["", _says(model), "", f"`{model.__name__}`: {', '.join(_fields(model))}"]
        nouns.setdefault(kept.noun, []).append("\n".join(told))
    parts = [HEAD.rstrip()]
    for noun in sorted(nouns):
        parts += [f"## {noun}", *nouns[noun]]
    return "\n\n".join(parts) + "\n"


def _says(model: type[BaseModel]) -> str:
    told = (model.__doc__ or "").strip().split("\n\n")[0]
    return re.sub(r"\s+", " ", told) if "validate data using" not in told else ""


def _fields(model: type[BaseModel]) -> Iterator[str]:
    for name, told in model.model_fields.items():
        if name != "id":
            yield f"{name} *{kind_of(told.annotation)}*"
    for name in model.model_computed_fields:
        yield f"{name} *computed*"


def kind_of(annotation: Any) -> str:
    origin, inner = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return kind_of(inner[0])
    if origin in (typing.Union, types.UnionType):
        rest = [kind_of(one) for one in inner if one is not type(None)]
        return " or ".join(dict.fromkeys(rest)) + ("?" if type(None) in inner else "")
    if origin is typing.Literal:
        return " / ".join(map(str, inner)) if len(inner) <= 6 else "text"
    if origin in (list, tuple, set):
        return f"list of {kind_of(inner[0])}" if inner else "list"
    if origin is dict or annotation is dict:
        return "map"
    names = {"str": "text", "int": "int", "float": "number", "bool": "bool", "datetime": "moment", "date": "date"}
    return names.get(getattr(annotation, "__name__", ""), getattr(annotation, "__name__", "any"))


def main() -> None:
    """Write the file."""
    TARGET.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
