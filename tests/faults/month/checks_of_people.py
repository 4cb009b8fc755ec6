"""What people see of it: answers, messages, the service; each rule a sentence, what breaks it is told. Pure."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from shared.billing.dunning_dates import begins
from shared.billing.models import Invoice
from shared.billing.suspend_days import first_cut, why_not
from shared.customers.models import Customer
from shared.messaging.models import Message
from shared.settings.models import SuspensionPolicy
from tests.faults.month.checks_of_money import no_charge_is_forgotten
from tests.faults.month.facts import Bubble, Facts, Known

JAKARTA = ZoneInfo("Asia/Jakarta")
POLICY = SuspensionPolicy(no_cut_weekdays=[5, 6])
SUSPENDED_AFTER = timedelta(days=10)
MAY_REPEAT_WORDS = ("answer", "reply", "waiting", "begun", "over")
"""Who asks the same again is told the same again."""
Wrong = list[str]


def whoever_wrote_was_answered(facts: Facts, _: Known) -> Wrong:
    """Their last words have an answer beneath them, or a person of ours has them on the list."""
    unheard = {one.id: one.status for one in facts.inbound if one.status == "waiting"}
    with_a_person = {one.customer_id for one in facts.conversations if one.status != "bot"}
    phones = {one.phone: one.id for one in facts.customers}
    notices = {one.id for one in facts.messages if one.purpose in ("answer", "reply", "waiting")}
    wrong = [f"{event}: {status}" for event, status in unheard.items()]
    for phone, bubbles in _by_phone(facts).items():
        written = [number for number, one in enumerate(bubbles) if not one.message]
        if not written or phones.get(phone) in with_a_person:
            continue
        beneath = bubbles[written[-1] + 1 :]
        if not any(one.message in notices for one in beneath):
            wrong.append(f"{phones.get(phone)}: nobody answered {bubbles[written[-1]].words!r}")
    return wrong


def nobody_got_a_message_twice(facts: Facts, _: Known) -> Wrong:
    """Neither the same message nor the same words, unless they asked again or staff sent it again."""
    said_again = {one.resent_as for one in facts.messages if one.resent_as}
    purpose = {one.id: one.purpose for one in facts.messages}
    ours = [one for one in facts.bubbles if one.message]
    times = Counter((one.phone, one.message) for one in ours)
    words = Counter(
        (one.phone, one.words)
        for one in ours
        if purpose.get(one.message) not in MAY_REPEAT_WORDS and one.message not in said_again
    )
    return [
        *(f"{message}: {count} times at one phone" for (_, message), count in times.items() if count > 1),
        *(f"{count} times at one phone: {text[:80]!r}" for (_, text), count in words.items() if count > 1),
    ]


def what_was_said_arrived(facts: Facts, known: Known) -> Wrong:
    """Each message is at its phone, or there is a reason why not."""
    there = {one.message for one in facts.bubbles}
    held = {one.cause for one in facts.messages if one.purpose == "waiting"}
    wrong = []
    for one in facts.messages:
        in_silence = one.status in ("sent", "unknown") and _is_of_silence(one, known)
        ended = in_silence or one.status in ("delivered", "read")
        if ended and one.status != "unknown" and one.id not in there:
            wrong.append(f"{one.id}: {one.status}, and not at the phone")
        waits = one.status == "queued" and (one.id in held or one.send_after > facts.now)
        over = one.status == "cancelled" or (one.status in ("failed", "unknown") and one.resent_as)
        if not (ended or waits or over):
            wrong.append(f"{one.id}: {one.status}, due {one.send_after}, {one.failure}")
    return wrong


def nothing_is_in_doubt(facts: Facts, known: Known) -> Wrong:
    """News of a later message settles what became of one whose call got no answer."""
    return [
        f"{one.id}: nobody knows whether it arrived"
        for one in facts.messages
        if one.status == "unknown" and not one.resent_as and not _is_of_silence(one, known)
    ]


def suspended_are_those_whom_policy_says(facts: Facts, known: Known) -> Wrong:
    bills: dict[str, list[Invoice]] = defaultdict(list)
    for bill in facts.invoices:
        if bill.status == "open" and bill.due_on < facts.today:
            bills[bill.customer_id].append(bill)
    wrong = []
    people = {one.id: one for one in facts.customers}
    for line in facts.lines:
        owner, overdue = people[line.customer_id], bills[line.customer_id]
        shall_be = bool(overdue) and (line.id in known.cut or is_to_be_cut(owner, overdue, known, facts.now))
        if shall_be != (line.status == "suspended") or line.service_allowed == shall_be:
            owes = [(bill.id, f"{bill.due_on}") for bill in overdue]
            wrong.append(f"{line.id}: is {line.status}, owes {owes}, promised {known.promised.get(owner.id)}")
    return wrong


def is_to_be_cut(owner: Customer, overdue: list[Invoice], known: Known, now: datetime) -> bool:
    """By the ladder, the promise and the days and hours on which service may be cut."""
    promise = owner.promise
    if owner.exempt or (promise and promise.until >= now.astimezone(JAKARTA).date()):
        return False
    promised = known.promised.get(owner.id)
    for bill in overdue:
        ripe = begins(bill.due_on + SUSPENDED_AFTER)
        if promised:
            ripe = max(ripe, begins(promised + timedelta(days=1)))
        if first_cut(POLICY, ripe, JAKARTA) <= now:
            return True
    return False


def nobody_was_cut_on_a_day_or_hour_without_cuts(facts: Facts, _: Known) -> Wrong:
    cuts = [one for one in facts.messages if one.purpose == "suspended"]
    moments = {one.id: one.created_at.astimezone(JAKARTA) for one in cuts}
    return [
        f"{key}: cut {at:%A %H:%M}"
        for key, at in moments.items()
        if why_not(POLICY, at.date()) is not None or not 8 <= at.hour < 16
    ]


def nobody_who_had_paid_was_asked_again(facts: Facts, _: Known) -> Wrong:
    paid_on = {bill.id: bill.paid_on for bill in facts.invoices if bill.paid_on}
    return [
        f"{one.id}: asked on {one.created_at:%F}, paid on {paid_on[one.cause]}"
        for one in facts.messages
        if one.cause in paid_on
        and one.purpose.startswith(("remind", "warn", "suspended"))
        and one.created_at.astimezone(JAKARTA).date() > paid_on[one.cause]
    ]


def the_routers_do_what_was_decided(facts: Facts, known: Known) -> Wrong:
    """Those that reach us; what another cannot know yet is on the list of differences."""
    wrong = []
    for line in facts.lines:
        user = line.network.pppoe_user or ""
        is_away = facts.served_by.get(user) in known.away
        agrees = facts.let_on.get(user) == line.service_allowed
        if not is_away and (not agrees or line.router_due):
            wrong.append(f"{line.id}: {'may' if line.service_allowed else 'may not'} go on line, {user} is not so")
        if is_away and not agrees and not line.router_due:
            wrong.append(f"{line.id}: its router does otherwise, and nobody is told")
    return wrong


def nothing_is_stuck(facts: Facts, _: Known) -> Wrong:
    waiting = [one for one in facts.messages if one.status in ("released", "sending")]
    waiting += [one for one in facts.messages if one.status == "queued" and one.send_after <= facts.now]
    return [
        *(f"{one.id}: still {one.status}" for one in waiting),
        *(f"{one.id}: still waiting" for one in facts.inbound if one.status == "waiting"),
        *(f"{name}: {count} tasks left" for name, count in facts.tasks.items()),
        *facts.unfinished,
        *(
            f"{bill.id}: its step of {bill.next_dunning_at} was not taken"
            for bill in facts.invoices
            if bill.next_dunning_at and bill.next_dunning_at <= facts.now
        ),
    ]


def no_complaint_is_forgotten(facts: Facts, _: Known) -> Wrong:
    """Somebody has it or it is part of an outage; staff were told once its time was over."""
    wrong = []
    for one in facts.complaints:
        if one.is_open and not one.dispatched:
            wrong.append(f"{one.id}: nobody has it")
        if one.next_step_at and one.next_step_at <= facts.now:
            wrong.append(f"{one.id}: its step of {one.next_step_at} was not taken")
        if one.is_open and one.due_at and one.due_at < facts.now and one.sla_mark != "over":
            wrong.append(f"{one.id}: past {one.due_at}, and staff were not told")
    return wrong


def who_had_the_outage_heard_of_its_end(facts: Facts, _: Known) -> Wrong:
    ended = {one.id for one in facts.outages if one.status == "ended"}
    late = [one for one in facts.outages if one.status in ("open", "ended") and one.next_step_at]
    return [
        *(f"{one.customer_id}: was told of {one.outage_id}, not of its end"
          for one in facts.affected if one.outage_id in ended and one.recovered_at is None),
        *(f"{one.id}: its step of {one.next_step_at} was not taken"
          for one in late if one.next_step_at and one.next_step_at <= facts.now),
    ]  # fmt: skip


def _is_of_silence(message: Message, known: Known) -> bool:
    """Whether it went while no receipt came."""
    return any(start <= (message.sent_at or message.created_at) <= end for start, end in known.deaf)


def _by_phone(facts: Facts) -> Mapping[str, list[Bubble]]:
    told: dict[str, list[Bubble]] = defaultdict(list)
    for one in facts.bubbles:
        told[one.phone].append(one)
    return told


CHECKS = (
    whoever_wrote_was_answered,
    nobody_got_a_message_twice,
    what_was_said_arrived,
    nothing_is_in_doubt,
    suspended_are_those_whom_policy_says,
    nobody_was_cut_on_a_day_or_hour_without_cuts,
    nobody_who_had_paid_was_asked_again,
    the_routers_do_what_was_decided,
    nothing_is_stuck,
    no_complaint_is_forgotten,
    who_had_the_outage_heard_of_its_end,
)
AT_REST = (
    nothing_is_stuck,
    nothing_is_in_doubt,
    no_charge_is_forgotten,
    no_complaint_is_forgotten,
    the_routers_do_what_was_decided,
    who_had_the_outage_heard_of_its_end,
)
"""What may still be on its way to rest: the next sweep sees to it."""
