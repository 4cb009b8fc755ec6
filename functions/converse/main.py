"""Cloud Tasks has what one person wrote to us on WhatsApp answered.

POST, queue `inbound` only. Safe to repeat: what was answered is taken off the list by the commit that answers it.
"""

import functions_framework

from shared.conversations.answer import answer
from shared.conversations.triage import triage
from shared.core.http import task_endpoint
from shared.messaging.models import ConverseTask

triage("halo")  # its words are read while the instance starts, not while the first customer waits


@functions_framework.http
@task_endpoint
def main(task: ConverseTask) -> None:
    answer(task.contact_id)
