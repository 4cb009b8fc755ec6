"""Stages build/site: both sites as Hosting serves them, the API's description, and config.json of this project."""

import json
import shutil
from pathlib import Path

from local.manifests import ROOT
from operations.backup import version
from operations.place import Place, Unusable

DIST = ROOT / "web" / "dist"
TARGET = ROOT / "build" / "site"


def stage_site(place: Place, dist: Path = DIST, target: Path = TARGET) -> None:
    """Make `target` what is uploaded. Raises Unusable where the sites are not built or the key is not known."""
    if not (dist / "customer" / "index.html").exists():
        raise Unusable("The sites are not built: `make web` does.")
    key = place.secret("WEB_API_KEY")
    if not key:
        raise Unusable("The secret WEB_API_KEY has no value yet: docs/deploy.md, part 4.")
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(dist / "customer", target)
    shutil.copytree(dist / "admin", target / "admin")
    (target / "api").mkdir()
    shutil.copy(dist / "openapi.json", target / "api" / "openapi.json")
    config = {"project_id": place.project, "api_key": key, "version": version()}
    (target / "config.json").write_text(json.dumps(config) + "\n", encoding="utf-8")
