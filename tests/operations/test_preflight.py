"""Preflight on the running stack: all is well, and what is taken away is named."""

from dataclasses import replace

import pytest
import requests

from bench.place import variables
from local.stack import Stack
from operations.place import Place, Unusable, enter
from operations.preflight.__main__ import findings
from operations.preflight.in_google import needed_variables, secrets_of
from operations.preflight.of_whatsapp import of_whatsapp
from tests.owner import Owner

COMPANY = {"name": "ISP Kamil", "address": "Jl. Melati 1", "banks": [{"bank": "BCA", "number": "1", "holder": "Kamil"}]}


def told(stack: Stack, **other: str) -> dict[str, str]:
    """What is not as it should be -> what to do; routers are other tests'."""
    with variables(**stack.env):
        place = enter("local", stack.local_dir)
        place = replace(place, variables=place.variables | other)
        missing = (one for one in findings(place, stack.local_dir) if one.state == "missing")
        return {one.what: one.do for one in missing if not one.what.startswith("router ")}


def test_on_a_stack_that_is_set_up_nothing_is_missing(stack: Stack) -> None:
    owner = Owner(stack)
    owner.session.patch(f"{stack.url}/api/settings", json={"company": COMPANY}, timeout=30).raise_for_status()
    assert told(stack) == {}


def test_what_is_missing_is_named_with_what_to_do(stack: Stack) -> None:
    elsewhere = told(stack, PUBLIC_URL=f"{stack.url}/another")
    assert elsewhere[f"{stack.url}/another is this project's site"].startswith("deploy.md, part 6")
    (what,) = told(stack, WHATSAPP_VERIFY_TOKEN="another")
    assert "handshake" in what
    (token,) = told(stack, WHATSAPP_ACCESS_TOKEN="old").items()
    assert token[0] == "Meta answers with this token"
    assert token[1].startswith("190")
    (key,) = told(stack, MIDTRANS_SERVER_KEY="wrong")
    assert key == "midtrans takes its keys"
    url = f"{stack.env['WHATSAPP_GRAPH_URL']}/v25.0/102290129340398/message_templates"
    headers = {"Authorization": f"Bearer {stack.env['WHATSAPP_ACCESS_TOKEN']}"}
    requests.get(url, headers=headers, timeout=10).raise_for_status()
    with variables(**stack.env):
        place = enter("local", stack.local_dir)
        nowhere = [one for one in of_whatsapp(place, "http://127.0.0.1:1/webhooks/whatsapp") if one.state == "missing"]
    assert [one.what.split(" at ")[0] for one in nowhere] == ["the webhook answers Meta's handshake"]


def test_the_variables_and_secrets_that_are_asked_for_are_terraforms() -> None:
    assert needed_variables() >= {"project_id", "project_number", "public_url", "alert_email", "environment"}
    place = Place("staging", "isp", {"unused_secrets": "['TRIPAY_API_KEY']"})
    assert "TRIPAY_API_KEY" not in secrets_of(place)
    assert "LINK_KEY" in secrets_of(place)


def test_a_place_that_nobody_described_is_refused() -> None:
    with pytest.raises(Unusable, match=r"nowhere\.tfvars"):
        enter("nowhere")
