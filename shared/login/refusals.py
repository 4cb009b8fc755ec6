"""Why somebody is not signed in, in words that tell nothing of whose phone it is."""

from shared.core.errors import Conflict, Forbidden, Unauthorized


def wrong_code() -> Unauthorized:
    """Compared, and not it."""
    return Unauthorized(
        code="wrong_code",
        message_id="Kodenya salah. Periksa lagi pesan WhatsApp terakhir dari kami.",
        message_en="That is not the code. Check our latest WhatsApp message.",
    )


def code_over() -> Unauthorized:
    """Too old, used, or tried too often: it was not even compared."""
    return Unauthorized(
        code="code_over",
        message_id="Kode ini tidak berlaku lagi. Minta kode baru.",
        message_en="This code is no longer good. Ask for a new one.",
    )


def ticket_over() -> Unauthorized:
    """The choice came too late, or a second time."""
    return Unauthorized(
        code="ticket_over",
        message_id="Waktunya habis. Minta kode baru.",
        message_en="Too late. Ask for a new code.",
    )


def not_heard_yet() -> Conflict:
    """The message from the phone has not come in."""
    return Conflict(
        code="not_heard_yet",
        message_id="Pesan Anda belum sampai kepada kami.",
        message_en="Your message has not reached us yet.",
    )


def nobody() -> Forbidden:
    """The phone is proven, and is no customer's."""
    return Forbidden(
        code="no_customer",
        message_id="Nomor ini belum terdaftar sebagai pelanggan. Hubungi kantor kami.",
        message_en="This number is not a customer's. Contact our office.",
    )


def session_over() -> Unauthorized:
    """The session cannot go on."""
    return Unauthorized(
        code="session_over",
        message_id="Masa masuk Anda habis. Silakan masuk lagi.",
        message_en="Your session has ended. Please sign in again.",
    )


def closed() -> Forbidden:
    """They were a customer once."""
    return Forbidden(
        code="closed",
        message_id="Data pelanggan ini sudah ditutup. Hubungi kantor kami.",
        message_en="This customer account is closed. Contact our office.",
    )
