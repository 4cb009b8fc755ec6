"""`make preflight ENV=...`: everything that must be set up, looked at from here; fails while something is missing.

Nothing is changed, but that an app which is not subscribed to WhatsApp's events is subscribed.
"""

import argparse
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from local.manifests import ROOT, load_all
from operations.place import Place, Unusable, enter
from operations.preflight.finding import Finding
from operations.preflight.in_google import in_google
from operations.preflight.of_provider import of_gateways, of_provider
from operations.preflight.of_site import of_site
from operations.preflight.of_whatsapp import of_whatsapp

SIGN = {"ok": "ok      ", "missing": "MISSING ", "look": "look    "}


def addresses(place: Place, local_dir: Path | None = None) -> dict[str, str]:
    """Where each function answers, by its folder's name."""
    if place.is_local:
        folder = local_dir or Path(os.environ.get("LOCAL_DIR") or ROOT / ".local")
        ports = json.loads((folder / "ports.json").read_text(encoding="utf-8"))
        return {one.name: f"http://127.0.0.1:{ports[one.name][0]}" for one in load_all()}
    said = place.variables
    region = said.get("region", "asia-southeast2")
    return {
        one.name: f"https://{one.name.replace('_', '-')}-{said.get('project_number')}.{region}.run.app"
        for one in load_all()
    }


def findings(place: Place, local_dir: Path | None = None) -> Iterator[Finding]:
    """Everything, in the order in which it is set up."""
    where = addresses(place, local_dir)
    if not place.is_local:
        yield from in_google(place)
    yield from of_site(place, where)
    yield from of_whatsapp(place, f"{where['whatsapp_webhook']}/webhooks/whatsapp")
    yield from of_gateways(place)
    yield from of_provider()


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--env", required=True)
    given = parser.parse_args()
    missing = 0
    try:
        for finding in findings(enter(given.env)):
            print(f"{SIGN[finding.state]}{finding.what}{f': {finding.do}' if finding.do else ''}", flush=True)
            missing += finding.state == "missing"
    except Unusable as error:
        sys.exit(str(error))
    if missing:
        sys.exit(f"{missing} missing.")
    print("Everything that can be seen from here is set up.")


if __name__ == "__main__":
    main()
