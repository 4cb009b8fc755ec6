"""What terraform/ says of Google's resources is what Google's provider knows: names, blocks, what is required.

provider_schema.json is made by make_schema.py: no provider can be asked where these tests run.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hcl2
import pytest

from tests.terraform.make_schema import PROVIDER, kinds

TERRAFORM = Path(__file__).parents[2] / "terraform"
SCHEMA: dict[str, Any] = json.loads(Path(__file__).with_name("provider_schema.json").read_text())
KNOWN: dict[str, Any] = SCHEMA["resources"]
META = {"for_each", "count", "depends_on", "provider", "lifecycle"}
"""Terraform's own, for every resource."""
CODE = re.sub(r"(^|\s)#.*", "", "\n".join(path.read_text() for path in sorted(TERRAFORM.glob("*.tf"))))


def declared() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(kind, name, body) of every resource."""
    for path in sorted(TERRAFORM.glob("*.tf")):
        for resource in hcl2.loads(path.read_text()).get("resource", []):
            for kind, named in resource.items():
                for name, body in named.items():
                    yield kind.strip('"'), name.strip('"'), body


RESOURCES = list(declared())
NAMES = {(kind, name) for kind, name, _ in RESOURCES}


def blocks(body: dict[str, Any]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The blocks in a body, those that are written by `dynamic` too."""
    for key, value in body.items():
        if key == "dynamic":
            yield from ((name.strip('"'), told["content"]) for one in value for name, told in one.items())
        elif (
            isinstance(value, list) and value and all(isinstance(one, dict) and "__is_block__" in one for one in value)
        ):
            yield key, value


def wrong(body: dict[str, Any], schema: dict[str, Any], where: str, meta: set[str]) -> Iterator[str]:
    """What a body says that the provider does not know, or does not say that it must."""
    inner: dict[str, list[dict[str, Any]]] = {}
    for name, contents in blocks(body):
        inner.setdefault(name, []).extend(contents)
    inner = {name: contents for name, contents in inner.items() if name not in meta}
    plain = {key for key in body if key not in inner and not key.startswith("__") and key != "dynamic"} - meta
    for name in sorted({*plain, *inner}):
        if name not in schema:
            yield f"{where}.{name} is not known"
        elif (name in inner) != ("block" in schema[name]):
            yield f"{where}.{name} is {'no ' if name in inner else ''}block"
    for name, told in schema.items():
        if told.get("required") and name not in plain and name not in inner:
            yield f"{where}.{name} is missing"
    for name, contents in inner.items():
        for content in contents:
            yield from wrong(content, schema.get(name, {}).get("block", {}), f"{where}.{name}", set())


def test_the_schema_is_of_the_version_that_is_asked_for() -> None:
    (wanted,) = re.findall(r'source  = "hashicorp/google"\s+version = "~> ([\d.]+)"', CODE)
    assert SCHEMA["provider"] == PROVIDER
    assert PROVIDER.startswith(f"{wanted}.")


def test_the_schema_holds_what_is_declared_and_no_more() -> None:
    assert sorted(KNOWN) == kinds(), "run `python -m tests.terraform.make_schema`"


@pytest.mark.parametrize(("kind", "name", "body"), RESOURCES, ids=[f"{kind}.{name}" for kind, name, _ in RESOURCES])
def test_a_resource_says_what_the_provider_knows_and_all_it_needs(kind: str, name: str, body: dict[str, Any]) -> None:
    assert list(wrong(body, KNOWN[kind]["arguments"], name, META)) == []


def test_what_is_wrong_would_be_seen() -> None:
    queue = KNOWN["google_cloud_tasks_queue"]["arguments"]
    body = hcl2.loads(
        'resource "q" "q" {\n name = "x"\n speed = 1\n retry_config = 3\n rate_limits {\n fast = 1\n }\n}'
    )
    ((told,),) = (one.values() for one in (body["resource"][0]['"q"'],))
    assert list(wrong(told, queue, "q", META)) == [
        "q.retry_config is block",
        "q.speed is not known",
        "q.location is missing",
        "q.rate_limits.fast is not known",
    ]


def test_what_one_resource_reads_of_another_is_there() -> None:
    read = re.findall(r"\b(google_\w+)\.(\w+)(?:\[[^\[\]]*(?:\[[^\]]*\])?[^\[\]]*\])?(?:\.(\w+))?", CODE)
    assert read
    assert [told for told in read if (told[0], told[1]) not in NAMES] == []
    attributes = [(kind, attribute) for kind, _, attribute in read if attribute]
    assert [told for told in attributes if told[1] not in KNOWN[told[0]]["attributes"]] == []
