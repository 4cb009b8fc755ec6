"""Asks Sambung as people do whose signal is bad: again, with the same id, until somebody answers."""

import itertools
import random
import time
from collections.abc import Callable
from typing import Any

import requests

from local.addresses import Addresses
from local.stack import Stack
from tests.owner import Owner

TRIES = 40
PAUSE_S = 0.25


def patiently(ask: Callable[[], requests.Response]) -> requests.Response:
    """The answer to a question that may be put again; 503 and a broken line are no answers."""
    for number in range(TRIES):
        try:
            answer = ask()
            if answer.status_code != 503:
                return answer
        except requests.RequestException:  # killed before its answer, or in the middle of it
            if number == TRIES - 1:
                raise
        time.sleep(PAUSE_S)
    return answer


class PatientOwner(Owner):
    """The owner's API while processes are being killed; each act has an id of its own."""

    def __init__(self, stack: Stack, chance: random.Random) -> None:
        super().__init__(stack)
        self._acts, self._name = itertools.count(1), f"m{chance.getrandbits(40):x}"

    def get(self, path: str, **query: Any) -> Any:
        return self._answer(patiently(lambda: self.session.get(self.url + path, params=query, timeout=60)))

    def post(self, path: str, **body: Any) -> Any:
        return self._answer(self._post(path, body))

    def try_to_post(self, path: str, refusal: str, **body: Any) -> bool:
        """Whether it was done; `refusal` is the code with which it may be refused."""
        answer = self._post(path, body)
        if answer.status_code == 409 and answer.json()["code"] == refusal:
            return False
        self._answer(answer)
        return True

    def patch(self, path: str, **body: Any) -> Any:
        return self._answer(patiently(lambda: self.session.patch(self.url + path, json=body, timeout=60)))

    def _post(self, path: str, body: dict[str, Any]) -> requests.Response:
        key = {"Idempotency-Key": f"{self._name}-{next(self._acts)}"}
        return patiently(lambda: self.session.post(self.url + path, json=body, headers=key, timeout=60))


class Visitors:
    """Customers on the pay page, each at home behind an address of their own."""

    def __init__(self, stack: Stack) -> None:
        self._addresses = Addresses(stack.local_dir / "ports.json")
        self._session = requests.Session()

    def post(self, phone: str, path: str, **sent: Any) -> requests.Response:
        """A form where there are `files`, JSON otherwise."""
        home = f"10.{int(phone[-6:]) // 65_536}.{int(phone[-6:]) // 256 % 256}.{int(phone[-6:]) % 256}"

        def ask() -> requests.Response:
            url = f"http://127.0.0.1:{self._addresses.port('portal')}{path}"
            return self._session.post(url, headers={"X-Forwarded-For": home}, timeout=60, **sent)

        return patiently(ask)
