"""`make run`: the whole of Sambung on this machine, until Ctrl-C."""

import os
import signal
import sys
import time
from pathlib import Path
from typing import Any

from local.manifests import ROOT
from local.seed import seed
from local.setup import Missing
from local.stack import Stack, StartError


class Stopped(BaseException):
    """Ctrl-C or TERM, also in the middle of starting."""


def main() -> int:
    """Start, say so, wait, stop. Variables: PORT (8080), SEED (demo or none), LOCAL_DIR (.local)."""
    began = time.monotonic()
    _on_ctrl_c_or_term(_stop)
    local_dir = Path(os.environ.get("LOCAL_DIR") or ROOT / ".local")
    stack = Stack(int(os.environ.get("PORT") or 8080), local_dir, say=_say)
    try:
        stack.start()
        seeder = seed(stack.url, stack.env, os.environ.get("SEED") or "demo", _say)
        stack.save()
        _say(f"Ready: {stack.url}")
        _say(f"({time.monotonic() - began:.0f} s; Ctrl-C ends it)")
        for line in seeder.links():
            _say(line)
        while True:
            signal.pause()
    except Stopped:
        _say("Stopping ...")
        return 0
    except (Missing, StartError) as error:
        print(error, file=sys.stderr, flush=True)
        return 1
    finally:
        _on_ctrl_c_or_term(lambda *_: None)
        stack.stop()


def _on_ctrl_c_or_term(handler: Any) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, handler)


def _stop(*_: object) -> None:
    raise Stopped


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
