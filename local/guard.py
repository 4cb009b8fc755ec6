"""Waits for the supervisor to end; if it could not end its children itself (kill -9), does so.

Most die with it (children.py), but a web server's workers are not its own children: they would go on.
"""

import contextlib
import fcntl
import json
import os
import select
import signal
import sys
from pathlib import Path


def main() -> None:
    """`python -m local.guard <pid of the supervisor> <pids.json>`."""
    supervisor, pids_file = int(sys.argv[1]), Path(sys.argv[2])
    with contextlib.suppress(ProcessLookupError):
        watched = os.pidfd_open(supervisor)
        select.select([watched], [], [])
    lock = os.open(pids_file.with_name("lock"), os.O_RDWR | os.O_CREAT)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return  # another supervisor is here already, and the file is about its children
    for name, leaders in json.loads(pids_file.read_text()).items():
        for leader in leaders:
            if name != "guard" and leader:
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.killpg(leader, signal.SIGKILL)
    pids_file.write_text("{}")


if __name__ == "__main__":
    main()
