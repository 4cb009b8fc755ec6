"""Give back what an outage cost: staff decide once, then each line gets one line on its next invoice, once."""

from shared.access.audit import record_audit
from shared.access.models import Caller
from shared.billing.add_charge import with_charge
from shared.complaints.credit_rule import credit_amount
from shared.complaints.outage_models import Affected, Outage, OutageCredit, OutageView
from shared.complaints.read_outages import outage_view, stored_outage, wrong_status
from shared.complaints.repository import affected, outage_progress, outages
from shared.core import clock
from shared.core.dates import moment_text
from shared.core.errors import Conflict, Invalid
from shared.core.firestore import Commit, attempt
from shared.core.logging import log
from shared.core.tasks import enqueue_drain
from shared.customers.models import NewCharge, Subscription
from shared.customers.periods import period_around
from shared.customers.price_days import monthly_price
from shared.customers.repository import all_plans, customers, subscriptions

PAGE = 30
SERVED = ("active", "suspended", "paused")


def decide_credit(outage_id: str, decision: OutageCredit, by: Caller) -> OutageView:
    """The outage, its credit under way or declined; a second time changes nothing. Raises NotFound, Conflict."""

    def decide() -> Outage:
        stored = stored_outage(outage_id)
        wanted = "running" if decision.give else "declined"
        if stored.value.credit in (wanted, "done" if decision.give else wanted):
            return stored.value
        if stored.value.credit != "offered":
            raise wrong_status()
        changes = {"credit": wanted, "next_step_at": clock.now() if decision.give else stored.value.next_step_at}
        after = stored.value.model_copy(update=changes)
        commit = Commit()
        commit.update(outages, stored, after)
        record_audit(
            commit,
            cause=outage_id,
            what="outage_credit",
            by=by.id,
            subject=f"outages/{outage_id}",
            after={"credit": wanted, "days": after.credit_days},
        )
        commit.commit()
        return after

    after = attempt(decide)
    if after.credit == "running":
        enqueue_drain("announcements", outage_id)
    return outage_view(after)


def credit_page(outage_id: str) -> bool:
    """One page of those affected; whether there is more. Each of them is a commit, what they got together another."""
    stored, progress = outages.get(outage_id), outage_progress.get(outage_id)
    if stored is None or progress is None or stored.value.credit != "running" or progress.value.credited:
        return False
    far = progress.value
    after = [far.credited_to] if far.credited_to else None
    page = affected.find(("outage_id", "==", outage_id), by_id=True, limit=PAGE, after=after)
    given = [
        attempt(lambda one=one: _give_back(stored.value, one.value.id))  # type: ignore[misc]
        for one in page
    ]
    amounts = [amount for credits in given for amount in credits.values() if amount]
    is_last = len(page) < PAGE
    commit = Commit()
    commit.update(
        outage_progress,
        progress,
        far.model_copy(
            update={
                "credited_to": page[-1].value.id if page else far.credited_to,
                "credited": is_last,
                "credits": far.credits + len(amounts),
                "credit_amount": far.credit_amount + sum(amounts),
            }
        ),
    )
    commit.commit()
    return not is_last


def charge_id_of(outage: Outage) -> str:
    """The line's own id, by which it is there once."""
    return f"outage-{outage.id}"


def _give_back(outage: Outage, affected_id: str) -> dict[str, int]:
    """Rupiah given back by line, now or before."""
    one = affected.get(affected_id)
    if one is None:
        return {}
    left = [line for line in one.value.subscription_ids if line not in one.value.credits]
    owner = customers.get(one.value.customer_id)
    if not left or owner is None:
        return one.value.credits
    lines, plans = subscriptions.get_many(left), all_plans()
    commit = Commit()
    credits = dict(one.value.credits)
    for line_id in left:
        stored = lines.get(line_id)
        plan = plans.get(stored.value.plan_id) if stored else None
        amount = 0
        if stored and plan and stored.value.status in SERVED:
            period = period_around(outage.started_at.astimezone(clock.zone()).date(), stored.value.billing_day)
            amount = credit_amount(monthly_price(stored.value, plan), outage.credit_days, period.days)
            changed = _with_credit(outage, stored.value, amount) if amount else None
            if changed:
                commit.update(subscriptions, stored, changed.model_copy(update={"updated_at": clock.now()}))
            else:
                amount = 0
        credits[line_id] = amount
    commit.verify(customers, owner)
    commit.update(affected, one, one.value.model_copy(update={"credits": credits}))
    if any(credits[line_id] for line_id in left):
        _tell_trail(commit, outage, one.value, credits)
    commit.commit()
    return credits


def _with_credit(outage: Outage, line: Subscription, amount: int) -> Subscription | None:
    """The line with the credit waiting for its next invoice; None where none can wait."""
    if any(waiting.id == charge_id_of(outage) for waiting in line.pending_lines):
        return None
    reason = f"{outage.place}, mulai {moment_text(outage.started_at, clock.zone())}, {outage.credit_days} hari"
    charge = NewCharge(description="Potongan gangguan jaringan", amount=-amount, reason=reason[:200])
    try:
        return with_charge(line, charge_id_of(outage), charge)
    except (Conflict, Invalid) as refused:
        log("outage_credit_left_out", subscription_id=line.id, outage_id=outage.id, code=refused.code)
        return None


def _tell_trail(commit: Commit, outage: Outage, one: Affected, credits: dict[str, int]) -> None:
    record_audit(
        commit,
        cause=f"{outage.id}.{one.customer_id}",
        what="outage_credit_given",
        by=outage.ended_by,
        subject=f"customers/{one.customer_id}",
        after={"outage": outage.id, **credits},
    )
