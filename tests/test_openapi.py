"""web/openapi.json, from which the sites' types are made, is what the functions serve."""

import json

from local.openapi import TARGET, merged


def test_the_sites_types_come_from_what_the_functions_serve() -> None:
    assert json.loads(TARGET.read_text()) == json.loads(json.dumps(merged())), "run `make openapi`"


def test_every_operation_has_a_name_of_its_own() -> None:
    names = [operation["operationId"] for methods in merged()["paths"].values() for operation in methods.values()]
    assert len(names) == len(set(names))
