"""Which fields need no index of their own: dates, maps, lists and long texts that no query asks for.

`python -m tests.exemptions` writes them into firestore.indexes.json, which tests/test_indexes.py looks at. Asked for is
what stands in any filter or order of our sources, in whichever collection: an index too many costs a little, one too
few would fail in the cloud, and nowhere here.
"""

import importlib
import json
import re
import types
import typing
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from shared.core.firestore import Collection

ROOT = Path(__file__).parents[1]
INDEXES = ROOT / "firestore.indexes.json"
LARGE = (list, dict, tuple, set, datetime, date, time, BaseModel)
LONG_TEXTS = frozenset({
    "action_taken", "address", "body", "cause_found", "description", "invoice_note", "last_text", "note", "qr_string",
    "rating_text", "raw", "redirect_url", "rows", "static_qris", "text", "token_hash", "va_number",
})  # fmt: skip
ASKED_BY_OTHER_MEANS = frozenset({"plan_ids", "t"})
"""By a name that is put together, or handed on."""
MOST = 1000
"""Field configurations that a database may have; cloud.google.com/firestore/quotas."""
_FILTERED = re.compile(r'\(\s*f?"([a-z_]+)[\w.{}]*",\s*"(?:==|<=?|>=?|in|array_contains\w*)"')
_ORDERED = re.compile(r'\("([a-z_]+)",\s*"(?:ASC|DESC)ENDING"\)')


def collections() -> dict[str, set[type[BaseModel]]]:
    """Every collection with the models that are kept in it."""
    found: dict[str, set[type[BaseModel]]] = {}
    for path in sorted((ROOT / "shared").rglob("*.py")):
        if 'Collection("' in path.read_text(encoding="utf-8"):
            module = importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
            for value in vars(module).values():
                if isinstance(value, Collection):
                    found.setdefault(value.name, set()).add(value.model)
    return found


def asked_for() -> set[str]:
    """Every field that a filter or an order in our sources names, by the first part of its path."""
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "shared").rglob("*.py")]
    return {name for source in sources for found in (_FILTERED, _ORDERED) for name in found.findall(source)}


def exempt() -> list[tuple[str, str]]:
    """(collection, field) of each."""
    asked = asked_for() | ASKED_BY_OTHER_MEANS
    return sorted({
        (collection, name)
        for collection, models in collections().items()
        for model in models
        for name, field in model.model_fields.items()
        if (name in LONG_TEXTS or is_large(field.annotation)) and name not in asked
    })  # fmt: skip


def is_large(annotation: Any) -> bool:
    """Whether a field holds a date, a map or a list."""
    return any(isinstance(kind, type) and issubclass(kind, LARGE) for kind in _kinds(annotation))


def _kinds(annotation: Any) -> Iterator[Any]:
    origin = typing.get_origin(annotation)
    if origin is typing.Annotated:
        yield from _kinds(typing.get_args(annotation)[0])
    elif origin in (typing.Union, types.UnionType):
        for one in typing.get_args(annotation):
            yield from _kinds(one)
    else:
        yield origin or annotation


def main() -> None:
    """Write the file; its composite indexes stay as they are."""
    told = json.loads(INDEXES.read_text(encoding="utf-8"))
    told["fieldOverrides"] = [
        {"collectionGroup": collection, "fieldPath": field, "indexes": []} for collection, field in exempt()
    ]
    INDEXES.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
