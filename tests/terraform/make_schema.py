"""Writes provider_schema.json: what Google's terraform provider knows of the resources we declare.

`python -m tests.terraform.make_schema`, after a resource of another kind was declared. No provider can be downloaded
where the tests run; the npm package @cdktf/provider-google holds its whole schema, as types: an argument is required
where its name has no question mark, and is a block where its type is another interface of the same file.
"""

import json
import re
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import Any

TERRAFORM = Path(__file__).parents[2] / "terraform"
TARGET = Path(__file__).with_name("provider_schema.json")
PACKAGE, VERSION, PROVIDER = "@cdktf/provider-google", "16.12.1", "6.50.0"

_INTERFACE = re.compile(r"^export interface (\w+)[^\n]*\{\n(.*?)^\}", re.MULTILINE | re.DOTALL)
_ARGUMENT = re.compile(r"#(\w+) \w+#\w+\}\s*(?:\*(?!/)[^\n]*\s*)*\*/\s*readonly \w+(\??): ([^;]+);")
_GETTER = re.compile(r"^    get (\w+)\(\)", re.MULTILINE)


def kinds() -> list[str]:
    """The kinds of resource that terraform/ declares."""
    sources = "\n".join(path.read_text(encoding="utf-8") for path in TERRAFORM.glob("*.tf"))
    return sorted(set(re.findall(r'^resource "(google_\w+)"', sources, re.MULTILINE)))


def schema_of(kind: str, types: str) -> dict[str, Any]:
    """Arguments, with those of their blocks, and the attributes that can be read."""
    interfaces = dict(_INTERFACE.findall(types))
    config = next(name for name in interfaces if name.endswith("Config") and f"interface {name} extends" in types)
    of_resource = types[types.index(f'tfResourceType = "{kind}"') :]
    attributes = {_snake(name) for name in _GETTER.findall(of_resource) if not name.endswith("Input")}
    return {"arguments": _arguments(config, interfaces), "attributes": sorted(attributes)}


def _arguments(name: str, interfaces: dict[str, str]) -> dict[str, Any]:
    found = {}
    for argument, optional, type_name in _ARGUMENT.findall(interfaces[name]):
        told: dict[str, Any] = {} if optional else {"required": True}
        inner = re.match(r"\w+", type_name)
        if inner and inner.group() in interfaces:
            told["block"] = _arguments(inner.group(), interfaces)
        found[argument] = told
    return dict(sorted(found.items()))


def _snake(name: str) -> str:
    return re.sub(r"(?<!^)([A-Z])", r"_\1", name).lower()


def main() -> None:
    """Fetch the package by npm, read what is needed of it, forget it."""
    wanted = {kind.removeprefix("google_").replace("_", ""): kind for kind in kinds()}
    resources = {}
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", "--silent", f"{PACKAGE}@{VERSION}"], cwd=folder, check=True)
        (package,) = Path(folder).glob("*.tgz")
        with tarfile.open(package) as files:
            for member in files:
                parts = member.name.split("/")
                if parts[1:2] != ["lib"] or parts[3:] != ["index.d.ts"]:
                    continue
                kind = wanted.get(parts[2].replace("-", ""))
                file = files.extractfile(member) if kind else None
                if kind and file:
                    resources[kind] = schema_of(kind, file.read().decode())
    assert resources.keys() == set(wanted.values()), set(wanted.values()) - resources.keys()
    told = {"package": f"{PACKAGE} {VERSION}", "provider": PROVIDER, "resources": dict(sorted(resources.items()))}
    TARGET.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
