"""firestore.rules, tried by every kind of person on every collection, as the boards of shared/access/matrix.py say."""

import base64
import itertools
import json
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import requests
import urllib3

from local.emulators import Emulator
from local.manifests import ROOT
from shared.access.matrix import BOARDS, holds
from tests.access.doors import ROLES

PROJECT = "demo-sambung"
"""The Auth emulator gives tokens of its own project only."""

TOLD = (ROOT / "firestore.rules").read_text()
OURS = {"Authorization": "Bearer owner"}
PASSWORD = "kopi-susu-tubruk"

LATER = {"payments", "charges", "complaints", "outages", "conversations", "nodes", "routers", "sessions", "otp"}
"""Named in DESIGN section 5, not written by any code yet."""
IN_CODE = {
    name
    for path in (ROOT / "shared").rglob("*.py")
    for name in re.findall(r'(?:Collection\(|COLLECTION =)\s*"(\w+)"', path.read_text())
}
COLLECTIONS = sorted({*IN_CODE, *LATER, *BOARDS})
STAFF = {
    **{role: {"role": role} for role in ROLES},
    "cashier of the north": {"role": "cashier", "areas": ["utara"]},
    "technician of two areas": {"role": "technician", "areas": ["utara", "barat"]},
    "disabled owner": {"role": "owner", "active": False},
    "owner whose sessions were ended": {"role": "owner", "valid_after": int(time.time()) + 3600},
}
OTHERS = ("nobody", "a customer", "another customer", "who calls themselves owner", "an owner's old token", "a forger")
PEOPLE = (*STAFF, *OTHERS)
OPERATIONS = ("get", "get a document of another area", "get what is not there", "list", "list own area",
              "create", "update", "delete")  # fmt: skip
WRITES = ("create", "update", "delete")


@dataclass
class Cloud:
    """The emulators as a browser meets them, with a token for each kind of person."""

    documents: str
    coverage: str
    tokens: dict[str, str | None]
    pool: urllib3.PoolManager

    def answer(self, who: str, operation: str, collection: str) -> int:
        """The status that Firestore answers."""
        token = self.tokens[who]
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        url = f"{self.documents}/{collection}"
        fields = {"fields": {"area_id": {"stringValue": "utara"}}}
        areas = STAFF.get(who, {}).get("areas") or ["utara"]
        query = {
            "from": [{"collectionId": collection}],
            "where": {"fieldFilter": {"field": {"fieldPath": "area_id"}, "op": "IN", "value": {
                "arrayValue": {"values": [{"stringValue": area} for area in areas]}}}},
        }  # fmt: skip
        calls: dict[str, Any] = {
            "get": ("GET", f"{url}/north", None),
            "get a document of another area": ("GET", f"{url}/south", None),
            "get what is not there": ("GET", f"{url}/nowhere", None),
            "list": ("GET", url, None),
            "list own area": ("POST", f"{self.documents}:runQuery", {"structuredQuery": query}),
            "create": ("POST", f"{url}?documentId=made", fields),
            "update": ("PATCH", f"{url}/north", fields),
            "delete": ("DELETE", f"{url}/north", None),
        }
        method, address, body = calls[operation]
        # Five thousand small calls: urllib3 alone makes them in a third of the time that requests takes.
        return self.pool.request(method, address, json=body, headers=headers).status


def expected(who: str, operation: str, collection: str) -> bool:
    """Whether the matrix lets them."""
    member = STAFF.get(who)
    if operation in WRITES or collection not in BOARDS or member is None:
        return False
    if not member.get("active", True) or "valid_after" in member:
        return False
    areas = tuple(member.get("areas", ()))
    grant = BOARDS[collection]
    if not holds(grant, member["role"], areas):
        return False
    return not areas or operation in ("get", "list own area")


def jwt(claims: dict[str, Any]) -> str:
    """A token as the emulator takes it, unsigned."""
    parts = [base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in (
        {"alg": "none", "typ": "JWT"}, claims)]  # fmt: skip
    return f"{parts[0]}.{parts[1]}."


