"""Cloud Tasks drains one slice of one queue.

POST, queue `drains` only. Safe to repeat: how far a slice has come is written with each of its pages.
"""

from collections.abc import Callable

import functions_framework

from shared.billing.issue_invoices import issue_slice
from shared.core.http import task_endpoint
from shared.core.tasks import DrainTask
from shared.imports.drain_import import drain_import
from shared.messaging.release_messages import release_messages

QUEUES: dict[str, Callable[[DrainTask], None]] = {
    "invoices": lambda task: issue_slice(task.job, task.slice),
    "imports": lambda task: drain_import(task.job),
    "messages": lambda _task: release_messages(),
}


@functions_framework.http
@task_endpoint
def main(task: DrainTask) -> None:
    QUEUES[task.queue](task)
