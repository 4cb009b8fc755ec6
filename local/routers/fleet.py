"""The simulated routers of this machine and the boxes their lines hang on; a file stands for their flash."""

import json
import threading
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from local.routers.router import Post, Router, Secret


@dataclass
class Plugged:
    """A router with its token, and which of its lines hangs on which box."""

    token: str
    router: Router
    odp_of: dict[str, str] = field(default_factory=dict)
    silent: bool = False
    """Cut off from us: it goes on serving, and nothing is heard of it."""
    lock: Any = field(default_factory=threading.Lock)


class Fleet:
    """All routers by the id in their token."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.routers: dict[str, Plugged] = {}
        if path.exists():
            for name, told in json.loads(path.read_text(encoding="utf-8")).items():
                secrets = {user: Secret(**one) for user, one in told["secrets"].items()}
                router = Router(name, secrets, shut_out=set(told["shut_out"]), profiles=set(told["profiles"]))
                self.routers[name] = Plugged(told["token"], router, told["odp_of"], told["silent"])

    def plug_in(self, token: str, lines: dict[str, str], profiles: list[str]) -> Plugged:
        """A router with this token and these PPPoE users (user -> box); what it had before stays."""
        name = token.rpartition(".")[0]
        known = self.routers.get(name)
        plugged = known or Plugged(token, Router(name))
        plugged.token = token
        plugged.router.profiles |= set(profiles)
        for user, odp in lines.items():
            plugged.router.secrets.setdefault(user, Secret())
            plugged.odp_of[user] = odp
        self.routers[name] = plugged
        self.save()
        return plugged

    def cut(self, odp: str, up: bool) -> int:
        """Everything on a box loses its light, or has it again; how many lines."""
        count = 0
        for plugged in self.routers.values():
            for user, box in plugged.odp_of.items():
                if box == odp:
                    plugged.router.power(user, up)
                    count += 1
        self.save()
        return count

    def poll(self, name: str, post: Post, seconds: int) -> bool:
        """So many seconds go by and the script runs once; whether it was answered."""
        plugged = self.routers[name]
        with plugged.lock:
            plugged.router.passes(seconds)
            answered = plugged.router.poll((lambda _: None) if plugged.silent else post)
            self.save()
        return answered

    def save(self) -> None:
        """What a router keeps over a restart: not its sessions, not what the script remembers."""
        told = {
            name: {
                "token": one.token,
                "secrets": {user: asdict(secret) for user, secret in one.router.secrets.items()},
                "shut_out": sorted(one.router.shut_out),
                "profiles": sorted(one.router.profiles),
                "odp_of": one.odp_of,
                "silent": one.silent,
            }
            for name, one in self.routers.items()
        }
        half = self._path.with_suffix(".half")
        half.touch(mode=0o600)
        half.write_text(json.dumps(told), encoding="utf-8")
        half.replace(self._path)


def shown(name: str, plugged: Plugged) -> dict[str, Any]:
    """A router as the sandbox shows it: each line's profile, and whether it is on line."""
    router = plugged.router
    return {
        "id": name,
        "silent": plugged.silent,
        "sessions": len(router.sessions),
        "commands": len(router.executed),
        "lines": [
            {
                "user": user,
                "odp": plugged.odp_of.get(user, ""),
                "profile": secret.profile,
                "up": secret.up,
                "on_line": user in router.sessions,
                "allowed": secret.profile != "isolir" and not secret.disabled,
            }
            for user, secret in sorted(router.secrets.items())
        ],
    }
