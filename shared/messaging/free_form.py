"""What goes inside the 24-hour window, in words of our own or in a template's: pure."""

from shared.clients.outgoing import FreeMessage
from shared.messaging.content import Choice, Content
from shared.messaging.models import Message
from shared.messaging.templates import Template, render_text

TEXT, CAPTION, FOOTER, BUTTON, ROW, DESCRIPTION = 4_096, 1_024, 60, 20, 24, 72
"""WhatsApp's longest of each."""
OPENS_LIST = "Pilih"


def can_go_free(template: Template) -> bool:
    """Whether the same can be said without the template; a code cannot (Meta's authentication rules)."""
    return template.category != "AUTHENTICATION"


def free_form(message: Message, template: Template | None, public_url: str) -> FreeMessage:
    """The message in its own words, else in the template's; what is too long for WhatsApp ends in a dot dot dot."""
    content = message.content or (template_content(message, template, public_url) if template else Content(text=""))
    taps = bool(content.buttons or content.rows or content.link)
    document, image = content.document, content.image
    return FreeMessage(
        to=message.to,
        text=cut(content.text, CAPTION if taps or document or image else TEXT - len(content.footer) - 2),
        footer=cut(content.footer, FOOTER),
        link=(cut(content.link[0], BUTTON), at(public_url, content.link[1])) if content.link else None,
        replies=[(choice.id, cut(choice.title, BUTTON)) for choice in content.buttons],
        rows=[(row.id, cut(row.title, ROW), cut(row.description, DESCRIPTION)) for row in content.rows],
        rows_button=cut(content.rows_button, BUTTON) or OPENS_LIST,
        image=at(public_url, image) if image else None,
        document=(at(public_url, document.path), document.filename) if document else None,
        callback_data=message.id,
    )


def choices_of(message: FreeMessage) -> list[Choice]:
    """What can be tapped in it, in the order in which a menu would number it."""
    replies = [Choice(id=reply_id, title=title) for reply_id, title in message.replies]
    return replies or [Choice(id=row_id, title=title) for row_id, title, _ in message.rows]


def template_content(message: Message, template: Template, public_url: str) -> Content:
    """What a template says; a link beats reply buttons, as one message has only one kind."""
    links = [
        (str(button["text"]), str(button["url"]).replace("PUBLIC_URL", public_url).replace("{{1}}", suffix))
        for index, button in enumerate(template.buttons)
        if button["type"] == "url" and (suffix := message.button_values.get(str(index))) is not None
    ]
    replies = [str(button["text"]) for button in template.buttons if button["type"] == "quick_reply"]
    return Content(
        text=render_text(template, message.values),
        footer=template.footer or "",
        link=links[0] if links else None,
        buttons=[] if links else [Choice(id=title, title=title) for title in replies],
        document=message.attachment,
    )


def at(public_url: str, path: str) -> str:
    """A whole address; a path is on our own."""
    return f"{public_url}{path}" if path.startswith("/") else path


def cut(text: str, longest: int) -> str:
    """At most so many letters, the last of them a sign that there was more."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
