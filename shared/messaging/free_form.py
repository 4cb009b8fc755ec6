"""A template's words as a free-form message, which goes inside the 24-hour window: pure."""

from shared.clients.whatsapp_cloud import FreeMessage
from shared.messaging.models import Message
from shared.messaging.templates import Template, render_text


def can_go_free(template: Template) -> bool:
    """Whether the same can be said without the template; a code cannot (Meta's authentication rules)."""
    return template.category != "AUTHENTICATION"


def free_form(message: Message, template: Template, public_url: str) -> FreeMessage:
    """The message with the template's words; a link beats reply buttons, as one message has only one kind."""
    links = [
        (str(button["text"]), str(button["url"]).replace("PUBLIC_URL", public_url).replace("{{1}}", suffix))
        for index, button in enumerate(template.buttons)
        if button["type"] == "url" and (suffix := message.button_values.get(str(index))) is not None
    ]
    replies = [str(button["text"]) for button in template.buttons if button["type"] == "quick_reply"]
    document = message.attachment
    return FreeMessage(
        to=message.to,
        text=render_text(template, message.values),
        footer=template.footer or "",
        link=links[0] if links else None,
        replies=[] if links else replies,
        document=(f"{public_url}{document.path}", document.filename) if document else None,
        callback_data=message.id,
    )
