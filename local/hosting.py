"""Writes firebase.json from the manifests and web/headers.json: `make hosting`. A test holds them together."""

import json
from typing import Any

from local.manifests import ROOT, load_all

TARGET = ROOT / "firebase.json"
REGION = "asia-southeast2"
CALLED_DIRECTLY = ("/webhooks", "/agent")
"""Called at the function's own address: what they sign or show is checked there."""

CACHED = [
    {"source": "**", "headers": [{"key": "Cache-Control", "value": "no-cache"}]},
    {"source": "**/assets/**", "headers": [{"key": "Cache-Control", "value": "public, max-age=31536000, immutable"}]},
]
"""Of headers that several rules name, Hosting takes the last. A file under assets/ is named after what is in it; all
else is asked for anew, else a deployment would be seen an hour later."""


def firebase_json() -> dict[str, Any]:
    """Hosting of both sites in front of the http functions, and the rules and indexes of Firestore."""
    return {
        "firestore": {"rules": "firestore.rules", "indexes": "firestore.indexes.json"},
        "hosting": {
            "public": "build/site",
            "headers": [*json.loads((ROOT / "web" / "headers.json").read_text(encoding="utf-8")), *CACHED],
            "rewrites": [*_functions(), *_pages()],
        },
    }


def _functions() -> list[dict[str, Any]]:
    routes = {
        route: manifest.name.replace("_", "-")
        for manifest in load_all()
        for route in manifest.routes
        if not route.startswith(CALLED_DIRECTLY)
    }
    # Hosting takes the first that matches: the longer path before the shorter.
    return [
        {"source": f"{route}{{,/**}}", "run": {"serviceId": routes[route], "region": REGION}}
        for route in sorted(routes, key=lambda route: (-len(route), route))
    ]


def _pages() -> list[dict[str, Any]]:
    # What is no page is 404: a file of an older deployment must not be answered, and kept for a year, as a page.
    return [
        {"source": "/admin", "destination": "/admin/index.html"},
        {"source": "/admin/!(assets){,/**}", "destination": "/admin/index.html"},
        {"source": "!/@(admin|agent|api|assets|webhooks)/**", "destination": "/index.html"},
    ]


def main() -> None:
    """Write the file."""
    TARGET.write_text(json.dumps(firebase_json(), indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
