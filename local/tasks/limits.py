"""What Cloud Tasks refuses, with its status codes (cloud.google.com/tasks/docs/quotas, the v2 reference)."""

import re
from typing import Any
from urllib.parse import urlsplit

from google.cloud import tasks_v2
from grpc import StatusCode

LOCATION = re.compile(r"projects/[A-Za-z0-9_:.-]+/locations/[A-Za-z0-9-]+")
QUEUE_ID = re.compile(r"[A-Za-z0-9-]{1,100}")
TASK_ID = re.compile(r"[A-Za-z0-9_-]{1,500}")
MAX_TASK_BYTES = 1024 * 1024
MAX_URL_CHARACTERS = 2083
MAX_HEADER_BYTES = 80 * 1024
MAX_SCHEDULE_S = 30 * 24 * 3600
NAME_KEPT_S = 24 * 3600
DEADLINE_S = (15, 30 * 60)
DEFAULT_DEADLINE_S = 600.0
WITH_BODY = ("POST", "PUT", "PATCH")


class Refused(Exception):
    """A call the cloud would not take."""

    def __init__(self, code: StatusCode, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def invalid(message: str) -> Refused:
    """INVALID_ARGUMENT: repeating the call is no use."""
    return Refused(StatusCode.INVALID_ARGUMENT, message)


def check_location(parent: str) -> None:
    """Raises Refused unless `parent` reads projects/P/locations/L."""
    if not LOCATION.fullmatch(parent):
        raise invalid(f"Resource name has invalid format: '{parent}'; want projects/P/locations/L.")


def check_queue_name(name: str) -> None:
    """Raises Refused unless `name` reads projects/P/locations/L/queues/Q of letters, digits, hyphens."""
    location, _, queue_id = name.partition("/queues/")
    check_location(location)
    if not QUEUE_ID.fullmatch(queue_id):
        raise invalid("Queue ID must contain only letters, numbers and hyphens, at most 100 of them.")


def check_task_name(name: str, parent: str) -> None:
    """Raises Refused unless `name` is a task's name in the queue `parent`."""
    queue, _, task_id = name.partition("/tasks/")
    if queue != parent:
        raise invalid(f"The queue name from request ('{parent}') is not the task's queue ('{queue}').")
    if not TASK_ID.fullmatch(task_id):
        raise invalid("Task ID must contain only letters, numbers, hyphens and underscores, at most 500.")


def check_task(task: Any, now: float) -> None:
    """Raises Refused for a task (protobuf) the cloud would not take; `now` in epoch seconds."""
    if not task.HasField("http_request"):
        raise invalid("Task.http_request is required here: there is no App Engine.")
    request = task.http_request
    if urlsplit(request.url).scheme not in ("http", "https") or not urlsplit(request.url).netloc:
        raise invalid("HttpRequest.url must be an absolute URL starting with http:// or https://.")
    if len(request.url) > MAX_URL_CHARACTERS:
        raise invalid(f"HttpRequest.url must be at most {MAX_URL_CHARACTERS} characters.")
    if request.body and method_of(request) not in WITH_BODY:
        raise invalid("HTTP request body is only allowed with POST, PUT and PATCH.")
    if sum(len(name) + len(value) for name, value in request.headers.items()) > MAX_HEADER_BYTES:
        raise invalid("HttpRequest.headers must be at most 80KB.")
    if task.ByteSize() > MAX_TASK_BYTES:
        raise invalid("Task size too large: a task may have at most 1MB.")
    if task.HasField("schedule_time") and seconds(task.schedule_time) > now + MAX_SCHEDULE_S:
        raise invalid("The scheduleTime is too far in the future: at most 720h ahead.")
    if task.HasField("dispatch_deadline"):
        deadline = seconds(task.dispatch_deadline)
        if not DEADLINE_S[0] <= deadline <= DEADLINE_S[1]:
            raise invalid("Task.dispatchDeadline must be between [15s, 30m].")


def method_of(request: Any) -> str:
    """The HTTP method; POST where none is given, as the cloud does."""
    method = tasks_v2.HttpMethod(request.http_method)
    return "POST" if method is tasks_v2.HttpMethod.HTTP_METHOD_UNSPECIFIED else method.name


def seconds(moment: Any) -> float:
    """A protobuf Timestamp or Duration in seconds."""
    return float(moment.seconds + moment.nanos / 1e9)
