"""What is asked of a payment gateway, whichever it is, what it tells, and how a call to it can fail."""

import hmac
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, Protocol

from shared.core.config import settings
from shared.core.errors import OutsideError

if TYPE_CHECKING:
    import requests

State = Literal["pending", "settled", "expired", "denied", "failed", "taken_back", "unknown"]
"""What became of an order; `taken_back`: refunded or charged back, `unknown`: a word of theirs that we do not know."""

NOT_SET = ("", "-", "unset")
"""What stands in a secret of a gateway that is not used."""
MOST_BYTES = 1_000_000
AT_ONCE = 32


@dataclass(frozen=True)
class Order:
    """A payment to be asked for; `amount` in whole rupiah, `order_id` is ours and comes with every notification."""

    order_id: str
    channel: str
    amount: int
    title: str
    """What it pays, as the payer reads it."""
    payer: str
    """A name that tells a stranger little."""
    customer_id: str
    made_at: datetime
    expires_at: datetime
    return_url: str
    """Where the payer's browser goes afterwards."""
    notify_url: str
    answer_by: float
    """On time.monotonic(): whoever asked is answered by then, however many calls it takes."""

    @property
    def left_s(self) -> float:
        """Seconds until then."""
        return self.answer_by - time.monotonic()


@dataclass(frozen=True)
class Known:
    """An order that was asked for, as it is named to the gateway; `ref` is its own id, where we have heard it."""

    order_id: str
    ref: str
    channel: str


@dataclass(frozen=True)
class Posted:
    """A notification as it came."""

    raw: bytes
    header: Callable[[str], str | None]
    """Of a header by its name, in whatever case it came."""


@dataclass(frozen=True)
class Opened:
    """How the payer pays it: what there is of it depends on the channel."""

    ref: str = ""
    """The gateway's own id of it, where it has one yet."""
    qr_string: str = ""
    redirect_url: str = ""
    va_number: str = ""


@dataclass(frozen=True)
class Told:
    """What a gateway says of an order, by a notification or when asked."""

    order_id: str
    ref: str
    """Its own id of the payment."""
    state: State
    amount: int | None
    """Whole rupiah; None where it says none, or no whole ones."""
    currency: str
    paid_at: datetime | None = None
    order_ref: str = ""
    """Its own id of the order, where that is another than of the payment."""


class NotTheirs(Exception):
    """The gateway did not sign these bytes."""


class Gateway(Protocol):
    """One gateway. Calls raise OutsideError: permanent where asking again would be answered the same."""

    @property
    def NAME(self) -> str: ...

    @property
    def CHANNELS(self) -> tuple[str, ...]: ...

    @property
    def SIGNS_ALL(self) -> bool: ...

    def is_ready(self) -> bool:
        """Whether its keys are there."""

    def open_order(self, order: Order, *, again: bool) -> Opened:
        """Ask for a payment. `again`: an earlier request for the same order may have been heard."""

    def ask(self, known: Known, within_s: float | None = None) -> Told | None:
        """What became of it; None: they know no such order."""

    def close(self, known: Known, within_s: float | None = None) -> None:
        """See to it that nobody pays it any more, where the gateway can."""

    def read_notice(self, posted: Posted) -> Told | None:
        """A notification, checked; None for one that is about no order. Raises NotTheirs, ValueError, KeyError."""


def is_set(*secrets: str) -> bool:
    """Whether all of these secrets are there."""
    return all(secret not in NOT_SET for secret in secrets)


def same_text(ours: str, theirs: str | None) -> bool:
    """Whether two secrets or signatures are the same, in constant time."""
    return hmac.compare_digest(ours.encode(), (theirs or "").encode())


def whole_rupiah(value: Any) -> int | None:
    """`165000`, `"165000.00"` or 165000.0 as 165000; None for what is no whole amount."""
    try:
        amount = Decimal(str(value))
        return int(amount) if amount == amount.to_integral_value() and 0 <= amount < 10**15 else None
    except (InvalidOperation, ValueError):
        return None


def call(
    service: str,
    method: str,
    url: str,
    *,
    headers: Mapping[str, str] | None = None,
    user: str | None = None,
    body: Any = None,
    query: Mapping[str, str] | None = None,
    within_s: float | None = None,
) -> tuple[int, Any]:
    """(HTTP status, JSON) of an answer below 500, in at most 20 s. `user` is a key for Basic auth, without password.

    Raises OutsideError `not_reached`, `unclear` (it may have been heard), `busy` or `bad_answer`.
    """
    within_s = settings().gateway_timeout_s if within_s is None else within_s
    if within_s <= 0:
        raise OutsideError(service, "unclear", permanent=False)
    told: dict[str, Any] = {
        "json": body,
        "params": query,
        "headers": {"Accept": "application/json", **(headers or {})},
        "auth": (user, "") if user is not None else None,
        "timeout": (min(4.0, within_s), within_s),
        "stream": True,
        "allow_redirects": False,
    }
    # The library's time-outs begin anew with every byte; whoever asked is answered in time all the same.
    asked = _asking().submit(_ask, service, method, url, told, time.monotonic() + within_s)
    try:
        status, raw = asked.result(within_s)
    except TimeoutError as error:
        raise OutsideError(service, "unclear", permanent=False) from error
    if status >= 500 or status == 429:
        raise OutsideError(service, "busy", permanent=False)
    return status, _json(service, raw)


def _ask(service: str, method: str, url: str, told: dict[str, Any], ends_at: float) -> tuple[int, bytes]:
    import requests

    try:
        response = _session().request(method, url, **told)
        with response:
            return response.status_code, _read(response, ends_at)
    except requests.ConnectTimeout as error:
        raise OutsideError(service, "not_reached", permanent=False) from error
    except requests.RequestException as error:
        raise OutsideError(service, "unclear", permanent=False) from error


def _read(response: "requests.Response", ends_at: float) -> bytes:
    import requests

    raw = bytearray()
    for chunk in response.iter_content(1 << 10):
        raw += chunk
        if time.monotonic() > ends_at or len(raw) > MOST_BYTES:
            raise requests.ReadTimeout
    return bytes(raw)


@cache
def _asking() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(AT_ONCE, thread_name_prefix="gateway")


def _json(service: str, raw: bytes) -> Any:
    import json

    try:
        return json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise OutsideError(service, "bad_answer", permanent=False) from error


@cache
def _session() -> "requests.Session":
    import requests
    from requests.adapters import HTTPAdapter

    session = requests.Session()
    # Never repeated here: whoever asks decides, with the charge in hand.
    adapter = HTTPAdapter(pool_connections=4, pool_maxsize=32, max_retries=0)
    session.mount("https://", adapter)
    session.mount("http://", adapter)
    return session
