"""The simulated routers of this machine and the nodes their lines hang on; a file stands for their flash."""

import json
import threading
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any
from zlib import crc32

from local.routers.router import Post, Router, Secret
from shared.core.text import slug

NO_LIGHT, NO_POWER = "los", "gasp"
LIGHT = "-21.4"
"""dBm, of a modem that is on."""


@dataclass
class Plugged:
    """A router with its token, where its lines hang, and what goes wrong between it and us."""

    token: str
    router: Router
    odp_of: dict[str, str] = field(default_factory=dict)
    above: dict[str, str] = field(default_factory=dict)
    """Node -> the node it hangs on."""
    phones: dict[str, str] = field(default_factory=dict)
    """PPPoE user -> whose telephone shows what becomes of it."""
    silent: bool = False
    """Cut off from us: it goes on serving, and nothing is heard of it."""
    twice: bool = False
    """Each of its reports arrives twice."""
    late: bool = False
    """Every other report arrives only with the next, and its answer never does."""
    on_its_way: str | None = None
    lock: Any = field(default_factory=threading.Lock)

    def nodes_of(self, user: str) -> list[str]:
        """Its box and all that lies above."""
        way = [self.odp_of.get(user, "")]
        while (parent := self.above.get(way[-1])) and parent not in way:
            way.append(parent)
        return [node for node in way if node]

    def sends(self, post: Post) -> Post:
        """The way to us, with what goes wrong on it."""
        if self.silent:
            return lambda _: None
        if self.late:
            return lambda text: self._late(post, text)
        if self.twice:
            return lambda text: (post(text), post(text))[1]
        return post

    def _late(self, post: Post, text: str) -> str | None:
        if self.on_its_way is None:
            self.on_its_way = text
            return None
        post(self.on_its_way)
        self.on_its_way = None
        return post(text)


def rate_of(user: str) -> tuple[int, int]:
    """Bytes a second, from a home and to it: some watch films, some read the news; the same home always the same."""
    down = 4_000 + crc32(user.encode()) % 80_000
    return down // 12, down


class Fleet:
    """All routers by the id in their token."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._saving = threading.Lock()
        self.routers: dict[str, Plugged] = {}
        if path.exists():
            for name, told in json.loads(path.read_text(encoding="utf-8")).items():
                self.routers[name] = _kept(name, told)

    def plug_in(self, token: str, lines: dict[str, str], profiles: list[str]) -> Plugged:
        """A router with this token and these PPPoE users (user -> box); what it had before stays."""
        name = token.rpartition(".")[0]
        known = self.routers.get(name)
        plugged = known or Plugged(token, Router(name))
        plugged.token = token
        plugged.router.profiles |= set(profiles)
        for user, odp in lines.items():
            plugged.router.secrets.setdefault(user, Secret())
            plugged.router.light.setdefault(user, LIGHT)
            plugged.router.rates[user] = rate_of(user)
            plugged.odp_of[user] = odp
        self.routers[name] = plugged
        self.save()
        return plugged

    def cut(self, node: str, up: bool) -> int:
        """Everything beneath a node loses its light, or has it again; how many lines."""
        count = 0
        for plugged in self.routers.values():
            with plugged.lock:
                for user in plugged.odp_of:
                    if slug(node) in map(slug, plugged.nodes_of(user)):
                        switch(plugged.router, user, up, NO_LIGHT)
                        count += 1
        self.save()
        return count

    def power(self, user: str, up: bool) -> bool:
        """One modem at home is switched off, or on; whether there is one of this name."""
        serving = [plugged for plugged in self.routers.values() if user in plugged.router.secrets]
        for plugged in serving:
            with plugged.lock:
                switch(plugged.router, user, up, NO_POWER)
        self.save()
        return bool(serving)

    def poll(self, name: str, post: Post, seconds: int) -> bool:
        """So many seconds go by and the script runs once; whether it was answered."""
        plugged = self.routers[name]
        with plugged.lock:
            plugged.router.passes(seconds)
            answered = plugged.router.poll(plugged.sends(post))
            self.save()
        return answered

    def save(self) -> None:
        """What a router keeps over a restart: not its sessions, not what the script remembers."""
        with self._saving:
            told = {name: _to_keep(one) for name, one in [*self.routers.items()]}
            half = self._path.with_suffix(".half")
            half.touch(mode=0o600)
            half.write_text(json.dumps(told), encoding="utf-8")
            half.replace(self._path)

    def nodes(self) -> list[dict[str, Any]]:
        """Every node that has lines, with how many of them are on line; `up` is false where none has light or power."""
        beneath: dict[str, list[tuple[bool, bool]]] = {}
        parents: dict[str, str] = {}
        for plugged in self.routers.values():
            parents |= plugged.above
            for user, node in _places(plugged):
                secret = plugged.router.secrets[user]
                beneath.setdefault(node, []).append((secret.up, user in plugged.router.sessions))
        return [
            {
                "name": node,
                "above": parents.get(node),
                "lines": len(lines),
                "on_line": sum(on for _, on in lines),
                "up": any(up for up, _ in lines),
            }
            for node, lines in sorted(beneath.items())
        ]


def switch(router: Router, user: str, up: bool, last_word: str) -> None:
    """A modem goes off, saying why where it is asked for its light, or comes on."""
    if router.secrets[user].up and not up:
        router.light[user] = last_word
    elif up:
        router.light[user] = LIGHT
    router.power(user, up)


def shown(name: str, plugged: Plugged) -> dict[str, Any]:
    """A router as the sandbox shows it: each line's profile, and whether it is on line."""
    router = plugged.router
    return {
        "id": name,
        "silent": plugged.silent,
        "twice": plugged.twice,
        "late": plugged.late,
        "uptime_s": router.uptime_s,
        "sessions": len(router.sessions),
        "commands": len(router.executed),
        "lines": [
            {
                "user": user,
                "odp": plugged.odp_of.get(user, ""),
                "phone": plugged.phones.get(user),
                "profile": secret.profile,
                "light": router.light.get(user, ""),
                "up": secret.up,
                "on_line": user in router.sessions,
                "allowed": secret.profile != "isolir" and not secret.disabled,
            }
            for user, secret in sorted(router.secrets.items())
        ],
    }


def _places(plugged: Plugged) -> Iterator[tuple[str, str]]:
    for user in plugged.odp_of:
        for node in plugged.nodes_of(user):
            yield user, node


def _to_keep(one: Plugged) -> dict[str, Any]:
    """Copies: the router may go on meanwhile."""
    router = one.router
    return {
        "token": one.token,
        "secrets": {user: asdict(secret) for user, secret in [*router.secrets.items()]},
        "shut_out": sorted([*router.shut_out]),
        "profiles": sorted([*router.profiles]),
        "light": {**router.light},
        "odp_of": {**one.odp_of},
        "above": {**one.above},
        "phones": {**one.phones},
        "silent": one.silent,
    }


def _kept(name: str, told: dict[str, Any]) -> Plugged:
    secrets = {user: Secret(**one) for user, one in told["secrets"].items()}
    router = Router(
        name,
        secrets,
        shut_out=set(told["shut_out"]),
        profiles=set(told["profiles"]),
        light=told.get("light", {}),
        rates={user: rate_of(user) for user in secrets},
    )
    return Plugged(
        told["token"], router, told["odp_of"], told.get("above", {}), told.get("phones", {}), silent=told["silent"]
    )
