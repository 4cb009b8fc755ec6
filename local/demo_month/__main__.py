"""`make demo`: a month of ISP Kamil on the running stack, by its own API, its phones and its clock.

Nothing here is known to the product: bills are paid, trouble is reported and mended as people would do it.
"""

import re
import sys
from collections.abc import Callable
from datetime import date
from typing import Any

import requests

from local.demo_month.hands import Hands, open_hands

ASIH, BUDI, DEWI = "+6281200004471", "+6281200004472", "+6281200004474"
CABINET, ROUTER = "ODC-B", "rb-utara"
DAYS = 31
PAY_A_DAY = 0.3
"""So many of those who have a bill pay it on a given day; one in twelve is always late."""


def play(hands: Hands) -> None:
    """Day after day; what is special happens on its day."""
    special: dict[int, Callable[[Hands], None]] = {
        1: asih_pays_by_qris,
        3: dewi_reports,
        4: eko_repairs,
        8: a_cable_is_cut,
        9: the_cable_is_spliced,
        DAYS - 7: budi_pays_at_last,
    }
    for day in range(1, DAYS + 1):
        (passed,) = hands.sandbox("POST", "/clock", advance_days=1)["days"]
        paid = neighbours_pay(hands)
        happened = {"bills issued": passed["created"], "messages sent": passed["sent"], "paid at the desk": paid}
        told = ", ".join(f"{number} {what}" for what, number in happened.items() if number)
        hands.say(f"{date.fromisoformat(passed['on']):%a %d %b}  {told or 'a quiet day'}")
        if day in special:
            special[day](hands)
        hands.rest()
    figures = hands.get("/api/reports/dashboard")
    asked = [one["index"] for one in hands.get("/api/reports/satisfaction")["months"] if one["answers"]]
    received, open_ = figures["month"]["received"], figures["unpaid"]["amount"]
    hands.say(f"This month {_rupiah(received)} came in, {_rupiah(open_)} is open.")
    hands.say(
        f"{figures['customers']['suspended']} are suspended, satisfaction is {asked[-1] if asked else '-'} of 100."
    )


def asih_pays_by_qris(hands: Hands) -> None:
    """By the link in the message on her phone."""
    texts = str(hands.at(ASIH))
    link = re.findall(r"/t/([\w.-]+)", texts)
    if not link or not hands.bills(ASIH):
        return
    charge = requests.post(
        f"{hands.url}/api/pay/{link[-1]}/charges", json={"gateway": "midtrans", "channel": "qris"}, timeout=60
    )
    if charge.ok:
        hands.sandbox("POST", f"/payments/{charge.json()['charge_id']}/settle", status="settlement")
        hands.say("    Asih opens the link in her message and pays by QRIS: the receipt is at her phone.")


def dewi_reports(hands: Hands) -> None:
    """In her own words; the bot asks for a photo and a place, and takes no for an answer."""
    for words in ("internet saya mati total pak dari pagi", "lewati", "lewati", "ya"):
        hands.says(DEWI, words)
    hands.say(f"    Dewi writes that her internet is dead: {hands.ticket(DEWI)['id']}, handed to Eko by itself.")


def eko_repairs(hands: Hands) -> None:
    """On his phone; she says that it works, and how content she is."""
    about = f"/api/complaints/{hands.ticket(DEWI)['id']}/events"
    for step in ("depart", "arrive"):
        hands.post(about, hands.technician, kind=step)
    hands.post(about, hands.technician, kind="resolve", cause_found="Konektor longgar", action_taken="Konektor diganti")
    hands.rest()
    for words in ("sudah normal", "5", "5", "4"):
        hands.says(DEWI, words)
    hands.say("    Eko replaces a connector. Dewi says that it works, and answers three questions.")


def a_cable_is_cut(hands: Hands) -> None:
    """Two reports of the router agree; then those below it are told, once."""
    told = hands.sandbox("PUT", f"/router/nodes/{CABINET}", up=False)
    hands.router_reports(ROUTER)
    open_ = hands.get("/api/outages?status=open")["items"]
    found = f"The outage opens by itself: {open_[0]['place']}" if open_ else "Nobody has noticed yet"
    hands.say(f"    An excavator cuts the cable of {CABINET}: {_lines(told)} are dark. {found}.")


def the_cable_is_spliced(hands: Hands) -> None:
    hands.sandbox("PUT", f"/router/nodes/{CABINET}", up=True)
    hands.router_reports(ROUTER)
    left = len(hands.get("/api/outages?status=open")["items"])
    hands.say("    The cable is spliced, everybody is told." if not left else "    The cable is spliced.")


def budi_pays_at_last(hands: Hands) -> None:
    """Reminded, warned, suspended by the ladder; paid at the desk, and on line again."""
    lines = hands.get(f"/api/customers/{hands.customer(BUDI)['id']}")["subscriptions"]
    stood = "suspended" if any(line["status"] == "suspended" for line in lines) else "reminded"
    for bill in hands.bills(BUDI):
        hands.pay(bill)
    hands.rest()
    lines = hands.get(f"/api/customers/{hands.customer(BUDI)['id']}")["subscriptions"]
    hands.say(f"    Budi, {stood} by now, pays at the desk: {', '.join(line['status'] for line in lines)} again.")


def neighbours_pay(hands: Hands) -> int:
    """Some of those who have a bill, at the desk: not Asih, who pays by herself, nor Budi, nor one in twelve."""
    ours = {hands.customer(phone)["id"] for phone in (ASIH, BUDI)}
    open_ = hands.get("/api/invoices?status=open&limit=200")["items"]
    able = [bill for bill in open_ if bill["customer_id"] not in ours and int(bill["customer_id"][-3:]) % 12]
    paying = [bill for bill in able if hands.dice.random() < PAY_A_DAY]
    for bill in paying:
        hands.pay(bill)
    return len(paying)


def _lines(told: dict[str, Any]) -> str:
    return f"{told['lines']} lines" if isinstance(told["lines"], int) else f"{len(told['lines'])} lines"


def _rupiah(amount: int) -> str:
    return f"Rp{amount:,}".replace(",", ".")


def main() -> int:
    """Play it."""
    try:
        hands = open_hands()
    except (KeyError, requests.RequestException):
        print("Nothing runs here yet: `make run` in another terminal, and again when it says Ready.", file=sys.stderr)
        return 1
    print(f"A month of ISP Kamil. Watch it on {hands.url}/sandbox/, phone {ASIH}.", flush=True)
    play(hands)
    return 0


if __name__ == "__main__":
    sys.exit(main())
