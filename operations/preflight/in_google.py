"""The project: tools, variables, secrets, billing. Only for a place in the cloud."""

import shutil
import subprocess
from collections.abc import Iterator

import hcl2

from local.manifests import ROOT, load_all
from operations.place import Place
from operations.preflight.finding import Finding, found

TOOLS = {"terraform": "1.11 or newer", "gcloud": "the Google Cloud CLI", "npm": "Node 20 or newer"}


def in_google(place: Place) -> Iterator[Finding]:
    """Tools on this machine, then what the project is."""
    for tool, what in TOOLS.items():
        yield found(f"{tool} is installed", shutil.which(tool) is not None, f"Install {what}.")
    for name in sorted(needed_variables() - {name for name, value in place.variables.items() if value}):
        yield Finding(f"variable {name}", "missing", f"Put it into terraform/{place.env}.tfvars.")
    if not shutil.which("gcloud"):
        return
    number = _gcloud(f"projects describe {place.project} --format=value(projectNumber)")
    yield found(f"project {place.project} can be reached", bool(number), "gcloud auth login; deploy.md, part 1.")
    if number:
        same = number == place.variables.get("project_number")
        yield found("project_number is the project's", same, f"It is {number}: put that into the tfvars.")
        billed = _gcloud(f"billing projects describe {place.project} --format=value(billingEnabled)")
        yield found("billing is switched on", billed == "True", "deploy.md, part 1: link a billing account.")
        state = _gcloud(f"storage buckets describe gs://{place.project}-terraform --format=value(name)")
        yield found("the bucket of terraform's state is there", bool(state), "deploy.md, part 1.")
        for secret in sorted(secrets_of(place)):
            yield found(f"secret {secret} has a value", bool(place.secret(secret)), "deploy.md, part 4.")


def needed_variables() -> set[str]:
    """Those that terraform has no default for."""
    said = hcl2.loads((ROOT / "terraform" / "variables.tf").read_text(encoding="utf-8"))["variable"]
    return {name.strip('"') for one in said for name, body in one.items() if "default" not in body}


def secrets_of(place: Place) -> set[str]:
    """The secrets that a function of this place is given."""
    named = {secret for one in load_all() for secret in one.secrets}
    return {secret for secret in named if secret not in place.variables.get("unused_secrets", "")}


def _gcloud(command: str) -> str:
    done = subprocess.run(["gcloud", *command.split()], capture_output=True, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else ""
