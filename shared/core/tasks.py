"""Cloud Tasks: hand work to a function, now or later. What is lost between commit and here, the sweep finds."""

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from shared.core.config import settings
from shared.core.errors import Busy
from shared.core.model import Model
from shared.core.trace import handed_on

if TYPE_CHECKING:
    from google.cloud.tasks_v2 import CloudTasksClient


class DrainTask(Model):
    """What Cloud Tasks hands to the drain function: one slice of one queue, of one job where there are several."""

    queue: str
    job: str = ""
    slice: int = 0


def enqueue_drain(queue: str, job: str = "", slices: Iterable[int] = (0,)) -> None:
    """Ask for slices of a queue to be drained."""
    enqueue_all("drains", "drain", [DrainTask(queue=queue, job=job, slice=number) for number in slices])


def enqueue(queue: str, function: str, body: Model, *, at: datetime | None = None) -> None:
    """Ask `function` (folder name) to handle `body`; `at` is on the real clock."""
    enqueue_all(queue, function, [body], at=at)


def enqueue_all(queue: str, function: str, bodies: Iterable[Model], *, at: datetime | None = None) -> None:
    """As `enqueue`, for many. Raises Busy if Cloud Tasks cannot be reached for a while."""
    from google.api_core import exceptions, retry
    from google.cloud import tasks_v2
    from google.protobuf.timestamp_pb2 import Timestamp

    config = settings()
    parent = f"projects/{config.google_cloud_project}/locations/{config.region}/queues/{queue}"
    address = config.function_address.format(name=function.replace("_", "-"))
    create = client().create_task
    # Asking again may make a task twice, which every handler bears.
    again = retry.Retry(retry.if_exception_type(exceptions.ServiceUnavailable), initial=0.1, maximum=1, timeout=8)
    for body in bodies:
        task = tasks_v2.Task(
            http_request=tasks_v2.HttpRequest(
                url=address,
                http_method=tasks_v2.HttpMethod.POST,
                headers={"Content-Type": "application/json", **handed_on()},
                body=body.model_dump_json().encode(),
                oidc_token=tasks_v2.OidcToken(
                    service_account_email=config.invoker_service_account or "local@sambung.test",
                    audience=address,
                ),
            )
        )
        if at is not None:
            moment = Timestamp()
            moment.FromDatetime(at)
            task.schedule_time = moment
        try:
            create(parent=parent, task=task, retry=again)
        except (exceptions.RetryError, exceptions.ServiceUnavailable) as error:
            raise Busy() from error


@cache
def client() -> "CloudTasksClient":
    """The process's Cloud Tasks client: Google's, or the local server that speaks the same gRPC."""
    from google.cloud import tasks_v2

    host = settings().cloud_tasks_emulator_host
    if not host:
        return tasks_v2.CloudTasksClient()

    import grpc
    from google.cloud.tasks_v2.services.cloud_tasks.transports import CloudTasksGrpcTransport

    return tasks_v2.CloudTasksClient(transport=CloudTasksGrpcTransport(channel=grpc.insecure_channel(host)))
