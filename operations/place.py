"""Which provider a command is about: ENV=local (the stack of `make run`), or a project that terraform keeps.

A project is described by terraform/<ENV>.tfvars; whoever runs the command is signed in with `gcloud auth
application-default login`, and has the rights of their own account.
"""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

import hcl2

from local.environment import read
from local.manifests import ROOT
from shared.core import config, firestore, storage

LOCAL = "local"


class Unusable(Exception):
    """A command cannot do what it was asked; the message is one sentence for whoever typed it."""


@dataclass(frozen=True)
class Place:
    """A provider's project, or the stack on this machine."""

    env: str
    project: str
    variables: dict[str, str]
    """As terraform/<env>.tfvars has them; of the local stack, as its functions do."""

    @property
    def is_local(self) -> bool:
        return self.env == LOCAL

    def secret(self, name: str) -> str:
        """The newest version of a secret; empty where there is none."""
        if self.is_local:
            return self.variables.get(name, "")
        done = subprocess.run(
            ["gcloud", "secrets", "versions", "access", "latest", f"--secret={name}", f"--project={self.project}"],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        return done.stdout.strip() if done.returncode == 0 else ""


def enter(env: str, local_dir: Path | None = None, terraform: Path = ROOT / "terraform") -> Place:
    """Make this process speak to that place from now on. Raises Unusable."""
    place = _local(local_dir) if env == LOCAL else _in_cloud(env, terraform)
    variables = place.variables if place.is_local else _settings(place)
    for name in [name for name in os.environ if name.endswith("_EMULATOR_HOST")]:
        del os.environ[name]
    os.environ.update(variables)
    for kept in (config.settings, firestore.client, storage.bucket):
        kept.cache_clear()
    return place


def told(env: str, terraform: Path = ROOT / "terraform") -> dict[str, str]:
    """What terraform/<env>.tfvars says. Raises Unusable."""
    file = terraform / f"{env}.tfvars"
    if not file.exists():
        raise Unusable(f"There is no {file.name} in terraform/: docs/deploy.md says what stands in it.")
    values = hcl2.loads(file.read_text(encoding="utf-8"))
    return {name: str(value).strip('"') for name, value in values.items() if not name.startswith("__")}


def _local(local_dir: Path | None) -> Place:
    folder = local_dir or Path(os.environ.get("LOCAL_DIR") or ROOT / ".local")
    variables = read(folder / "env")
    if not variables:
        raise Unusable("No local stack was ever started here: `make run` does.")
    return Place(LOCAL, variables["GOOGLE_CLOUD_PROJECT"], variables)


def _in_cloud(env: str, terraform: Path) -> Place:
    variables = told(env, terraform)
    if not variables.get("project_id"):
        raise Unusable(f"terraform/{env}.tfvars names no project_id.")
    return Place(env, variables["project_id"], variables)


def _settings(place: Place) -> dict[str, str]:
    said = place.variables
    return {
        "GOOGLE_CLOUD_PROJECT": place.project,
        "REGION": said.get("region", "asia-southeast2"),
        "TIME_ZONE": said.get("time_zone", "Asia/Jakarta"),
        "PUBLIC_URL": said.get("public_url", ""),
        "BUCKET": f"{place.project}-private",
    }
