"""Merge what every HTTP function serves into one web/openapi.json: the contract the sites' types come from."""

import importlib.util
import json
import os
from pathlib import Path
from typing import Any

from local.manifests import ROOT, Manifest, load_all
from shared.core.http import openapi_document


class Ambiguous(Exception):
    """Two functions give one name to different things, of which the sites would see only one."""


TARGET = ROOT / "web" / "openapi.json"


def merged() -> dict[str, Any]:
    """The OpenAPI document of all HTTP functions together."""
    os.environ.setdefault("GOOGLE_CLOUD_PROJECT", "demo-sambung")
    document: dict[str, Any] = {
        "openapi": "3.1.0",
        "info": {"title": "Sambung", "version": "1"},
        "paths": {},
        "components": {"schemas": {}},
    }
    for manifest in load_all():
        part = _of(manifest)
        _add(document["paths"], part.get("paths", {}), manifest.name)
        _add(document["components"]["schemas"], part.get("components", {}).get("schemas", {}), manifest.name)
    document["paths"] = dict(sorted(document["paths"].items()))
    document["components"]["schemas"] = dict(sorted(document["components"]["schemas"].items()))
    return document


def api_of(manifest: Manifest) -> Any:
    """The handler of a function's routes, with its `.app` and `.tables`; None for a function that serves none."""
    if manifest.trigger != "http":
        return None
    spec = importlib.util.spec_from_file_location(f"{manifest.name}_main", manifest.folder / "main.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(manifest.folder / "main.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return getattr(module, "api", None)


def _add(told: dict[str, Any], part: dict[str, Any], function: str) -> None:
    """Add what one function serves. Raises Ambiguous where two mean different things by one name."""
    for name, meant in part.items():
        if told.setdefault(name, meant) != meant:
            raise Ambiguous(f"{function} means something else by {name} than a function before it")


def _of(manifest: Manifest) -> dict[str, Any]:
    api = api_of(manifest)
    return openapi_document(*api.tables) if api else {}


def write(target: Path = TARGET) -> None:
    """Write the document where the sites' types are made from it, and where the origin serves it."""
    target.write_text(json.dumps(merged(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write()
