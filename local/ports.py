"""Free ports for the children, and the file that says which child answers where."""

import json
import random
import socket
from contextlib import closing
from pathlib import Path

# Below the range Linux hands to outgoing connections, so a port stays ours while its child is restarted.
LOWEST, HIGHEST = 20_000, 32_000


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


def free_port() -> int:
    """A port nobody listens on, chosen at random so that two stacks starting at once rarely meet."""
    for _ in range(1_000):
        port = random.randrange(LOWEST, HIGHEST)
        if is_free(port):
            return port
    raise OSError("no free port between 20000 and 32000")


class PortBook:
    """`{name: [port, ...]}` in a file; a name keeps its ports over restarts while they are free."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._kept: dict[str, list[int]] = json.loads(path.read_text()) if path.exists() else {}
        self.ports: dict[str, list[int]] = {}

    def take(self, name: str, count: int = 1) -> list[int]:
        """`count` ports for `name`, the ones it had last time where they are free."""
        taken = {port for ports in self.ports.values() for port in ports}
        ports = [port for port in self._kept.get(name, []) if port not in taken and is_free(port)][:count]
        while len(ports) < count:
            port = free_port()
            if port not in taken and port not in ports:
                ports.append(port)
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
