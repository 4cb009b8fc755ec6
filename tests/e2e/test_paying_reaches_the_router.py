"""From the money to the modem, through the whole of Sambung: who pays is let on at the router's next report."""

from datetime import date
from typing import Any

import requests

from local.environment import PROJECT
from local.stack import Stack
from tests.owner import Owner, wait_for_rest

PRICE = 165_000
BOX = "ODP-MELATI-1"


class Simulated:
    """The simulated router, as the sandbox page drives it."""

    def __init__(self, stack: Stack, name: str) -> None:
        self.url, self.name = f"{stack.url}/sandbox/router", name

    def reports(self, times: int = 1) -> Any:
        for _ in range(times):
            shown = self._done(requests.post(f"{self.url}/{self.name}/report", timeout=60))
        return {line["user"]: line for line in shown["lines"]}

    def change(self, **told: bool) -> None:
        self._done(requests.put(f"{self.url}/{self.name}", json=told, timeout=30))

    def cut(self, up: bool) -> Any:
        return self._done(requests.put(f"{self.url}/nodes/{BOX}", json={"up": up}, timeout=30))

    @staticmethod
    def _done(answer: requests.Response) -> Any:
        assert answer.ok, answer.text
        return answer.json()


def as_for_arrears(stack: Stack, line_id: str) -> None:
    """As the dunning of a later day would have cut it: the month itself is in tests/faults."""
    documents = f"http://{stack.env['FIRESTORE_EMULATOR_HOST']}/v1/projects/{PROJECT}/databases/(default)/documents"
    answer = requests.patch(
        f"{documents}/subscriptions/{line_id}",
        params={"updateMask.fieldPaths": "suspended_for"},
        json={"fields": {"suspended_for": {"stringValue": "arrears"}}},
        headers={"Authorization": "Bearer owner"},
        timeout=30,
    )
    assert answer.ok, answer.text


def test_who_pays_is_let_on_at_the_router_s_next_report(stack: Stack) -> None:
    owner = Owner(stack)
    today = date.fromisoformat(requests.get(f"{stack.url}/sandbox/clock", timeout=10).json()["today"])
    owner.session.post(
        f"{stack.url}/api/plans", json={"id": "jalur-20", "name": "Jalur 20", "price": PRICE}, timeout=30
    )
    people = {}
    for number, user in enumerate(("asih.jalur", "citra.jalur")):
        network = {"pppoe_user": user, "odp": BOX, "port": number + 1}
        line = {"plan_id": "jalur-20", "billing_day": min(today.day, 28), "starts_on": today.isoformat()}
        told = {"name": user, "phone": f"08127770008{number}", "address": "Jl. Melati 5"}
        people[user] = owner.post("/api/customers", **told, subscription={**line, "network": network})
    made = owner.post("/api/routers", name="RB Jalur")
    plug = {"token": made["token"], "lines": dict.fromkeys(people, BOX)}
    assert requests.post(f"{stack.url}/sandbox/router", json=plug, timeout=30).status_code == 201
    router = Simulated(stack, "rb-jalur")
    lines = router.reports(2)
    assert all(line["on_line"] and line["allowed"] for line in lines.values())
    sessions = owner.get("/api/sessions", router_id="rb-jalur", state="on")["items"]
    assert [one["subscription_id"] for one in sessions] == [people[user]["subscriptions"][0]["id"] for user in lines]

    citra = people["citra.jalur"]
    line_id = citra["subscriptions"][0]["id"]
    owner.run(citra["subscriptions"][0]["next_invoice_on"])
    owner.post(f"/api/subscriptions/{line_id}/suspend", reason="coba")
    as_for_arrears(stack, line_id)
    assert router.reports(2)["citra.jalur"]["profile"] == "isolir"
    assert owner.get("/api/routers/drift")["items"] == []

    router.change(silent=True)
    owner.post("/api/payments", id="jalur-1", customer_id=citra["id"], amount=PRICE, method="cash")
    router.reports(2)
    (waiting,) = owner.get("/api/routers/drift")["items"]
    assert (waiting["subscription_id"], waiting["kind"]) == (line_id, "let_on")
    router.change(silent=False, restart=True)
    lines = router.reports(2)
    assert (lines["citra.jalur"]["profile"], lines["citra.jalur"]["allowed"]) == ("default", True)
    assert router.reports()["citra.jalur"]["on_line"]
    assert owner.get("/api/routers/drift")["items"] == []

    assert router.cut(up=False)["lines"] == 2
    router.reports()
    asih = f"/api/sessions/{people['asih.jalur']['subscriptions'][0]['id']}"
    assert owner.get(asih)["state"] == "off"
    router.cut(up=True)
    router.reports(2)
    assert owner.get(asih)["state"] == "on"
    wait_for_rest(stack)
    script = requests.get(
        f"{stack.url}/agent/mikrotik.rsc", headers={"Authorization": f"Bearer {made['token']}"}, timeout=30
    )
    assert f"{stack.url}/agent/poll" in script.text
