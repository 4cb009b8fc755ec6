"""Cloud Tasks drains one slice of one queue.

POST, queue `drains` only. Safe to repeat: how far a slice has come is written with each of its pages.
"""

from collections.abc import Callable

import functions_framework

from shared.billing.issue_invoices import issue_slice
from shared.billing.lay_dates_again import lay_dates_again
from shared.billing.take_dunning_steps import dun_slice
from shared.broadcasts.drain_broadcast import drain_broadcast
from shared.complaints.dispatch_complaint import dispatch_complaint
from shared.complaints.drain_outage import drain_outage
from shared.core.http import task_endpoint
from shared.core.tasks import DrainTask
from shared.imports.drain_import import drain_import
from shared.messaging.release_messages import release_messages
from shared.network.look_for_outages import look_for_outages
from shared.payments.check_charge import check_charge
from shared.privacy.apply_retention import apply_retention
from shared.privacy.drain_erasure import erase_slice

QUEUES: dict[str, Callable[[DrainTask], None]] = {
    "invoices": lambda task: issue_slice(task.job, task.slice),
    "dunning": lambda task: dun_slice(task.job, task.slice),
    "dunning_dates": lambda _task: lay_dates_again(),
    "complaints": lambda task: dispatch_complaint(task.job),
    "announcements": lambda task: drain_outage(task.job),
    "broadcasts": lambda task: drain_broadcast(task.job),
    "charges": lambda task: check_charge(task.job),
    "imports": lambda task: drain_import(task.job),
    "outages": lambda task: look_for_outages(task.job),
    "messages": lambda _task: release_messages(),
    "erasures": lambda task: erase_slice(task.job),
    "retention": lambda _task: apply_retention(),
}


@functions_framework.http
@task_endpoint
def main(task: DrainTask) -> None:
    QUEUES[task.queue](task)
