"""Names of people and messages as WhatsApp writes them: wa_id, BSUID, wamid."""

import base64
import hashlib
import re
import secrets

BSUID = re.compile(r"^[A-Z]{2}\.(ENT\.)?[0-9A-Za-z]{1,128}$")
_PUNCTUATION = re.compile(r"[\s()+.\-]")


def phone_digits(text: str) -> str | None:
    """`+62 812-0000` -> `628120000`; None where no phone number can be read."""
    digits = _PUNCTUATION.sub("", text)
    return digits if re.fullmatch(r"[0-9]{5,15}", digits) else None


def owner_digits(text: str) -> str | None:
    """As phone_digits, but a number written at home (0812...) gets its country."""
    digits = phone_digits(text)
    return "62" + digits[1:] if digits and digits.startswith("0") else digits


def bsuid_of(phone: str) -> str:
    """The business-scoped id a phone's owner always has towards this business."""
    digest = hashlib.sha256(f"sandbox-bsuid:{phone}".encode()).hexdigest()
    return f"ID.{int(digest[:18], 16)}"


def new_wamid() -> str:
    return "wamid.HBg" + base64.urlsafe_b64encode(secrets.token_bytes(33)).decode().rstrip("=")


def new_media_id() -> str:
    return str(10**15 + secrets.randbelow(9 * 10**15))
