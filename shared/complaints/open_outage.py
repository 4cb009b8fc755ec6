"""Staff say that there is an outage, correct what they said, or decide on one that complaints or routers suggest."""

from shared.access.audit import record_audit
from shared.access.models import Caller
from shared.access.own_areas import refuse_other_areas
from shared.complaints.begin_outage import place_and_branch, scope_of
from shared.complaints.outage_models import ROUTERS, NewOutage, Outage, OutageChanges, OutageConfirmed, OutageView
from shared.complaints.read_outages import outage_view, stored_outage, wrong_status
from shared.complaints.repository import outages
from shared.core import clock
from shared.core.errors import Conflict, invalid
from shared.core.firestore import Commit, Stored, attempt
from shared.core.http import Answer
from shared.core.idempotency import first_answer, once, remember_answer
from shared.core.ids import ulid
from shared.core.tasks import enqueue_drain
from shared.customers.create_customer import check_area


def open_outage(new: NewOutage, by: Caller, key: str | None) -> Answer[OutageView]:
    """201, or 200 with the first answer. Raises Invalid; Conflict `already_open` where this place has one."""
    check_area(new.area_id)
    refuse_other_areas(by, new.area_id)
    act = once("outage", by.id, new.id or key, new)

    def decide() -> Answer[OutageView]:
        if known := first_answer(act, OutageView):
            return Answer(known, 200)
        scope, now = scope_of(new.area_id, new.odp), clock.now()
        if scope.going_on:
            raise _already_open(scope.going_on)
        if not new.area_id and not new.odp:
            raise invalid("area_id", "Pilih wilayah atau ODP yang terganggu.", "Choose an area or an ODP.")
        if new.started_at and new.started_at > now:
            raise invalid("started_at", "Gangguan tidak mulai di masa depan.", "It cannot begin in the future.")
        place, branch_id = place_and_branch(new.area_id, new.odp)
        outage = Outage(
            id=scope.next_id,
            scope_key=scope.key,
            area_id=new.area_id,
            odp=new.odp,
            place=new.place or place,
            status="open",
            cause=new.cause,
            started_at=new.started_at or now,
            expected_at=new.expected_at,
            opened_at=now,
            opened_by=by.id,
            announce=new.announce,
            next_step_at=now,
            branch_id=branch_id,
        )
        commit = Commit()
        commit.create(outages, outage)
        told = outage.model_dump(mode="json", include={"area_id", "odp", "place", "cause", "announce"})
        _record(commit, f"{outage.id}.{ulid()}", "outage_opened", by, outage.id, told)
        view = outage_view(outage)
        remember_answer(commit, act, view)
        commit.commit()
        return Answer(view, 201)

    answer = attempt(decide)
    enqueue_drain("announcements", answer.body.id)
    return answer


def change_outage(outage_id: str, changes: OutageChanges, by: Caller) -> OutageView:
    """The outage afterwards; nobody is told again. Raises NotFound, Conflict once it is over."""
    cause = f"{outage_id}.{ulid()}"

    def decide() -> Outage:
        stored = stored_outage(outage_id)
        if stored.value.status not in ("open", "suggested"):
            raise wrong_status()
        sent = changes.model_dump(exclude_unset=True)
        kept = {name: value for name, value in sent.items() if value is not None or name == "expected_at"}
        after = stored.value.model_copy(update=kept)
        if "expected_at" in kept:
            after = after.model_copy(update={"late": False})
        return _write(stored, after.model_copy(update={"next_step_at": _soon(after)}), by, "outage_changed", cause)

    return _drained(attempt(decide))


def confirm_outage(outage_id: str, confirmed: OutageConfirmed, by: Caller) -> OutageView:
    """What complaints suggest, or routers show, is one. Raises NotFound, Conflict; a second time changes nothing."""

    def decide() -> Outage:
        stored = stored_outage(outage_id)
        if stored.value.status == "open" and not _is_undecided(stored.value):
            return stored.value
        if stored.value.status not in ("open", "suggested"):
            raise wrong_status()
        known = {"cause": confirmed.cause, "expected_at": confirmed.expected_at, "announce": confirmed.announce}
        opened = {"status": "open", "opened_at": clock.now(), "opened_by": by.id, "confirmed_by": by.id}
        if stored.value.status == "open":
            known["cause"], opened = confirmed.cause or stored.value.cause, {"confirmed_by": by.id}
        after = stored.value.model_copy(update=known | opened)
        after = after.model_copy(update={"next_step_at": _soon(after)})
        return _write(stored, after, by, "outage_opened", f"{outage_id}.confirmed")

    return _drained(attempt(decide))


def dismiss_outage(outage_id: str, by: Caller) -> OutageView:
    """What complaints suggest, or routers show, is none: each is a ticket of its own. Raises NotFound, Conflict.

    Who was told by then hears nothing more; as long as the same lines are down, it is not opened again.
    """

    def decide() -> Outage:
        stored = stored_outage(outage_id)
        if stored.value.status == "dismissed":
            return stored.value
        if stored.value.status != "suggested" and not _is_undecided(stored.value):
            raise wrong_status()
        over = {"status": "dismissed", "ended_at": clock.now(), "ended_by": by.id, "next_step_at": None}
        if stored.value.node_id:
            over["next_step_at"] = clock.now()
        return _write(stored, stored.value.model_copy(update=over), by, "outage_dismissed", f"{outage_id}.dismissed")

    after = attempt(decide)
    if after.node_id:
        enqueue_drain("announcements", outage_id)
    return outage_view(after)


def _is_undecided(outage: Outage) -> bool:
    """Routers opened it, and nobody has said yet that it is one."""
    return outage.status == "open" and outage.opened_by == ROUTERS and not outage.confirmed_by


def _write(stored: Stored[Outage], after: Outage, by: Caller, what: str, cause: str) -> Outage:
    commit = Commit()
    commit.update(outages, stored, after)
    told = after.model_dump(mode="json", include={"status", "place", "cause", "expected_at", "announce"})
    _record(commit, cause, what, by, after.id, told)
    commit.commit()
    return after


def _record(commit: Commit, cause: str, what: str, by: Caller, outage_id: str, told: dict[str, object]) -> None:
    record_audit(commit, cause=cause, what=what, by=by.id, subject=f"outages/{outage_id}", after=told)


def _drained(outage: Outage) -> OutageView:
    if outage.status == "open":
        enqueue_drain("announcements", outage.id)
    return outage_view(outage)


def _soon(outage: Outage) -> object:
    return clock.now() if outage.status == "open" else None


def _already_open(outage: Outage) -> Conflict:
    return Conflict(
        code="already_open",
        message_id=f"Gangguan di {outage.place} sudah tercatat. Buka gangguan itu.",
        message_en=f"An outage at {outage.place} is on record already. Open that one.",
    )
