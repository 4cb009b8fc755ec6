"""`make pause ENV=...` and `make resume ENV=...`: schedules and queues stand still, so that a restore is left alone.

Webhooks and people still come in: put the notice up, or restore at night. What is enqueued meanwhile waits.
"""

import argparse
import sys

from local.manifests import load_all, queues_of
from operations.deploy import Run, run
from operations.place import Place, Unusable, enter


def pause(place: Place, verb: str, do: Run = run) -> None:
    """`verb` is pause or resume."""
    region = place.variables.get("region", "asia-southeast2")
    at = [f"--location={region}", f"--project={place.project}", "--quiet"]
    for manifest in load_all():
        if manifest.trigger == "schedule":
            do(["gcloud", "scheduler", "jobs", verb, manifest.name.replace("_", "-"), *at])
    for queue in sorted(queues_of(load_all())):
        do(["gcloud", "tasks", "queues", verb, queue, *at])


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("verb", choices=["pause", "resume"])
    parser.add_argument("--env", required=True)
    given = parser.parse_args()
    try:
        pause(enter(given.env), given.verb)
    except Unusable as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
