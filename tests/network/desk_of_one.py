"""The server's side of one router in memory, out of the same pure pieces as the real one."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from shared.customers.models import Served
from shared.network.line_state import LineState, after_report
from shared.network.poll_order import PollOrder, number_after, order_of
from shared.network.read_report import Report, joined, read_report
from shared.network.settle_line import Command, RouterRules, command_id, fitting, settle_line
from tests.cast import NOW

RULES = RouterRules(profiles={"rumah-20": "p20", "rumah-50": "p50"})


def line_id(target: str) -> str:
    return f"PLG-00001-{target}"


@dataclass
class Server:
    """What is kept of a router, and what was decided about its lines."""

    seq: int = 0
    lines: dict[str, LineState] = field(default_factory=dict)
    wishes: dict[str, Served] = field(default_factory=dict)
    decisions: int = 0
    decided: dict[str, int] = field(default_factory=dict)
    parts: dict[int, Report] = field(default_factory=dict)
    now: datetime = NOW
    applied: int = 0

    def decide(self, target: str, *, allowed: bool, plan_id: str = "rumah-20") -> None:
        """Billing's word about a line."""
        self.decisions += 1
        self.decided[target] = self.decisions
        self.wishes[target] = Served(target=target, by_login=True, allowed=allowed, plan_id=plan_id)

    def answer(self, text: str) -> str:
        report = read_report(text)
        order = order_of(report, self.seq)
        if order is PollOrder.LOST:
            return "full\n"
        if report.more:
            self.parts[report.part] = report
            return f"part\t{report.part}\n"
        if order is PollOrder.NEW:
            earlier = [self.parts[number] for number in range(1, report.part)]
            whole = joined([*earlier, report])
            for whose, line in after_report(self.lines, whole, RULES.isolir_profile, self.now).items():
                if line is None:
                    del self.lines[whose]
                else:
                    self.lines[whose] = line
            self.seq = number_after(report, self.seq, self.now)
            self.applied += 1
        return "".join([f"next\t{self.seq}\n", *(f"{command.line}\n" for command in self.commands())])

    def commands(self) -> list[Command]:
        found = []
        for target, wish in self.wishes.items():
            settled = settle_line(wish, self.lines.get(target), RULES, self.id_of(target))
            found += [settled.command] if settled.command else []
        return fitting(found)

    def id_of(self, target: str) -> str:
        return command_id(line_id(target), str(self.decided[target]))

    def passes(self, seconds: int = 30) -> None:
        self.now += timedelta(seconds=seconds)
