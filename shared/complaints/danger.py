"""Words that make a complaint urgent whoever wrote it: fire, live or fallen cables, falling poles. Pure."""

import re

from shared.complaints.models import Priority
from shared.core.text import fold

_DANGER = re.compile(
    r"terbakar|kebakaran|gosong|hangus|\bberasap\b|keluar asap|(?:keluar|muncul|ada) api\b|"
    r"\bkonslet|korslet|percik|kesetrum|ke?strum|"
    r"tiang\w*\s+(?:\w+\s+){0,3}(?:miring|roboh|ambruk|tumbang|patah|jatuh)|"
    r"kabel\w*\s+(?:\w+\s+){0,4}(?:jatuh|melintang|menjuntai|semrawut di jalan|ke jalan|di jalan)"
)


def at_least_for(description: str, priority: Priority) -> Priority:
    """The priority, or `urgent` where the words tell of danger."""
    return "urgent" if _DANGER.search(fold(description)) else priority
