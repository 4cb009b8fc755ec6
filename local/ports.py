"""Free ports for the children, and the file that says which child answers where.

A port is claimed before it is used: whoever holds the abstract Unix socket of its name has it. The kernel gives a name
to one process only and takes it back when that process ends, however it ends, so two stacks that start at the same
moment never get the same port, and none is left claimed by the dead.
"""

import json
import random
import socket
from contextlib import closing
from pathlib import Path

# Below the range Linux hands to outgoing connections, so a port stays ours while its child is restarted.
LOWEST, HIGHEST = 20_000, 32_000

_claims: dict[int, socket.socket] = {}


def is_free(port: int) -> bool:
    """True if a server could listen on `port` of the loopback address now."""
    with closing(socket.socket()) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def answers(port: int) -> bool:
    """True if something listens on `port` of the loopback address."""
    with closing(socket.socket()) as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def claim(port: int) -> bool:
    """Take `port` for this process; False if another claim holds it, or something listens there already."""
    claimed = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    try:
        claimed.bind(f"\0sambung-port-{port}")
    except OSError:
        claimed.close()
        return False
    if not is_free(port):
        claimed.close()
        return False
    _claims[port] = claimed
    return True


def give_back(port: int) -> None:
    """Let others have `port` again."""
    claimed = _claims.pop(port, None)
    if claimed:
        claimed.close()


def free_port() -> int:
    """A port nobody listens on, claimed until this process ends or gives it back."""
    for _ in range(1_000):
        port = random.randrange(LOWEST, HIGHEST)
        if claim(port):
            return port
    raise OSError("no free port between 20000 and 32000")


class PortBook:
    """`{name: [port, ...]}` in a file; a name keeps its ports over restarts while they are free."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._kept: dict[str, list[int]] = json.loads(path.read_text()) if path.exists() else {}
        self._claimed: list[int] = []
        self.ports: dict[str, list[int]] = {}

    def take(self, name: str, count: int = 1) -> list[int]:
        """`count` ports for `name`, the ones it had last time where they are free."""
        ports = [port for port in self._kept.get(name, [])[:count] if claim(port)]
        while len(ports) < count:
            ports.append(free_port())
        self._claimed += ports
        self.ports[name] = ports
        return ports

    def put(self, name: str, ports: list[int]) -> None:
        """Note ports that were chosen elsewhere."""
        self.ports[name] = ports

    def save(self) -> None:
        """Write the file in one step, so that no reader sees half of it."""
        half = self.path.with_suffix(".half")
        half.write_text(json.dumps(self.ports, indent=1))
        half.replace(self.path)

    def close(self) -> None:
        """Give back what was taken."""
        for port in self._claimed:
            give_back(port)
        self._claimed = []
