"""Each fault switch does to the traffic what its name says, and nothing to the truth on the phone."""

import time
from collections.abc import Iterator
from typing import Any

import pytest
import requests

from local.tasks.faults import TASK_FAULTS, FaultsFile, TaskFaults
from local.whatsapp import pair_rate
from tests.local.whatsapp_stand import PHONE_NUMBER_ID, TOKEN, Stand, stand, wait_for

__all__ = ["stand"]


@pytest.fixture(autouse=True)
def _faults_off(stand: Stand) -> Iterator[None]:
    yield
    stand.faults()


def text(stand: Stand, phone: str, body: str = "Halo") -> str:
    return stand.send(phone, text={"body": body})


@pytest.mark.parametrize("faults", [{"gremlins": 1}, {"drop": 1.5}, {"drop": -1}, {"delay_ms": "soon"}])
def test_an_unknown_or_impossible_switch_is_422_and_changes_nothing(stand: Stand, faults: dict[str, Any]) -> None:
    before = requests.get(f"{stand.origin}/sandbox/faults", timeout=10).json()
    answer = stand.faults(**faults)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] in faults
    assert requests.get(f"{stand.origin}/sandbox/faults", timeout=10).json() == before


def shown(stand: Stand) -> dict[str, Any]:
    answer: dict[str, Any] = requests.get(f"{stand.origin}/sandbox/faults", timeout=10).json()
    return answer


def heard(stand: Stand, wamid: str) -> list[dict[str, Any]]:
    """What the business was told of one message from a phone."""
    return [one for one in stand.business.values("messages") if one["id"] == wamid]


SWITCHES = [
    "duplicate",
    "reorder",
    "batch",
    "drop",
    "skip_delivered",
    "accept_then_timeout",
    "http_500",
    "http_429",
    "token_expired",
    "bsuid_only",
    "window_24h",
    "pair_rate",
    "paused_template",
]


@pytest.mark.parametrize("name", SWITCHES)
def test_each_is_a_rate_or_a_switch_and_what_is_not_named_is_off(stand: Stand, name: str) -> None:
    stand.faults(delay_ms=7)
    assert stand.faults(**{name: 0.25}).json()[name] == 0.25
    assert shown(stand)["delay_ms"] == 0
    assert stand.faults(**{name: True}).json()[name] == 1
    assert {other for other in (*SWITCHES, "delay_ms") if shown(stand)[other]} == {name}
    assert requests.delete(f"{stand.origin}/sandbox/faults", timeout=10).json()[name] == 0


def test_the_switches_of_the_tasks_server_are_handed_to_it(stand: Stand) -> None:
    assert stand.faults(tasks_twice=0.5, tasks_reorder=True, tasks_delay_ms=20).status_code == 200
    handed = FaultsFile(stand.directory / TASK_FAULTS)
    assert handed.now() == TaskFaults(tasks_twice=0.5, tasks_reorder=1, tasks_delay_ms=20)
    stand.faults()
    assert handed.now() == TaskFaults()


def test_duplicate_tells_everything_twice(stand: Stand) -> None:
    stand.faults(duplicate=1)
    wamid = text(stand, "6281250000001")
    assert wait_for(lambda: len(stand.business.statuses(wamid)) == 4)
    assert sorted(stand.business.statuses(wamid)) == ["delivered", "delivered", "sent", "sent"]
    assert len(stand.received("6281250000001")) == 1
    said = stand.act("6281250000001", text="halo").json()["id"]
    assert wait_for(lambda: len(heard(stand, said)) == 2)


def test_reorder_lets_later_receipts_overtake(stand: Stand) -> None:
    stand.faults(reorder=1)
    wamids = [text(stand, "6281250000002") for _ in range(12)]
    assert wait_for(lambda: all(len(stand.business.statuses(wamid)) == 2 for wamid in wamids))
    assert any(stand.business.statuses(wamid) == ["delivered", "sent"] for wamid in wamids)
    said = [stand.act("6281250000002", text=f"{number}").json()["id"] for number in range(12)]
    assert wait_for(lambda: all(heard(stand, wamid) for wamid in said))
    came = [one["id"] for one in stand.business.values("messages") if one["id"] in said]
    assert came != said


