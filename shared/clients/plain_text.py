"""A message with things to tap as plain text, for gateways that have nothing to tap: pure."""

from shared.clients.outgoing import FreeMessage

ANSWER_BY_NUMBER = "Balas dengan angka pilihan Anda."


def plain_text(message: FreeMessage) -> str:
    """Its words, its link written out, and what could be tapped as a numbered list."""
    parts = [message.text]
    if message.link:
        label, address = message.link
        parts.append(f"{label}: {address}")
    if choices := [title for _, title in message.replies] or [_row(row) for row in message.rows]:
        lines = [f"{number}. {choice}" for number, choice in enumerate(choices, 1)]
        parts.append("\n".join([*lines, ANSWER_BY_NUMBER]))
    if message.footer:
        parts.append(message.footer)
    return "\n\n".join(parts)


def _row(row: tuple[str, str, str]) -> str:
    _, title, description = row
    return f"{title} ({description})" if description else title
