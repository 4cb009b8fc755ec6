"""What a router shall do for a line, what it does, and the commands that lie between: pure.

What shall be is read off the subscription whenever the router is heard, so whatever was asked for before, the last
decision wins; and it is asked for until the router itself reports it. A command goes out again only while the report
says it was not carried out: the router hears of nothing twice that it has done.
"""

from dataclasses import dataclass
from typing import Literal

from shared.core.ids import digest
from shared.core.model import Model
from shared.customers.models import Served
from shared.network.line_state import LineState

CommandKind = Literal["allow", "isolate", "set_profile", "disconnect"]
Verb = Literal["profile", "enable", "list", "unlist", "drop"]

NOT_THERE = "not_there"
MOST_BYTES = 3_500
"""Of commands in one answer: RouterOS 6 hands a script no more than 4 KB of it."""


class RouterRules(Model):
    """How this router shuts somebody out, and what its profiles are called."""

    isolir_profile: str = "isolir"
    """The PPPoE profile of whoever is shut out."""
    isolir_list: str = "isolir"
    """The address list of fixed addresses that are shut out."""
    profiles: dict[str, str] = {}
    """Plan id -> PPPoE profile; a plan that is not named here leaves profiles alone."""
    default_profile: str = "default"
    """Given back to whoever was shut out when nobody knew what they had."""


@dataclass(frozen=True)
class Command:
    """One thing for the router to do; `verb`, `target` and `value` are what its script reads."""

    id: str
    kind: CommandKind
    verb: Verb
    target: str
    value: str = ""

    @property
    def line(self) -> str:
        return "\t".join(("do", self.id, self.verb, self.target, self.value))


@dataclass(frozen=True)
class Settled:
    """Either it is as it shall be (`served`), or there is a command, or a reason why there can be none."""

    served: Served | None = None
    command: Command | None = None
    problem: str = ""


def command_id(subscription_id: str, decided: str) -> str:
    """The same as long as nothing about the line was decided anew."""
    return f"{subscription_id}.{digest(subscription_id, decided)[:8]}"


def line_of(command: str) -> str:
    """The subscription a command is about."""
    return command.rpartition(".")[0]


def settle_line(shall: Served, line: LineState | None, rules: RouterRules, command: str) -> Settled:
    """What is left to do for this line, under the command's id."""
    if not shall.by_login:
        return _settle_address(shall, line, rules, command)
    if line is None or line.profile is None:
        return Settled(problem=NOT_THERE)
    if not shall.allowed:
        if line.profile == rules.isolir_profile:
            return Settled(served=shall)
        return Settled(command=Command(command, "isolate", "profile", shall.target, rules.isolir_profile))
    wanted = rules.profiles.get(shall.plan_id) or line.home or rules.default_profile
    if line.profile == wanted and not line.disabled:
        return Settled(served=shall)
    is_back = line.disabled or line.profile == rules.isolir_profile
    kind: CommandKind = "allow" if is_back else "set_profile"
    return Settled(command=Command(command, kind, "enable" if is_back else "profile", shall.target, wanted))


def fitting(commands: list[Command]) -> list[Command]:
    """As many as one answer holds; the rest waits for the next."""
    held, left = [], MOST_BYTES
    for command in commands:
        left -= len(command.line.encode()) + 1
        if left < 0:
            break
        held.append(command)
    return held


def _settle_address(shall: Served, line: LineState | None, rules: RouterRules, command: str) -> Settled:
    if (line is not None and line.shut_out) != shall.allowed:
        return Settled(served=shall)
    if shall.allowed:
        return Settled(command=Command(command, "allow", "unlist", shall.target, rules.isolir_list))
    return Settled(command=Command(command, "isolate", "list", shall.target, rules.isolir_list))