def test_delay_holds_every_webhook_back_that_long(stand: Stand) -> None:
    stand.faults(delay_ms=700)
    sent_at = time.monotonic()
    wamid = text(stand, "6281250000013")
    said = stand.act("6281250000013", text="halo").json()["id"]
    assert wait_for(lambda: stand.business.statuses(wamid) and heard(stand, said))
    assert time.monotonic() - sent_at >= 0.7
    assert len(stand.received("6281250000013")) == 1


def test_batch_spreads_many_over_entries_and_changes(stand: Stand) -> None:
    stand.faults(batch=1)
    posts = len(stand.business.bodies)
    wamids = [text(stand, "6281250000003") for _ in range(10)]
    assert wait_for(lambda: all(len(stand.business.statuses(wamid)) == 2 for wamid in wamids))
    assert len(stand.business.bodies) - posts < 10
    assert any(body.count(b'"changes"') == 2 for body in stand.business.bodies[posts:])
    assert stand.business.genuine()


def test_drop_keeps_the_business_in_the_dark_while_the_phone_has_it(stand: Stand) -> None:
    stand.faults(drop=1)
    dark = text(stand, "6281250000004")
    unheard = stand.act("6281250000004", text="halo").json()["id"]
    stand.faults()
    told = text(stand, "6281250000004")
    assert wait_for(lambda: len(stand.business.statuses(told)) == 2)
    assert stand.business.statuses(dark) == []
    assert heard(stand, unheard) == []
    assert len(stand.received("6281250000004")) == 2


def test_skip_delivered_goes_from_sent_to_read(stand: Stand) -> None:
    stand.faults(skip_delivered=True)
    wamid = text(stand, "6281250000005")
    assert wait_for(lambda: "read" in stand.business.statuses(wamid))
    assert stand.business.statuses(wamid) == ["sent", "read"]


def test_accept_then_timeout_leaves_the_client_without_an_answer_and_the_phone_with_the_message(
    stand: Stand,
) -> None:
    stand.faults(accept_then_timeout=1, hang_up_ms=100)
    with pytest.raises(requests.RequestException):
        stand.post({"to": "6281250000006", "text": {"body": "Halo"}, "biz_opaque_callback_data": "m-6"})
    assert len(stand.received("6281250000006")) == 1

    def told() -> bool:
        return any(one.get("biz_opaque_callback_data") == "m-6" for one in stand.business.values("statuses"))

    assert wait_for(told)


@pytest.mark.parametrize(
    ("fault", "status", "code", "subcode"), [("http_500", 500, 131000, None), ("token_expired", 401, 190, 463)]
)
def test_a_refusal_before_acceptance_leaves_nothing_on_the_phone(
    stand: Stand, fault: str, status: int, code: int, subcode: int | None
) -> None:
    stand.faults(**{fault: 1})
    answer = stand.post({"to": "6281250000007", "text": {"body": "Halo"}})
    error = answer.json()["error"]
    assert (answer.status_code, error["code"], error.get("error_subcode")) == (status, code, subcode)
    assert stand.received("6281250000007") == []


def test_throttled_is_429_by_the_number_or_the_account_and_leaves_nothing_on_the_phone(stand: Stand) -> None:
    stand.faults(http_429=1)
    answers = [stand.post({"to": "6281250000015", "text": {"body": "Halo"}}) for _ in range(30)]
    assert {answer.status_code for answer in answers} == {429}
    assert {answer.json()["error"]["code"] for answer in answers} == {130429, 80007}
    assert stand.received("6281250000015") == []


