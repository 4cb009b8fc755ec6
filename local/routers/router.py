"""A MikroTik router as far as our script sees it: secrets, sessions, lists, and what the script keeps in memory.

Every step is one that shared/network/mikrotik_agent.rsc takes, in the same order and words.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

PART_BYTES = 20_000

Post = Callable[[str], str | None]
"""Sends one part and brings the answer; None where there was none."""


def length_of(seconds: int) -> str:
    """As RouterOS 7 writes a length of time: `1w2d3h4m5s`."""
    told = ""
    for unit, letter in ((604_800, "w"), (86_400, "d"), (3_600, "h"), (60, "m")):
        count, seconds = divmod(seconds, unit)
        told += f"{count}{letter}" if count else ""
    return told + f"{seconds}s"


@dataclass
class Secret:
    """A PPPoE user."""

    profile: str = "default"
    disabled: bool = False
    up: bool = True
    """Whether the modem at home has power and light: then it dials again by itself."""


@dataclass
class Memory:
    """The script's globals: lost when the router restarts."""

    known: dict[str, str] | None = None
    told: dict[str, str] = field(default_factory=dict)
    parts: list[str] = field(default_factory=list)
    next: int = 0
    done: list[str] = field(default_factory=list)
    used: dict[str, str] = field(default_factory=dict)
    rounds: int = 0
    counts: int = 0


@dataclass
class Router:
    """One router. `restart` and `poll` are what a test or the sandbox page does with it."""

    name: str = "rb-utara"
    secrets: dict[str, Secret] = field(default_factory=dict)
    sessions: dict[str, str] = field(default_factory=dict)
    """PPPoE user -> session id."""
    shut_out: set[str] = field(default_factory=set)
    watched: dict[str, bool] = field(default_factory=dict)
    light: dict[str, str] = field(default_factory=dict)
    """PPPoE user -> dBm, or the modem's last word: what an owner's own script keeps in SambungLight."""
    profiles: set[str] = field(default_factory=lambda: {"default", "isolir"})
    executed: list[str] = field(default_factory=list)
    """Command ids in the order they were carried out, for tests."""
    rates: dict[str, tuple[int, int]] = field(default_factory=dict)
    """PPPoE user -> bytes a second, from the customer and to them."""
    carried: dict[str, tuple[int, int]] = field(default_factory=dict)
    """What each session has carried: its interface's counters."""
    memory: Memory = field(default_factory=Memory)
    uptime_s: int = 86_400
    """It has been on for a day when somebody first looks at it."""
    _sessions_made: int = 0

    def passes(self, seconds: int = 30) -> None:
        """So much time goes by: modems that have power dial in."""
        self.uptime_s += seconds
        for user, secret in self.secrets.items():
            if secret.up and not secret.disabled and user not in self.sessions:
                self._sessions_made += 1
                self.sessions[user] = f"0x{self._sessions_made:08x}"
                self.carried[user] = (0, 0)
        for user in self.sessions:
            (up, down), (up_rate, down_rate) = self.carried[user], self.rates.get(user, (0, 0))
            self.carried[user] = (up + up_rate * seconds, down + down_rate * seconds)

    def power(self, user: str, up: bool) -> None:
        """The modem at home."""
        self.secrets[user].up = up
        if not up:
            self.sessions.pop(user, None)

    def restart(self) -> None:
        """Sessions and the script's memory are gone; the configuration stays."""
        self.sessions.clear()
        self.memory = Memory()
        self.uptime_s = 0

    def poll(self, post: Post) -> bool:
        """One run of the script; whether it was answered."""
        memory = self.memory
        if not memory.parts:
            self._collect()
        answer = ""
        for part in memory.parts:
            got = post(part)
            if got is None:
                return False
            answer = got
            if answer.startswith("full"):
                break
        memory.parts = []
        memory.known = None
        for line in answer.splitlines():
            words = line.split("\t")
            if words[0] == "next":
                memory.next, memory.known = int(words[1]), dict(memory.told)
            elif words[0] == "do" and len(words) == 5:
                self._do(*words[1:])
        if memory.known is None:
            memory.next = 0
        return True

    def _collect(self) -> None:
        memory = self.memory
        now = {f"s\t{user}": f"10.0.0.1\t{session}\tAA:BB" for user, session in self.sessions.items()}
        now |= {f"p\t{user}": f"{one.profile}\t{str(one.disabled).lower()}" for user, one in self.secrets.items()}
        now |= {f"a\t{address}": "" for address in self.shut_out}
        now |= {f"w\t{address}": "up" if up else "down" for address, up in self.watched.items()}
        now |= {f"r\t{user}": light for user, light in self.light.items()}
        known = memory.known or {}
        used = self._used(is_full=memory.known is None)
        ages = {key: "0s" for key in now if key.startswith("s\t")}
        lines = [f"+\t{key}\t{value}\t{ages.get(key, '')}" for key, value in now.items() if known.get(key) != value]
        lines += [f"+\tu\t{user}\t{read}" for user, read in used.items()]
        lines += [f"-\t{key}" for key in known if key not in now]
        lines += memory.done
        memory.done = []
        memory.told = now
        kind = "full" if memory.known is None else "changes"
        uptime = length_of(self.uptime_s)
        bodies, body = [], ""
        for line in lines:
            if len(body) > PART_BYTES:
                bodies.append(body)
                body = ""
            body += line + "\n"
        bodies.append(body)
        for number, one in enumerate(bodies, 1):
            more = "more" if number < len(bodies) else "last"
            head = f"poll\t{memory.next}\nkind\t{kind}\npart\t{number}\t{more}\nreport\t{uptime}\n"
            about = f"name\t{self.name}\nversion\t6.49.17\nuptime\t{uptime}\ncpu\t3\non\t{len(self.sessions)}\n"
            memory.parts.append(head + about + "if\tether1\t1000\t2000\n" + one)

    def _used(self, *, is_full: bool) -> dict[str, str]:
        """Counters of sessions that are over; of all, every three hours. They are read every five minutes."""
        memory = self.memory
        used: dict[str, str] = {}
        kept: dict[str, str] = {}
        for user, read in memory.used.items():
            is_there = self.sessions.get(user) == read.partition("\t")[0]
            (kept if is_there else used)[user] = read
        memory.rounds += 1
        if is_full or memory.rounds > 9:
            memory.rounds = 0
            memory.counts += 1
            for user, session in self.sessions.items():
                if any(self.carried[user]):
                    kept[user] = "\t".join((session, *map(str, self.carried[user])))
        if is_full or memory.counts > 35:
            memory.counts = 0
            used = kept | used
        memory.used = kept
        return used

    def _do(self, command: str, verb: str, target: str, value: str) -> None:
        memory = self.memory
        problem = self._carried_out(verb, target, value)
        if problem:
            memory.done.append(f"fail\t{command}\t{problem}")
            return
        self.executed.append(command)
        memory.done.append(f"done\t{command}")

    def _carried_out(self, verb: str, target: str, value: str) -> str:
        """What went wrong, or nothing."""
        if verb in ("list", "unlist"):
            (self.shut_out.add if verb == "list" else self.shut_out.discard)(target)
            return ""
        if target not in self.secrets:
            return "no secret"
        if verb in ("profile", "enable"):
            if value not in self.profiles:
                return "no profile"
            self.secrets[target].profile = value
            if verb == "enable":
                self.secrets[target].disabled = False
        self.sessions.pop(target, None)
        return ""
