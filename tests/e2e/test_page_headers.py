"""The sites run under a policy that lets in no inline script or style, and say the same headers everywhere."""

import json
from typing import Any

import pytest
import requests

from local.manifests import ROOT
from local.stack import Stack
from tests.e2e.desk import Desk, needs_browser

TOLD = {told["key"]: told["value"] for told in json.loads((ROOT / "web/headers.json").read_text())[0]["headers"]}
pytestmark = needs_browser

LISTEN = """
window.refused = JSON.parse(sessionStorage.getItem("refused") ?? "[]");
document.addEventListener("securitypolicyviolation", (event) => {
  window.refused.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`);
  sessionStorage.setItem("refused", JSON.stringify(window.refused));
});
"""


@pytest.mark.parametrize("path", ["/", "/admin/", "/admin/pelanggan", "/t/x.y.zz"])
def test_every_page_says_who_may_do_what_with_it(stack: Stack, path: str) -> None:
    answer = requests.get(stack.url + path, timeout=30)
    for name, value in TOLD.items():
        assert answer.headers.get(name) == (None if name.startswith("Strict") else value)


def test_the_policy_lets_in_nothing_inline() -> None:
    policy = dict(part.strip().partition(" ")[::2] for part in TOLD["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["font-src"] == "'self'"
    assert policy["frame-ancestors"] == "'self'"
    assert "unsafe" not in TOLD["Content-Security-Policy"]
    assert "max-age=63072000" in TOLD["Strict-Transport-Security"]


def test_another_site_s_script_gets_no_leave(stack: Stack) -> None:
    for method in ("GET", "OPTIONS", "POST"):
        for path in ("/api/customers", "/api/pay/x", "/api/login/request", "/"):
            answer = requests.request(method, stack.url + path, headers={"Origin": "https://evil.test"}, timeout=30)
            assert not [name for name in answer.headers if name.lower().startswith("access-control-")]


def test_the_sites_break_none_of_it(desk: Desk) -> None:
    """The admin site's other pages say so in the console, which test_every_page.py listens to."""
    page = desk.page
    page.add_init_script(LISTEN)
    desk.sign_in("owner@sambung.test")
    refused: list[Any] = page.evaluate("window.refused")
    for path in ("/", "/t/x.y.zz"):
        page.goto(desk.url + path)
        page.wait_for_load_state("networkidle")
        refused += [(path, told) for told in page.evaluate("window.refused")]
    assert refused == []
    desk.forgive("404")
