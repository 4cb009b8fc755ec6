"""One JSON line an event: a name and ids. Never a phone number, a token or a message's text."""

import json
import sys
import traceback

Value = str | int | float | bool | None


def log(event: str, *, severity: str = "INFO", **ids: Value) -> None:
    """Write one event to standard output, where Cloud Logging reads it."""
    sys.stdout.write(json.dumps({"severity": severity, "event": event, **ids}, default=str) + "\n")
    sys.stdout.flush()


def log_crash(event: str, error: BaseException, **ids: Value) -> None:
    """Write an unforeseen failure with where it happened; its message is left out, it may hold a person's data."""
    frames = traceback.extract_tb(error.__traceback__)
    where = [f"{frame.filename.rsplit('/', 2)[-1]}:{frame.lineno} {frame.name}" for frame in frames[-6:]]
    log(event, severity="ERROR", error=type(error).__name__, where=" < ".join(reversed(where)), **ids)
