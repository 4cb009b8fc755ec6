"""Reads functions/*/function.yaml: what each function is called by, and how much of it runs at once."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
FUNCTIONS = ROOT / "functions"


@dataclass(frozen=True)
class QueueRules:
    """A queue of Cloud Tasks; the defaults are the cloud's."""

    per_second: float = 500.0
    concurrent: int = 1000
    max_attempts: int = 100
    min_backoff_s: float = 0.1
    max_backoff_s: float = 3600.0
    max_doublings: int = 16


@dataclass(frozen=True)
class Manifest:
    """One function: `name` is its folder, `trigger` is http, task or schedule."""

    name: str
    folder: Path
    trigger: str
    routes: tuple[str, ...] = ()
    schedule: str = ""
    time_zone: str = "Asia/Jakarta"
    concurrency: int = 1
    timeout_s: int = 60
    queues: dict[str, QueueRules] = field(default_factory=dict)
    secrets: tuple[str, ...] = ()


def load(folder: Path) -> Manifest:
    """The manifest in one function's folder."""
    told: dict[str, Any] = yaml.safe_load((folder / "function.yaml").read_text(encoding="utf-8"))
    return Manifest(
        name=folder.name,
        folder=folder,
        trigger=told["trigger"],
        routes=tuple(told.get("routes") or ()),
        schedule=told.get("schedule") or "",
        time_zone=told.get("time_zone") or "Asia/Jakarta",
        concurrency=int(told.get("concurrency") or 1),
        timeout_s=int(told.get("timeout_s") or 60),
        secrets=tuple(told.get("secrets") or ()),
        queues={name: QueueRules(**rules) for name, rules in (told.get("queues") or {}).items()},
    )


def load_all(functions: Path = FUNCTIONS) -> list[Manifest]:
    """Every function under `functions`, by name."""
    return [load(path.parent) for path in sorted(functions.glob("*/function.yaml"))]


def queues_of(manifests: list[Manifest]) -> dict[str, QueueRules]:
    """All queues by their cloud id."""
    return {queue: rules for manifest in manifests for queue, rules in manifest.queues.items()}
