"""`make prepare`, `make plan` and `make deploy ENV=...`: the project becomes what these sources say.

In this order, so that each step finds what it needs: functions, queues, schedules, rules and indexes (terraform), what
is stored (migrations), the sites (Hosting), then a look whether it answers. One that broke off is simply made again.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import requests

from local.manifests import ROOT
from local.setup import FIREBASE_TOOLS
from operations.migrate import migrate
from operations.migrations import MIGRATIONS
from operations.place import Place, Unusable, enter
from operations.site import stage_site

Run = Callable[[Sequence[str]], None]
TERRAFORM = ("terraform", f"-chdir={ROOT / 'terraform'}")
ANSWERS_WITHIN_S = 180


def run(command: Sequence[str]) -> None:
    """Run it here, its words on this screen. Raises Unusable where it fails."""
    print(f"$ {' '.join(command)}", flush=True)
    try:
        done = subprocess.run(command, cwd=ROOT, check=False, env={**os.environ, "TF_IN_AUTOMATION": "1"})
    except FileNotFoundError as error:
        raise Unusable(f"{command[0]} is not installed: make preflight says what is needed.") from error
    if done.returncode:
        raise Unusable(f"{Path(command[0]).name} failed; what was done so far stays, and deploying again goes on.")


def prepare(place: Place, do: Run = run) -> None:
    """The first time, before everything: switch the APIs on, and make the secrets that a person then gives values."""
    _begin(place, do)
    first = ["google_project_service.used", "google_secret_manager_secret.secret"]
    targets = [f"-target={resource}" for resource in first]
    do([*TERRAFORM, "apply", "-input=false", "-auto-approve", f"-var-file={place.env}.tfvars", *targets])


def _begin(place: Place, do: Run) -> None:
    state = f"-backend-config=bucket={place.project}-terraform"
    do([*TERRAFORM, "init", "-input=false", "-reconfigure", state, f"-backend-config=prefix={place.env}"])


def plan(place: Place, do: Run = run) -> None:
    """Show what would change, and keep it for `apply`."""
    _begin(place, do)
    do([*TERRAFORM, "plan", "-input=false", f"-var-file={place.env}.tfvars", f"-out={plan_file(place)}"])


def deploy(place: Place, do: Run = run, *, migrating: bool = True) -> None:
    """Plan, apply, migrate, upload the sites, and see that it answers. Raises Unusable."""
    plan(place, do)
    do([*TERRAFORM, "apply", "-input=false", str(plan_file(place))])
    if migrating:
        migrate(MIGRATIONS)
    stage_site(place)
    hosting = ["deploy", "--only", "hosting", "--project", place.project, "--non-interactive"]
    do(["npx", "--yes", FIREBASE_TOOLS, *hosting])
    wait_until_healthy(f"{place.variables.get('public_url', '')}/api/health")


def plan_file(place: Place) -> Path:
    """Where the plan lies between the two commands."""
    (ROOT / "build").mkdir(exist_ok=True)
    return ROOT / "build" / f"{place.env}.tfplan"


def wait_until_healthy(url: str, within_s: float = ANSWERS_WITHIN_S) -> None:
    """Until the health page answers through the site. Raises Unusable."""
    end = time.monotonic() + within_s
    while True:
        try:
            if requests.get(url, timeout=10).ok:
                print(f"{url} answers.")
                return
        except requests.RequestException:
            pass
        if time.monotonic() > end:
            raise Unusable(f"{url} does not answer: docs/runbook.md#site-down.")
        time.sleep(3)


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["prepare", "plan", "deploy"])
    parser.add_argument("--env", required=True)
    parser.add_argument("--migrate", default="yes")
    given = parser.parse_args()
    try:
        place = enter(given.env)
        if place.is_local:
            raise Unusable("ENV=local is `make run`; ENV=staging or ENV=production is deployed.")
        if given.what == "prepare":
            prepare(place)
        elif given.what == "plan":
            plan(place)
        else:
            deploy(place, migrating=given.migrate == "yes")
    except Unusable as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
