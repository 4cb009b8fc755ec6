"""firebase.json says what the manifests and web/headers.json say."""

import json

from local.hosting import CALLED_DIRECTLY, TARGET, firebase_json
from local.manifests import load_all


def test_firebase_json_comes_from_the_manifests() -> None:
    assert json.loads(TARGET.read_text(encoding="utf-8")) == firebase_json(), "run `make hosting`"


def test_every_route_of_the_sites_reaches_its_function() -> None:
    told = {one["source"].split("{")[0]: one["run"]["serviceId"] for one in firebase_json()["hosting"]["rewrites"][:-2]}
    for manifest in load_all():
        for route in manifest.routes:
            if not route.startswith(CALLED_DIRECTLY):
                assert told[route] == manifest.name.replace("_", "-")


def test_the_longer_path_is_asked_before_the_shorter() -> None:
    sources = [one["source"].split("{")[0] for one in firebase_json()["hosting"]["rewrites"][:-2]]
    for later, source in enumerate(sources):
        assert not [one for one in sources[:later] if source.startswith(f"{one}/")]


def test_no_page_goes_out_without_its_policy() -> None:
    [everywhere] = [one for one in firebase_json()["hosting"]["headers"] if one["source"] == "**"]
    policy = {header["key"]: header["value"] for header in everywhere["headers"]}["Content-Security-Policy"]
    assert "unsafe" not in policy
