"""A call to a gateway ends in time, whatever the gateway does, and says in which way it failed."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from shared.clients.gateway import call
from shared.core import config
from shared.core.errors import OutsideError

WITHIN_S = 0.6
HEAD = b"HTTP/1.1 %d X\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"


@contextmanager
def gateway(answer: bytes, drip_s: float = 0.0, accepts: bool = True) -> Iterator[str]:
    """A server that answers so, a byte at a time where it drips, and not at all where there is nothing to say."""
    server = socket.create_server(("127.0.0.1", 0))
    stop = threading.Event()

    def serve() -> None:
        server.settimeout(0.1)
        while not stop.is_set():
            try:
                caller, _ = server.accept()
            except TimeoutError:
                continue
            with caller:
                caller.recv(65536)
                try:
                    for at in range(0, len(answer), 1 if drip_s else max(1, len(answer))):
                        caller.sendall(answer[at : at + (1 if drip_s else len(answer))])
                        if stop.wait(drip_s):
                            return
                    if not answer:
                        stop.wait(10)
                except OSError:
                    continue

    thread = threading.Thread(target=serve, daemon=True)
    if accepts:
        thread.start()
    else:
        server.close()
    yield f"http://127.0.0.1:{server.getsockname()[1] if accepts else 1}/v2/x/status"
    stop.set()
    if accepts:
        thread.join()
        server.close()


@pytest.mark.parametrize(
    ("answer", "drip_s", "code"),
    [
        (b"", 0.0, "unclear"),
        (HEAD % (200, 400) + b'{"a": "' + b"x" * 400, 0.05, "unclear"),
        (HEAD % (200, 50) + b'{"a":', 0.0, "unclear"),
        (b"not http at all\r\n\r\n", 0.0, "unclear"),
        (HEAD % (503, 2) + b"{}", 0.0, "busy"),
        (HEAD % (429, 2) + b"{}", 0.0, "busy"),
        (HEAD % (200, 4) + b"<ok>", 0.0, "bad_answer"),
        (HEAD % (200, 0), 0.0, "bad_answer"),
    ],
)
def test_whatever_goes_wrong_is_said_in_time_and_may_be_tried_again(answer: bytes, drip_s: float, code: str) -> None:
    began = time.monotonic()
    with gateway(answer, drip_s) as url, pytest.raises(OutsideError) as failed:
        call("midtrans", "GET", url, user="key", within_s=WITHIN_S)
    assert (failed.value.code, failed.value.permanent, failed.value.service) == (code, False, "midtrans")
    assert time.monotonic() - began < 3 * WITHIN_S


def test_nobody_there_is_not_reached() -> None:
    with gateway(b"", accepts=False) as url, pytest.raises(OutsideError) as failed:
        call("midtrans", "GET", url, within_s=WITHIN_S)
    assert failed.value.code in ("not_reached", "unclear")


def test_when_the_time_is_up_nobody_is_called() -> None:
    with pytest.raises(OutsideError):
        call("midtrans", "GET", "http://127.0.0.1:1", within_s=0)


@pytest.mark.parametrize("status", [200, 201, 400, 401, 404, 406, 409, 422])
def test_what_was_answered_is_handed_on(status: int) -> None:
    with gateway(HEAD % (status, 9) + b'{"a": 1} ') as url:
        assert call("midtrans", "POST", url, body={}, within_s=WITHIN_S) == (status, {"a": 1})


def test_a_failure_names_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MIDTRANS_SERVER_KEY", "SB-Mid-secret")
    config.settings.cache_clear()
    with gateway(HEAD % (503, 2) + b"{}") as url, pytest.raises(OutsideError) as failed:
        call("midtrans", "GET", url, user="SB-Mid-secret", within_s=WITHIN_S)
    assert "SB-Mid-secret" not in str(failed.value)
    config.settings.cache_clear()
