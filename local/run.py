"""`make run`: the whole of Sambung on this machine, until Ctrl-C."""

import os
import signal
import sys
import threading
import time
from pathlib import Path

from local.manifests import ROOT
from local.seed import seed
from local.setup import Missing
from local.stack import Stack, StartError


def main() -> int:
    """Start, say so, wait, stop. Variables: PORT (8080), SEED (demo or none), LOCAL_DIR (.local)."""
    began = time.monotonic()
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    local_dir = Path(os.environ.get("LOCAL_DIR") or ROOT / ".local")
    stack = Stack(int(os.environ.get("PORT") or 8080), local_dir, say=_say)
    try:
        stack.start()
        seeder = seed(stack.url, stack.env, os.environ.get("SEED") or "demo", _say)
        _say(f"Ready: {stack.url}")
        _say(f"({time.monotonic() - began:.0f} s; Ctrl-C ends it)")
        for line in seeder.links():
            _say(line)
        stop.wait()
        _say("Stopping ...")
    except (Missing, StartError) as error:
        print(error, file=sys.stderr, flush=True)
        return 1
    finally:
        stack.stop()
    return 0


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
