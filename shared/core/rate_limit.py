"""How often one caller may do one thing, whichever instance answers: a document per caller and window.

One write a call and nothing read, so only for what is expensive or can be guessed at.
"""

import math
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from shared.core import clock
from shared.core.errors import TooMany
from shared.core.firestore import client, operations
from shared.core.ids import digest

COLLECTION = "rate_limits"


@dataclass(frozen=True)
class Limit:
    """At most `most` calls within each window of `per_s` seconds."""

    most: int
    per_s: int


def take(what: str, caller_id: str, limit: Limit) -> None:
    """Count one call of `what` by this caller (kept as a digest). Raises TooMany, with how long to wait."""
    from google.cloud.firestore import Increment

    now = clock.real()
    window = math.floor(now.timestamp() / limit.per_s)
    ends = datetime.fromtimestamp((window + 1) * limit.per_s, UTC)
    record = client().document(f"{COLLECTION}/{digest(what, caller_id, str(window))}")
    written = record.set({"calls": Increment(1), "expires_at": ends + timedelta(hours=1)}, merge=True)
    operations.writes += 1
    calls = int(written.transform_results[0].integer_value)
    if calls > limit.most:
        raise TooMany(retry_after_s=max(1, math.ceil((ends - now).total_seconds())))
