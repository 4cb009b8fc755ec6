"""Hand one leased message to its provider, in the form it was leased for."""

from shared.clients.outgoing import FreeMessage, TemplateMessage
from shared.core.config import settings
from shared.messaging.content import Choice
from shared.messaging.free_form import choices_of, free_form
from shared.messaging.models import Message
from shared.messaging.providers import carrier_of
from shared.messaging.templates import Template, body_values, templates


def call_provider(message: Message) -> str:
    """The provider's id of the message. Raises Refused, NotReached or Unclear."""
    carrier, template = carrier_of(message.provider), templates().get(message.template)
    if message.form == "free" or template is None or carrier.send_template is None:
        return carrier.send_free(_free(message))
    return carrier.send_template(_filled_in(message, template))


def offered_by(message: Message) -> list[Choice]:
    """What it offers to choose from."""
    return choices_of(_free(message))


def _free(message: Message) -> FreeMessage:
    return free_form(message, templates().get(message.template), settings().public_url)


def _filled_in(message: Message, template: Template) -> TemplateMessage:
    public_url, document = settings().public_url, message.attachment
    return TemplateMessage(
        to=message.to,
        name=template.name,
        language=template.language,
        body=body_values(template, message.values),
        buttons=message.button_values,
        document=(f"{public_url}{document.path}", document.filename) if document else None,
        callback_data=message.id,
    )