def test_bsuid_only_hides_the_number_and_the_bsuid_can_be_answered(stand: Stand) -> None:
    stand.faults(bsuid_only=1)
    wamid = stand.act("6281250000008", text="halo").json()["id"]

    def look() -> list[dict[str, Any]]:
        return [one for one in stand.business.values("messages") if one["id"] == wamid]

    [message] = wait_for(look)
    assert "from" not in message
    answer = stand.post({"recipient": message["from_user_id"], "text": {"body": "Nomor pelanggan Anda?"}})
    assert answer.json()["contacts"][0]["user_id"] == message["from_user_id"]
    assert stand.received("6281250000008")[0]["text"] == "Nomor pelanggan Anda?"

    def told() -> list[dict[str, Any]]:
        answered = answer.json()["messages"][0]["id"]
        return [one for one in stand.business.values("statuses") if one["id"] == answered]

    statuses = wait_for(told)
    assert [one for one in statuses if "recipient_id" in one] == []
    assert statuses[0]["recipient_user_id"] == message["from_user_id"]


def test_outside_the_window_free_text_fails_later_and_a_template_passes(stand: Stand) -> None:
    stand.faults(window_24h=True)
    phone = "6281250000009"
    early = text(stand, phone)
    assert wait_for(lambda: stand.business.statuses(early)) == ["failed"]
    stand.act(phone, text="halo")
    assert wait_for(lambda: stand.business.statuses(text(stand, phone)))[0] == "sent"
    stand.set_clock(24 * 3600 + 60)
    late = text(stand, phone)
    assert wait_for(lambda: stand.business.statuses(late)) == ["failed"]
    [failed] = [one for one in stand.business.values("statuses") if one["id"] == late]
    assert failed["errors"][0]["code"] == 131047
    hello = {"name": "hello_world", "language": {"code": "en_US"}}
    template = stand.send(phone, type="template", template=hello)
    assert wait_for(lambda: len(stand.business.statuses(template)) == 2)
    stand.set_clock(0)


def test_pair_rate_stops_a_loop_after_a_burst_of_45(stand: Stand) -> None:
    stand.faults(pair_rate=True)
    codes = [
        stand.post({"to": "6281250000010", "text": {"body": "lagi"}}).json().get("error", {}).get("code")
        for _ in range(47)
    ]
    assert codes[:45] == [None] * 45
    assert codes[46] == 131056
    text(stand, "6281250000014")
    stand.faults()
    text(stand, "6281250000010")


def test_after_the_burst_one_may_go_every_six_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1000.0
    monkeypatch.setattr(pair_rate.time, "monotonic", lambda: now)
    rule = pair_rate.PairRate()
    assert [rule.takes("62") for _ in range(46)] == [True] * 45 + [False]
    now += 5.9
    assert not rule.takes("62")
    now += 0.2
    assert [rule.takes("62"), rule.takes("62")] == [True, False]


def test_pair_rate_below_one_also_refuses_that_share(stand: Stand) -> None:
    stand.faults(pair_rate=0.5)
    answers = [stand.post({"to": f"62812500001{number:02d}", "text": {"body": "satu"}}) for number in range(40)]
    refused = [answer.json()["error"]["code"] for answer in answers if answer.status_code != 200]
    assert 0 < len(refused) < 40
    assert set(refused) == {131056}


def test_a_paused_template_is_132015_and_others_pass(stand: Stand) -> None:
    hello = {"name": "hello_world", "language": {"code": "en_US"}}
    stand.faults(paused_template="hello_world")
    assert stand.refusal(type="template", template=hello)["code"] == 132015
    stand.faults(paused_template="tagihan_terbit")
    stand.send("6281250000011", type="template", template=hello)
    stand.faults(paused_template=True)
    assert stand.refusal(type="template", template=hello)["code"] == 132015


def test_latency_is_metas_own_time_to_answer(stand: Stand) -> None:
    stand.faults(latency_ms=200)
    answer = requests.post(
        f"{stand.graph}/{PHONE_NUMBER_ID}/messages",
        json={"messaging_product": "whatsapp", "to": "6281250000012", "text": {"body": "x"}},
        headers={"Authorization": f"Bearer {TOKEN}"},
        timeout=10,
    )
    assert answer.elapsed.total_seconds() >= 0.2