@pytest.fixture(scope="module")
def cloud(firestore_emulator: Emulator, auth_emulator: Emulator) -> Cloud:
    session = requests.Session()
    auth = f"http://{auth_emulator.host}/identitytoolkit.googleapis.com/v1"
    emulator = f"http://{firestore_emulator.host}/emulator/v1/projects/{PROJECT}"
    documents = f"http://{firestore_emulator.host}/v1/projects/{PROJECT}/databases/(default)/documents"
    session.delete(f"{emulator}/databases/(default)/documents", headers=OURS, timeout=30).raise_for_status()
    # A project's own rules: setting them begins the count of what was tried anew.
    rules = {"rules": {"files": [{"name": "firestore.rules", "content": TOLD}]}}
    session.put(f"{emulator}:securityRules", json=rules, timeout=30).raise_for_status()

    def put(path: str, **fields: Any) -> None:
        session.patch(f"{documents}/{path}", json={"fields": fields}, headers=OURS, timeout=30).raise_for_status()

    def sign_in(uid: str, **claims: Any) -> str:
        account = {"localId": uid, "email": f"{uid}@sambung.test", "password": PASSWORD}
        session.post(f"{auth}/projects/{PROJECT}/accounts:delete", json={"localId": uid}, headers=OURS, timeout=30)
        session.post(f"{auth}/projects/{PROJECT}/accounts", json=account, headers=OURS, timeout=30).raise_for_status()
        told = {"localId": uid, "customAttributes": json.dumps(claims)}
        session.post(f"{auth}/projects/{PROJECT}/accounts:update", json=told, headers=OURS, timeout=30)
        given = {"email": account["email"], "password": PASSWORD, "returnSecureToken": True}
        answer = session.post(f"{auth}/accounts:signInWithPassword?key=demo", json=given, timeout=30)
        answer.raise_for_status()
        return str(answer.json()["idToken"])

    tokens: dict[str, str | None] = {"nobody": None}
    for number, (who, member) in enumerate(STAFF.items()):
        uid = f"rules-{number}"
        put(
            f"staff/{uid}",
            role={"stringValue": member["role"]},
            active={"booleanValue": member.get("active", True)},
            areas={"arrayValue": {"values": [{"stringValue": area} for area in member.get("areas", [])]}},
            valid_after={"integerValue": str(member.get("valid_after", 0))},
        )
        tokens[who] = sign_in(uid, role=member["role"], areas=member.get("areas", []))
    tokens["a customer"] = sign_in("rules-asih", role="customer", customer_id="north")
    tokens["another customer"] = sign_in("rules-budi", role="customer", customer_id="south")
    tokens["who calls themselves owner"] = sign_in("rules-stranger", role="owner")
    owner = json.loads(base64.urlsafe_b64decode(str(tokens["owner"]).split(".")[1] + "=="))
    tokens["an owner's old token"] = jwt({**owner, "iat": 1, "auth_time": 1, "exp": 3601})
    tokens["a forger"] = "owner"[::-1] + ".not.a-token"
    for collection in COLLECTIONS:
        for name, area in (("north", "utara"), ("south", "selatan")):
            if collection != "staff":
                put(f"{collection}/{name}", area_id={"stringValue": area})
    return Cloud(documents, f"{emulator}:ruleCoverage", tokens, urllib3.PoolManager())


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_everybody_reads_what_the_matrix_gives_them_and_writes_nothing(cloud: Cloud, collection: str) -> None:
    wrong = []
    for who, operation in itertools.product(PEOPLE, OPERATIONS):
        status = cloud.answer(who, operation, collection)
        let_in = status in (200, 404)
        refused = status in (400, 401, 403) if who == "a forger" else status == 403
        if let_in != expected(who, operation, collection) or let_in == refused:
            wrong.append((who, operation, status))
    assert wrong == []


def test_no_expression_of_the_rules_is_left_untried(cloud: Cloud) -> None:
    for collection, who, operation in itertools.product(BOARDS, PEOPLE, OPERATIONS):
        cloud.answer(who, operation, collection)
    report = requests.get(cloud.coverage, timeout=30).json()["report"]
    untried, one_sided = [], []
    for expression in _all(report):
        at = expression["sourcePosition"]
        text = TOLD[at.get("currentOffset", 0) : at["endOffset"]]
        values = [value["value"] for value in expression.get("values", [])]
        if not values:
            untried.append(text)
        truths = {value["boolValue"] for value in values if "boolValue" in value}
        if len(truths) == 1 and not text.startswith("'"):
            one_sided.append(text)
    assert untried == []
    assert one_sided == []
    assert len(report) >= len(BOARDS)


def test_the_rules_name_the_boards_and_nothing_else() -> None:
    assert set(re.findall(r"match /(\w+)/\{id\}", TOLD)) == set(BOARDS)
    assert "write" not in re.sub(r"//.*", "", TOLD)


def test_every_collection_of_the_code_is_found() -> None:
    assert {"customers", "customer_private", "staff", "audit", "ledger", "idempotency", "rate_limits"} <= IN_CODE


def test_the_stack_s_own_emulator_refuses_a_client_from_the_start(firestore_emulator: Emulator) -> None:
    url = f"http://{firestore_emulator.host}/v1/projects/demo-untouched/databases/(default)/documents"
    assert requests.get(f"{url}/customers/x", timeout=30).status_code == 403
    assert requests.get(f"{url}/runs", timeout=30).status_code == 403
    assert requests.post(f"{url}/customers?documentId=x", json={}, timeout=30).status_code == 403


def _all(report: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for expression in report:
        yield expression
        yield from _all(expression.get("children", []))
