"""Each function starts from its bundle alone, with its requirements and nothing else, and answers.

ALONE=1 pytest tests/local/test_bundles_alone.py: an environment with requirements.txt alone takes minutes to make, so
`make soak` does it; the suite runs the same bundles in the environment it has (tests/local/test_stack.py).
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from local.bundle import stage
from local.manifests import ROOT, Manifest, load_all
from local.ports import free_port, give_back
from tests.local.whatsapp_stand import wait_for

pytestmark = [
    pytest.mark.skipif(not os.environ.get("ALONE"), reason="ALONE=1 starts each bundle in an environment of its own"),
    pytest.mark.timeout(1200),
]
GIVEN = {
    "GOOGLE_CLOUD_PROJECT": "isp-kamil",
    "FUNCTION_ADDRESS": "https://{name}-123.asia-southeast2.run.app",
    "K_SERVICE": "under-test",
    "WHATSAPP_VERIFY_TOKEN": "ours",
}
ASKED: dict[str, tuple[str, str, int]] = {
    "portal": ("GET", "/api/me", 401),
    "payment_webhook": ("POST", "/webhooks/payments/xendit", 403),
    "router_agent": ("POST", "/agent", 401),
    "whatsapp_webhook": ("GET", "/webhooks/whatsapp?hub.mode=subscribe&hub.verify_token=ours&hub.challenge=1", 200),
}
"""What is asked where it is not the first of its routes, without a token; and what is answered without any Google."""


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with what is in a bundle's requirements.txt."""
    folder = tmp_path_factory.mktemp("alone") / "venv"
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    pip = [str(folder / "bin" / "pip"), "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "-r", str(ROOT / "requirements.txt")], check=True)
    return folder / "bin" / "functions-framework"


@pytest.fixture
def running(python: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[tuple[Manifest, str]]:
    manifest: Manifest = request.param
    stage(manifest.folder, tmp_path / "alone")
    port = free_port()
    env = {**GIVEN, "PATH": str(python.parent), "THREADS": "2", "XDG_RUNTIME_DIR": "."}
    command = [str(python), "--source", "main.py", "--target", "main", "--host", "127.0.0.1", "--port", str(port)]
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(
            command, cwd=tmp_path / "alone", env=env, stdout=log, stderr=log, start_new_session=True
        )
    try:
        yield manifest, f"http://127.0.0.1:{port}"
    finally:
        os.killpg(process.pid, signal.SIGKILL)  # with the workers it started
        process.wait()
        give_back(port)
        sys.stdout.write((tmp_path / "log").read_text())


@pytest.mark.parametrize("running", load_all(), ids=lambda one: one.name, indirect=True)
def test_a_bundle_starts_alone_and_answers(running: tuple[Manifest, str]) -> None:
    manifest, url = running
    method, path, expected = ASKED.get(manifest.name, ("POST", "/", 401))
    if manifest.trigger == "http" and manifest.name not in ASKED:
        method, path = "GET", manifest.routes[0]

    def answered() -> list[requests.Response]:
        try:
            return [requests.request(method, url + path, timeout=10, data=b"{}" if method == "POST" else None)]
        except requests.ConnectionError:
            return []

    answers = wait_for(answered, 60)
    assert answers, "it does not start"
    (answer,) = answers
    assert answer.status_code == expected, answer.text
    assert answer.headers["Cache-Control"] == "private, no-store"
