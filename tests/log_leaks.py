"""What a log must never hold, found in the logs that the functions wrote while they were tested."""

import re
from pathlib import Path

from local.manifests import load_all

LEAKS = {
    "a phone number": re.compile(r"(?<![\w.])(?:\+?62|0)8\d{8,11}(?!\w)"),
    "a token": re.compile(r"eyJ[\w-]{10,}\.|Bearer\s+\S{8,}", re.IGNORECASE),
    "an identity number": re.compile(r"(?<![\w.])\d{16}(?!\w)"),
    # WhatsApp's error codes (130429 to 137000) are logged by their number.
    "a code": re.compile(r"(?i)\b(?:code|kode|otp)\W{1,4}(?!13[0-7]\d{3})\d{6}\b"),
    "a bill's link": re.compile(r"/(?:t|api/pay)/[\w-]{8,}"),
}


def leaks(folder: Path) -> list[str]:
    """Which function's log holds what; the thing itself is not repeated."""
    return [
        f"{name}: {what}, line {number}"
        for name in sorted(manifest.name for manifest in load_all())
        if (log := folder / f"{name}.log").exists()
        for number, line in enumerate(log.read_text(errors="replace").splitlines(), 1)
        for what, pattern in LEAKS.items()
        if pattern.search(line)
    ]
