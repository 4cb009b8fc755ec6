"""Writes firebase.json from the manifests and web/headers.json: `make hosting`. A test holds them together."""

import json
from typing import Any

from local.manifests import ROOT, load_all

TARGET = ROOT / "firebase.json"
REGION = "asia-southeast2"
CALLED_DIRECTLY = ("/webhooks", "/agent")
"""Called at the function's own address: what they sign or show is checked there."""


def firebase_json() -> dict[str, Any]:
    """Hosting of both sites in front of the http functions, and the rules and indexes of Firestore."""
    return {
        "firestore": {"rules": "firestore.rules", "indexes": "firestore.indexes.json"},
        "hosting": {
            "public": "build/site",
            "headers": json.loads((ROOT / "web" / "headers.json").read_text(encoding="utf-8")),
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
    return [
        {"source": "/admin{,/**}", "destination": "/admin/index.html"},
        {"source": "**", "destination": "/index.html"},
    ]


def main() -> None:
    """Write the file."""
    TARGET.write_text(json.dumps(firebase_json(), indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
