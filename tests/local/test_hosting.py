"""firebase.json says what the manifests and web/headers.json say."""

import json
import re

from local.hosting import CALLED_DIRECTLY, REGION, TARGET, firebase_json
from local.manifests import ROOT, load_all


def test_firebase_json_comes_from_the_manifests() -> None:
    assert json.loads(TARGET.read_text(encoding="utf-8")) == firebase_json(), "run `make hosting`"


def test_every_route_of_the_sites_reaches_its_function() -> None:
    told = {
        one["source"].split("{")[0]: one["run"]["serviceId"]
        for one in firebase_json()["hosting"]["rewrites"]
        if "run" in one
    }
    for manifest in load_all():
        for route in manifest.routes:
            if not route.startswith(CALLED_DIRECTLY):
                assert told[route] == manifest.name.replace("_", "-")


def test_the_longer_path_is_asked_before_the_shorter() -> None:
    sources = [one["source"].split("{")[0] for one in firebase_json()["hosting"]["rewrites"] if "run" in one]
    for later, source in enumerate(sources):
        assert not [one for one in sources[:later] if source.startswith(f"{one}/")]


def test_no_page_goes_out_without_its_policy() -> None:
    everywhere = [one for one in firebase_json()["hosting"]["headers"] if one["source"] == "**"]
    said = {header["key"]: header["value"] for one in everywhere for header in one["headers"]}
    assert "unsafe" not in said["Content-Security-Policy"]


def test_a_page_is_asked_for_anew_and_what_is_named_after_its_content_is_kept() -> None:
    said = [
        (one["source"], header["value"])
        for one in firebase_json()["hosting"]["headers"]
        for header in one["headers"]
        if header["key"] == "Cache-Control"
    ]
    assert said == [("**", "no-cache"), ("**/assets/**", "public, max-age=31536000, immutable")]


def test_hosting_looks_for_the_functions_where_terraform_puts_them() -> None:
    variables = (ROOT / "terraform" / "variables.tf").read_text(encoding="utf-8")
    (region,) = re.findall(r'variable "region" \{.*?default\s+= "([^"]+)"', variables, re.DOTALL)
    assert region == REGION
