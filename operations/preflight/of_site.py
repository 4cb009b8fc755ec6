"""The site and the functions: they answer, to whom they should, and to nobody else."""

from collections.abc import Iterator
from typing import Any

import requests

from local.manifests import load_all
from operations.place import Place
from operations.preflight.finding import Finding, found

TIMEOUT_S = 20


def of_site(place: Place, addresses: dict[str, str]) -> Iterator[Finding]:
    """`addresses`: where each function answers, by its folder's name."""
    site = place.variables.get("public_url") or place.variables.get("PUBLIC_URL", "")
    config = _asked("GET", f"{site}/config.json")
    same = _json(config).get("project_id") == place.project
    yield found(f"{site} is this project's site", same, "deploy.md, part 6: the domain, then make deploy.")
    health = _asked("GET", f"{site}/api/health")
    ok = _json(health).get("status") == "ok"
    yield found("a function and Firestore answer behind it", ok, "make deploy; runbook.md#site-down.")
    for page in ("/", "/admin/"):
        answer = _asked("GET", f"{site}{page}")
        has = answer is not None and "Content-Security-Policy" in answer.headers
        yield found(f"{page} is there, with its security headers", has, "make deploy.")
    for manifest in load_all():
        if manifest.trigger != "http":
            answer = _asked("POST", addresses[manifest.name])
            closed = answer is not None and answer.status_code in (401, 403)
            yield found(f"{manifest.name} lets no stranger in", closed, "make deploy; terraform/invokers.tf.")


def _asked(method: str, url: str) -> requests.Response | None:
    try:
        return requests.request(method, url, timeout=TIMEOUT_S, data=b"{}" if method == "POST" else None)
    except requests.RequestException:
        return None


def _json(answer: requests.Response | None) -> dict[str, Any]:
    try:
        said = answer.json() if answer is not None and answer.ok else {}
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}
