"""Cloud Tasks delivers one outbox message to its customer.

POST, queues `messages-now` and `messages-bulk` only. Safe to repeat: a message is leased before it is sent.
"""

import functions_framework

from shared.core.http import task_endpoint
from shared.messaging.models import SendTask
from shared.messaging.send_message import send_message


@functions_framework.http
@task_endpoint
def main(task: SendTask) -> None:
    send_message(task.message_id)
