"""web/openapi.json, from which the sites' types are made, is what the functions serve."""

import json

import pytest

from local import openapi
from local.openapi import TARGET, Ambiguous, merged


def test_the_sites_types_come_from_what_the_functions_serve() -> None:
    assert json.loads(TARGET.read_text()) == json.loads(json.dumps(merged())), "run `make openapi`"


def test_every_operation_has_a_name_of_its_own() -> None:
    names = [operation["operationId"] for methods in merged()["paths"].values() for operation in methods.values()]
    assert len(names) == len(set(names))


def test_two_functions_may_not_mean_different_things_by_one_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def says(manifest: object) -> dict[str, object]:
        return {"components": {"schemas": {"Path": {"title": f"of {getattr(manifest, 'name', '')}"}}}}

    monkeypatch.setattr(openapi, "_of", says)
    with pytest.raises(Ambiguous, match="Path"):
        merged()
