"""Who somebody is on WhatsApp: a phone, or a BSUID where they hide it."""

import re

_BSUID = re.compile(r"[A-Z]{2}\.(ENT\.)?[0-9A-Za-z]{1,128}")


def is_bsuid(text: str) -> bool:
    """Whether this is a business-scoped user id (`ID.1349`): asked first, as many of them read as a phone too."""
    return bool(_BSUID.fullmatch(text))
