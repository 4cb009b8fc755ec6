"""Bad input gets a problem+json that says which field and why, and leaves nothing half-written."""

import csv
import json
import socket
import zipfile
from collections.abc import Iterator
from io import BytesIO, StringIO
from json import dumps
from pathlib import Path
from typing import Any

import pytest

from local.manifests import FUNCTIONS
from local.stack import Stack
from tests.owner import Owner

GOOD = {"name": "Budi Raharjo", "phone": "0812-0000-4472", "address": "Jl. Melati 5"}
JSON = {"Content-Type": "application/json"}
FORM = {"Content-Type": "multipart/form-data; boundary=X"}
CSV = b"Nama;No HP\nSetengah;081200004499\n"
PART = b'--X\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n' + CSV
CUT_FORM = PART + b"Budi;08"
LOCKED = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
FAMILY = "Keluarga \U0001f468\u200d\U0001f469\u200d\U0001f467"
LIVE = ['=HYPERLINK("http://evil.test")', "+cmd|' /C calc'!A0", "-2+3", "@sum(1+1)"]


def bomb() -> bytes:
    """300 MB of nothing in 300 KB."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", bytes(300_000_000))
    return file.getvalue()


STARTS = {"plan_id": "rumah-20", "billing_day": 1, "starts_on": "2026-11-01"}

CASES: list[tuple[str, str, dict[str, Any], int, str | None]] = [
    ("POST", "/api/customers", {"data": "{bad", "headers": JSON}, 400, None),
    ("POST", "/api/customers", {"data": "[1]", "headers": JSON}, 400, None),
    ("POST", "/api/customers", {"data": '"{}"', "headers": JSON}, 400, None),
    ("POST", "/api/customers", {"data": "name=x"}, 415, None),
    ("POST", "/api/customers", {"data": dumps(GOOD), "headers": {"Content-Type": "text/plain"}}, 415, None),
    ("POST", "/api/customers", {"files": {"name": ("x", b"x")}}, 415, None),
    ("POST", "/api/customers", {"data": '{"a":' * 50_000, "headers": JSON}, 400, None),
    ("POST", "/api/customers", {"data": '{"a":' * 900 + "1" + "}" * 900, "headers": JSON}, 400, None),
    ("POST", "/api/customers", {"data": b'{"name": "Bu\xff\xfedi"}', "headers": JSON}, 400, None),
    ("POST", "/api/customers", {"data": '{"name": "Asih", "name": "Budi"}', "headers": JSON}, 422, "name"),
    ("POST", "/api/customers", {"data": '{"location": {"latitude": NaN}}', "headers": JSON}, 422, "location.latitude"),
    ("POST", "/api/plans", {"data": '{"name": "x", "price": Infinity}', "headers": JSON}, 422, "price"),
    ("POST", "/api/plans", {"data": '{"name": "x", "price": ' + "9" * 900_000 + "}", "headers": JSON}, 422, "price"),
    ("POST", "/api/customers", {"data": '{"name": "Bu\\ud800di"}', "headers": JSON}, 422, "name"),
    ("POST", "/api/customers", {"json": {**GOOD, "name": "\x00\x00"}}, 422, "name"),
    ("POST", "/api/customers", {"json": {**GOOD, "name": "x" * 500}}, 422, "name"),
    ("POST", "/api/plans", {"json": {"id": "__x__", "name": "x", "price": 1}}, 422, "id"),
    ("POST", "/api/customers", {"json": {"name": "x" * 1_100_000}}, 413, None),
    ("POST", "/api/customers", {"json": {}}, 422, "name"),
    ("POST", "/api/customers", {"json": {**GOOD, "name": 5}}, 422, "name"),
    ("POST", "/api/customers", {"json": {**GOOD, "name": " \u200b "}}, 422, "name"),
    ("POST", "/api/customers", {"json": {**GOOD, "name": "x" * 201}}, 422, "name"),
    ("POST", "/api/customers", {"json": {**GOOD, "phone": "belum punya"}}, 422, "phone"),
    ("POST", "/api/customers", {"json": {**GOOD, "nik": "123"}}, 422, "nik"),
    ("POST", "/api/customers", {"json": {**GOOD, "area_id": "nowhere"}}, 422, "area_id"),
    (
        "POST",
        "/api/customers",
        {"json": {**GOOD, "location": {"latitude": 91, "longitude": 0}}},
        422,
        "location.latitude",
    ),
    (
        "POST",
        "/api/customers",
        {"json": {**GOOD, "subscription": {**STARTS, "plan_id": "none"}}},
        422,
        "subscription.plan_id",
    ),
    (
        "POST",
        "/api/customers",
        {"json": {**GOOD, "subscription": {**STARTS, "starts_on": "2026-02-31"}}},
        422,
        "subscription.starts_on",
    ),
    (
        "POST",
        "/api/customers",
        {"json": {**GOOD, "subscription": {**STARTS, "billing_day": 31}}},
        422,
        "subscription.billing_day",
    ),
    ("POST", "/api/plans", {"json": {"name": "Murah", "price": -5}}, 422, "price"),
    ("POST", "/api/plans", {"json": {"name": "Mahal", "price": 10**30}}, 422, "price"),
    ("POST", "/api/plans", {"json": {"name": "Koma", "price": 1.5}}, 422, "price"),
    ("GET", "/api/customers/PLG-99999", {}, 404, None),
    ("GET", "/api/customers/__x__", {}, 404, None),
    ("GET", "/api/customers?cursor=abc", {}, 422, "cursor"),
    ("GET", "/api/customers?limit=0", {}, 422, "limit"),
    ("GET", "/api/customers?limit=many", {}, 422, "limit"),
    ("GET", "/api/customers?status=weird", {}, 422, "status"),
    ("PATCH", "/api/customers/PLG-99999", {"json": {"name": "x"}}, 404, None),
    ("DELETE", "/api/customers/PLG-99999", {}, 404, None),
    ("POST", "/api/subscriptions/PLG-99999-1/fly", {"json": {}}, 422, "step"),
    ("POST", "/api/subscriptions/PLG-99999-1/stop", {"json": {}}, 404, None),
    ("POST", "/api/billing/runs", {"json": {"on": "2026-02-31"}}, 422, "on"),
    ("POST", "/api/billing/runs", {"json": {"on": "2099-01-01"}}, 422, "on"),
    ("GET", "/api/billing/runs/none", {}, 404, None),
    ("GET", "/api/invoices/none/pdf", {}, 404, None),
    ("GET", "/api/invoices?period=2026", {}, 422, "period"),
    ("POST", "/api/invoices/none/void", {"json": {}}, 404, None),
    ("POST", "/api/customers/import", {}, 422, "file"),
    ("POST", "/api/customers/import", {"data": {"file": "text"}}, 422, "file"),
    ("POST", "/api/customers/import", {"files": {"file": ("x.xlsx", b"PK\x03\x04junk")}}, 422, "file"),
    ("POST", "/api/customers/import", {"files": {"file": ("x.csv", b"")}}, 422, "file"),
    ("POST", "/api/customers/import", {"files": {"file": ("x.xlsx", b"%PDF-1.7 ...")}}, 422, "file"),
    ("POST", "/api/customers/import", {"files": {"file": ("x.csv", b"a" * 11_500_000)}}, 413, None),
    ("POST", "/api/customers/import", {"data": b"Nama\nBudi", "headers": {"Content-Type": "text/csv"}}, 415, "file"),
    ("POST", "/api/customers/import", {"json": {"file": "Nama"}}, 415, "file"),
    ("POST", "/api/customers/import", {"files": [("file", ("a.csv", CSV)), ("file", ("b.csv", CSV))]}, 422, "file"),
    ("POST", "/api/customers/import", {"data": CUT_FORM, "headers": FORM}, 400, None),
    ("POST", "/api/customers/import", {"files": {"file": ("x.csv", b"Nama;No HP\n")}}, 422, "file"),
    ("POST", "/api/customers/import", {"files": {"file": ("x.csv", b"Nama;No HP\n" + b"a" * 9_000_000)}}, 422, "file"),
    ("POST", "/api/customers/import", {"files": {"file": ("x.csv", b"Nama;HP\nBu\x00di;0812")}}, 422, "file"),
    (
        "POST",
        "/api/customers/import",
        {"files": {"file": ("x.csv", b"Nama;HP\n" + b"Budi;0812\n" * 50_001)}},
        422,
        "file",
    ),
    ("POST", "/api/customers/import", {"files": {"file": ("x.xlsx", LOCKED)}}, 422, "file"),
    ("POST", "/api/customers/import", {"files": {"file": ("x.xlsx", bomb())}}, 422, "file"),
    ("POST", "/api/customers/import?id=a/b", {"files": {"file": ("x.csv", CSV)}}, 422, "id"),
    ("GET", "/api/customers/imports/none", {}, 404, None),
    ("GET", "/api/customers/export?format=pdf", {}, 422, "format"),
    ("GET", "/api/customers?cursor=WyIuLiJd", {}, 422, "cursor"),
    ("GET", "/api/customers?q=" + "x" * 101, {}, 422, "q"),
    ("PUT", "/api/customers", {"json": {}}, 405, None),
    ("GET", "/api/messages?to=nobody", {}, 422, "to"),
    ("GET", "/api/pay/made-up", {}, 404, None),
    ("POST", "/webhooks/whatsapp", {"data": "{}"}, 403, None),
]


def named(case: tuple[Any, ...]) -> str:
    return f"{case[0]} {case[1]} {case[3]} {case[4] or ''}"


@pytest.mark.parametrize(("method", "path", "sent", "status", "field"), CASES, ids=map(named, CASES))
@pytest.mark.parametrize("language", ["id", "en"])
def test_bad_input_is_answered_with_the_field_and_why(
    stack: Stack, method: str, path: str, sent: dict[str, Any], status: int, field: str | None, language: str
) -> None:
    owner = _owner(stack)
    headers = {"Accept-Language": language, **sent.get("headers", {})}
    answer = owner.session.request(method, stack.url + path, timeout=60, **{**sent, "headers": headers})
    assert answer.status_code == status, answer.text[:300]
    assert answer.headers["Content-Type"].startswith("application/problem+json")
    assert answer.headers["Cache-Control"] == "private, no-store"
    problem = answer.json()
    assert problem["status"] == status
    assert problem["detail"]
    if field:
        (wrong,) = [found for found in problem["fields"] if found["field"] == field]
        assert wrong["message"]


def test_who_is_calling_is_settled_before_what_was_sent(stack: Stack) -> None:
    technician = Owner(stack, "technician")
    for path in ("/api/billing/runs", "/api/customers/import", "/api/plans"):
        refused = technician.session.post(stack.url + path, data="{", timeout=30)
        assert refused.status_code == 403
        nobody = technician.session.post(stack.url + path, data="{", headers={"Authorization": ""}, timeout=30)
        assert nobody.status_code == 401


def test_the_same_request_twice_makes_one_customer(stack: Stack) -> None:
    owner = _owner(stack)
    key = {"Idempotency-Key": "the-same-request"}
    first, again = (owner.session.post(f"{stack.url}/api/customers", json=GOOD, headers=key, timeout=30) for _ in "12")
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    other = owner.session.post(f"{stack.url}/api/customers", json={**GOOD, "name": "Asih"}, headers=key, timeout=30)
    assert (other.status_code, other.json()["code"]) == (409, "id_reused")


def test_the_limit_of_a_body_that_is_too_large_is_said(stack: Stack) -> None:
    def in_pieces() -> Iterator[bytes]:
        yield from [b"x" * 1_000_000] * 20

    owner = _owner(stack)
    for path, headers, most in (("/api/customers", JSON, "1 MB"), ("/api/customers/import", FORM, "10 MB")):
        # Sent slowly or at once, the sender hears why: the answer is not lost with the connection.
        for _ in range(5):
            answer = owner.session.post(stack.url + path, data=in_pieces(), headers=headers, timeout=60)
            assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
            assert most in answer.json()["detail"]


@pytest.mark.parametrize("at_the_function", [True, False])
@pytest.mark.parametrize("goes_away", [True, False])
def test_an_upload_that_breaks_off_leaves_nothing(stack: Stack, at_the_function: bool, goes_away: bool) -> None:
    owner = _owner(stack)
    before = len(owner.all("/api/customers"))
    (own,) = json.loads((stack.local_dir / "ports.json").read_text())["customers"]
    port = own if at_the_function else int(stack.url.rsplit(":", 1)[1])
    body = dumps({**GOOD, "name": "Setengah"}).encode()
    for path, kind, sent in (
        ("/api/customers", "application/json", body),
        ("/api/customers", "application/json", body[:-9]),
        ("/api/customers/import", FORM["Content-Type"], PART),
        ("/api/customers/import", FORM["Content-Type"], PART + b"\r\n--X--\r\n"),
    ):
        head = (
            f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {kind}\r\nContent-Length: {len(sent) + 90}\r\n"
        )
        head += f"Authorization: {owner.session.headers['Authorization']!s}\r\n\r\n"
        answer = _send(port, head.encode() + sent, goes_away)
        assert answer == b"" or answer.split()[1] in (b"400", b"408"), answer
    malformed = "POST /api/customers HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n"
    malformed += f"{_json_head(owner)}\r\nZZ\r\n"
    assert _send(port, malformed.encode(), goes_away).split()[1:2] in ([], [b"400"])
    assert len(owner.all("/api/customers")) == before


def test_formulas_emoji_and_long_names_stay_text_from_file_to_file(stack: Stack) -> None:
    owner = _owner(stack)
    rows = [[name, f"08120000{number}", name] for number, name in enumerate([*LIVE, FAMILY, "x" * 500], 5501)]
    text = StringIO()
    csv.writer(text, delimiter=";").writerows([["Nama", "No HP", "Alamat"], *rows])
    url = f"{stack.url}/api/customers/import"
    view = owner.session.post(url, files={"file": ("x.csv", text.getvalue().encode())}, timeout=60).json()
    assert (view["created"], view["refused"]) == (len(LIVE) + 1, 1)
    (too_long,) = view["errors"]
    assert (too_long["row"], too_long["column"]) == (7, "Nama")
    assert "500" in too_long["message"]
    assert "200" in too_long["message"]
    (family,) = owner.get("/api/customers", q="081200005505")["items"]
    assert family["name"] == FAMILY
    exported = owner.session.get(f"{stack.url}/api/customers/export", params={"format": "csv"}, timeout=60)
    assert exported.headers["Content-Disposition"].startswith("attachment; filename=pelanggan-20")
    lines = list(csv.DictReader(StringIO(exported.content.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert {f"'{live}" for live in LIVE} <= {line["Nama"] for line in lines}
    again = owner.session.post(url, files={"file": ("x.csv", exported.content)}, timeout=60).json()
    assert (again["created"], again["refused"]) == (0, 0)


def test_after_all_that_the_function_is_within_its_memory(stack: Stack) -> None:
    assert "\nmemory: 1Gi" in (FUNCTIONS / "customers" / "function.yaml").read_text()
    (port,) = json.loads((stack.local_dir / "ports.json").read_text())["customers"]
    assert 0 < _peak_kib(port) < 600 * 1024, "a workbook is opened beside it with 400 MiB at most"


def _send(port: int, request: bytes, goes_away: bool) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(request)
        if goes_away:
            return b""
        connection.shutdown(socket.SHUT_WR)
        try:
            return connection.recv(65_536)
        except ConnectionResetError:
            return b""


def _json_head(owner: Owner) -> str:
    return f"Content-Type: application/json\r\nAuthorization: {owner.session.headers['Authorization']!s}\r\n"


def _peak_kib(port: int) -> int:
    """The most memory that a function's processes had at any time, together."""
    peak = 0
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_bytes().split(b"\0")
            status = (process / "status").read_text()
        except OSError:
            continue
        if str(port).encode() in command and any(b"functions" in word for word in command):
            peak += sum(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))
    return peak


_owners: dict[str, Owner] = {}


def _owner(stack: Stack) -> Owner:
    if stack.url not in _owners:
        _owners[stack.url] = Owner(stack)
        _owners[stack.url].session.post(
            f"{stack.url}/api/plans", json={"id": "rumah-20", "name": "Rumah 20", "price": 1}
        )
    return _owners[stack.url]
