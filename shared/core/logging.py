"""One JSON line an event: a name and ids. Never a phone number, a token or a message's text.

Cloud Logging reads the lines from standard output; what it calls by its own names stands under those.
"""

import json
import sys
import traceback
from typing import Any

from shared.core.config import settings
from shared.core.trace import trace_id

Value = str | int | float | bool | None

REPORTED = "type.googleapis.com/google.devtools.clouderrorreporting.v1beta1.ReportedErrorEvent"
"""Error Reporting gathers lines that say so; cloud.google.com/error-reporting/docs/formatting-error-messages."""


def log(event: str, *, severity: str = "INFO", **ids: Value) -> None:
    """Write one event."""
    _write(severity, event, ids)


def log_crash(event: str, error: BaseException, **ids: Value) -> None:
    """Write an unforeseen failure with where it happened; its message is left out, it may hold a person's data."""
    frames = traceback.extract_tb(error.__traceback__)[-6:]
    where = [f"{frame.filename.rsplit('/', 2)[-1]}:{frame.lineno} {frame.name}" for frame in frames]
    told: dict[str, Any] = {"error": type(error).__name__, "where": " < ".join(reversed(where)), **ids}
    if frames:
        # Alike are those of one kind from one place, which is how Error Reporting groups them.
        last = frames[-1]
        place = {"filePath": last.filename, "lineNumber": last.lineno, "functionName": last.name}
        service = {"service": settings().k_service or "local", "version": settings().k_revision}
        message = f"{type(error).__name__} in {where[-1]}"
        told |= {"@type": REPORTED, "message": message, "serviceContext": service}
        told["context"] = {"reportLocation": place}
    _write("ERROR", event, told)


def _write(severity: str, event: str, told: dict[str, Any]) -> None:
    line = {"severity": severity, "event": event, **told}
    if trace := trace_id():
        line["logging.googleapis.com/trace"] = f"projects/{settings().google_cloud_project}/traces/{trace}"
    sys.stdout.write(json.dumps(line, default=str) + "\n")
    sys.stdout.flush()
