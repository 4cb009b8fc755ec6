"""One call to a WhatsApp gateway that has no codes like Meta's: what came of it, in the words of outgoing.py."""

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from shared.clients.outgoing import NotReached, Refused, Unclear
from shared.clients.whatsapp_errors import GATEWAY_LOST
from shared.core.config import settings

if TYPE_CHECKING:
    import requests

NOT_SET = ("", "-", "unset")
"""What stands in a secret of a gateway that is not used."""


def call(address: str, *, known: bool, **request: Any) -> tuple[int, dict[str, Any]]:
    """(HTTP status, JSON) of a POST. Raises NotReached, Unclear, or Refused where it is not `known` how to call it."""
    import requests

    if not known:
        raise Refused(GATEWAY_LOST, "not set up")
    try:
        answer = session().post(address, timeout=(5, settings().whatsapp_timeout_s), **request)
    except (requests.ConnectTimeout, requests.exceptions.SSLError) as error:
        raise NotReached from error
    except requests.ConnectionError as error:
        raise (NotReached if never_connected(error) else Unclear) from error
    except requests.RequestException as error:
        raise Unclear from error
    try:
        told = json.loads(answer.content)
    except ValueError as error:
        raise Unclear from error
    if not isinstance(told, dict):
        raise Unclear
    return answer.status_code, told


def never_connected(error: "requests.ConnectionError") -> bool:
    """Whether the call cannot have arrived."""
    from urllib3.exceptions import MaxRetryError, NewConnectionError

    cause = error.args[0] if error.args else None
    return isinstance(cause, MaxRetryError) and isinstance(cause.reason, NewConnectionError)


@cache
def session() -> "requests.Session":
    """One connection a thread; a request is never repeated here: that is decided with the message in hand."""
    import requests
    from requests.adapters import HTTPAdapter

    made = requests.Session()
    adapter = HTTPAdapter(pool_connections=4, pool_maxsize=64, max_retries=0)
    made.mount("https://", adapter)
    made.mount("http://", adapter)
    return made
