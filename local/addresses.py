"""Where a function answers on this machine: `http://{name}.functions.localhost` becomes one of its ports."""

import json
from itertools import count
from pathlib import Path

from yarl import URL

SUFFIX = ".functions.localhost"


class UnknownFunction(Exception):
    """No function of that name runs here."""


class Addresses:
    """Reads ports.json again whenever it changed; several processes of one function take turns."""

    def __init__(self, ports_file: Path) -> None:
        self._file = ports_file
        self._read_at = -1
        self._ports: dict[str, list[int]] = {}
        self._turn = count()

    def ports(self) -> dict[str, list[int]]:
        """All ports by name, as the file has them now."""
        try:
            changed_at = self._file.stat().st_mtime_ns
            if changed_at != self._read_at:
                self._ports = json.loads(self._file.read_text())
                self._read_at = changed_at
        except FileNotFoundError:
            self._ports = {}
        return self._ports

    def port(self, name: str) -> int:
        """The next port of `name` (its folder name). Raises UnknownFunction."""
        ports = self.ports().get(name)
        if not ports:
            raise UnknownFunction(name)
        return ports[next(self._turn) % len(ports)] if len(ports) > 1 else ports[0]

    def resolve(self, url: URL) -> URL:
        """`url` with a function's host replaced, any other as it is. Raises UnknownFunction."""
        host = url.host or ""
        if not host.endswith(SUFFIX):
            return url
        name = host.removesuffix(SUFFIX).replace("-", "_")
        return url.with_scheme("http").with_host("127.0.0.1").with_port(self.port(name))
