"""Take in what a router tells, once, and answer what it shall do.

One commit: the router's document, those of its lines that changed, and the subscriptions that are now as they shall be.
Where nothing changed, that is the router's document alone, however many sessions it has.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from shared.core import clock
from shared.core.firestore import Commit, Stored, attempt
from shared.core.logging import log
from shared.core.tasks import enqueue_drain
from shared.customers.models import Subscription
from shared.customers.repository import subscriptions
from shared.network.fallen_lines import after_falls
from shared.network.hear_router import heard
from shared.network.line_state import LineState, after_report, lines_told
from shared.network.look_for_outages import shown_by
from shared.network.models import ReportPart, Router
from shared.network.note_day import note_day
from shared.network.poll_order import PollOrder, order_of
from shared.network.read_report import Report, joined, read_report
from shared.network.report_parts import MissingPart, earlier_parts, forget_parts
from shared.network.repository import due_at, lines_named, report_parts, routers
from shared.network.router_lines import Lines
from shared.network.settle_line import Command, command_id, fitting, line_of, settle_line
from shared.network.show_token import router_of
from shared.network.write_days import write_days

LOOKED_UP_AT_ONCE = 120
TOUCHED_AT_ONCE = 100
"""A commit holds 500 documents."""
STUCK_EVERY = 10
"""Reports: what could not be done is tried again every five minutes, or when the router tells something new of it."""
ALL_AGAIN_AFTER = timedelta(hours=1)


def answer_report(token: str, text: str) -> str:
    """What the script reads, line by line. Raises Unauthorized, BadRequest, Busy."""
    return attempt(lambda: _answer(router_of(token), text))


@dataclass
class Settling:
    """Lines being settled: what is written of them, and what the router is asked for."""

    router: Router
    lines: Lines
    report: Report
    changed: list[tuple[Stored[Subscription], Subscription]] = field(default_factory=list)
    commands: list[Command] = field(default_factory=list)

    def settle(self, found: Iterable[Stored[Subscription]]) -> None:
        """These lines against what the router says of them."""
        for stored in {one.value.id: one for one in found}.values():
            after = self._settled(stored.value.model_copy(update={"router_id": self.router.id}))
            if after != stored.value:
                self.changed.append((stored, after))

    def _settled(self, line: Subscription) -> Subscription:
        shall_be = line.shall_be
        if shall_be is None:
            return line
        command = command_id(line.id, line.updated_at.isoformat())
        state = self.lines.get(shall_be.target)
        if state is not None and (state.subscription_id, state.box) != (line.id, shall_be.box):
            # What the login did under somebody else is theirs.
            days = state.days if state.subscription_id in (line.id, None) else []
            theirs = {"subscription_id": line.id, "box": shall_be.box, "days": days}
            self.lines.put(shall_be.target, state.model_copy(update=theirs))
        settled = settle_line(shall_be, state, self.router.rules, command)
        if settled.command:
            self.commands.append(settled.command)
        problem = settled.problem or (self.report.failed.get(command, line.router_problem) if settled.command else "")
        return line.model_copy(update={"served": settled.served, "router_problem": problem})


def _answer(stored: Stored[Router], text: str) -> str:
    router, report, now = stored.value, read_report(text), clock.now()
    order = order_of(report, router.seq)
    if order is PollOrder.LOST:
        log("router_asked_for_all", router=router.id, poll=report.poll, expected=router.seq)
        return "full\n"
    if report.more:
        commit = Commit()
        part_id = f"{router.id}.{report.part}"
        commit.put(report_parts, ReportPart(id=part_id, router_id=router.id, text=text, at=clock.real()))
        commit.commit()
        return f"part\t{report.part}\n"
    commit = Commit()
    if order is PollOrder.AGAIN:
        report = Report(poll=report.poll, is_full=False)
    elif report.part > 1:
        try:
            parts = earlier_parts(router.id, report)
        except MissingPart:
            return "full\n"
        forget_parts(commit, parts)
        report = joined([*(read_report(part.value.text) for part in parts), report])
    lines, settling = _take_in(router, report, now)
    commands = fitting([*_drops(router, lines, report), *settling.commands])
    if order is PollOrder.AGAIN:
        return _words(router.seq, commands)
    today = now.astimezone(clock.zone()).date()
    if _has_days_before(router, today):
        write_days(commit, lines, today)
    after = heard(router, report, lines, now)
    is_off = report.facts.get("on", "").isdigit() and int(report.facts["on"]) != after.sessions
    asks_for_all = is_off and (router.all_asked_at is None or now - router.all_asked_at > ALL_AGAIN_AFTER)
    if asks_for_all:
        after = after.model_copy(update={"all_asked_at": now})
        log("router_counts_otherwise", severity="WARNING", router=router.id, sessions=after.sessions)
    commit.update(routers, stored, after)
    lines.write(commit)
    for line, settled in settling.changed:
        commit.update(subscriptions, line, settled)
    commit.commit()
    for command in report.done:
        log("router_did", router=router.id, subscription=line_of(command))
    for command in report.failed:
        log("router_could_not", severity="WARNING", router=router.id, subscription=line_of(command))
    if shown_by(after) != shown_by(router):
        enqueue_drain("outages", router.id)
    return "full\n" if asks_for_all else _words(after.seq, commands)


def _take_in(router: Router, report: Report, now: datetime) -> tuple[Lines, Settling]:
    also_stuck = router.seq % STUCK_EVERY == 0 or report.is_full
    due = due_at(router.id, also_stuck=also_stuck)
    targets = [shall_be.target for stored in due if (shall_be := stored.value.shall_be)]
    lines = Lines(router.id)
    zone = clock.zone()
    today = now.astimezone(zone).date()
    if report.is_full or router.to_look_up or _has_days_before(router, today):
        lines.load_all()
    else:
        lines.load({*lines_told(report, ()), *targets, *router.drops})
    before = lines.known()
    for target, line in after_report(before, report, router.rules.isolir_profile, now).items():
        noted = line and note_day(before.get(target), line, target, report, now, zone)
        lines.put(target, _asked_anew(noted))
    settling = Settling(router, lines, report)
    unknown = [target for target, line in lines.known().items() if line.subscription_id is None]
    some = sorted(unknown)[:LOOKED_UP_AT_ONCE]
    lines.left_to_look_up = len(unknown) > len(some)
    owners = _owners(router, lines, some)
    for target in some:
        line = lines.known()[target]
        owner = owners[target].value.id if target in owners else ""
        lines.put(target, line.model_copy(update={"subscription_id": owner}))
    touched = _touched(router, lines, before)
    settling.settle([*due, *owners.values(), *touched])
    lines.fallen = after_falls(router.fallen, before, lines.known(), router.rules.isolir_profile, now)
    return lines, settling


def _owners(router: Router, lines: Lines, targets: list[str]) -> dict[str, Stored[Subscription]]:
    """Whose lines these are; one that another router serves is ours once it is on line here."""
    known = lines.known()
    return {
        target: stored
        for target, stored in (lines_named(targets) if targets else {}).items()
        if target in known and (stored.value.router_id in (None, router.id) or known[target].session)
    }


def _touched(router: Router, lines: Lines, before: Mapping[str, LineState]) -> list[Stored[Subscription]]:
    """Customers' lines for which the router now does something else than before; of many, the rest is looked up."""
    touched = {
        line.subscription_id: target
        for target, line in lines.known().items()
        if line.subscription_id and target in before and _does(line) != _does(before[target])
    }
    for target in [*touched.values()][TOUCHED_AT_ONCE:]:
        lines.put(target, lines.known()[target].model_copy(update={"subscription_id": None}))
        lines.left_to_look_up = True
    found = subscriptions.get_many([*touched][:TOUCHED_AT_ONCE])
    return [
        stored
        for line_id, stored in found.items()
        if stored.value.router_id == router.id
        and (shall_be := stored.value.shall_be)
        and shall_be.target == touched[line_id]
    ]


def _asked_anew(line: LineState | None) -> LineState | None:
    """Nobody's line that dials in may have become a customer's."""
    if line is not None and line.on and line.subscription_id == "":
        return line.model_copy(update={"subscription_id": None})
    return line


def _does(line: LineState) -> tuple[str | None, bool, bool]:
    return line.profile, line.disabled, line.shut_out


def _drops(router: Router, lines: Lines, report: Report) -> list[Command]:
    answered = {*report.done, *report.failed}
    left = {
        target: drop
        for target, drop in router.drops.items()
        if drop.id not in answered and (line := lines.get(target)) and line.session == drop.session
    }
    lines.drops = left
    return [Command(drop.id, "disconnect", "drop", target) for target, drop in sorted(left.items())]


def _has_days_before(router: Router, today: date) -> bool:
    return router.days_from is not None and router.days_from < today


def _words(expected: int, commands: list[Command]) -> str:
    return "".join([f"next\t{expected}\n", *(f"{command.line}\n" for command in commands)])
