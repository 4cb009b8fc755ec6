"""The network of ISP Kamil: its tree of nodes, and simulated routers with its customers' lines on them."""

from collections.abc import Iterator
from typing import Any, Protocol

import requests

BOXES = 8
STEP = 0.0016
"""Degrees between two boxes, some 180 m."""


class Api(Protocol):
    def post(self, path: str, body: dict[str, Any]) -> Any: ...


def box_of(told: dict[str, Any], area_id: str, house: int) -> str:
    """The pole box a house of this area hangs on."""
    return f"ODP-{told['cabinets'][area_id]['letter']}{house % BOXES + 1}"


def demo_nodes(told: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """As the API takes them, what carries others first."""
    for router in told["routers"]:
        yield {"kind": "olt", "name": router["olt"], "area_id": router["area_id"], "ports": 16}
    for router in told["routers"]:
        for area in router["areas"]:
            cabinet = told["cabinets"][area]
            about = {"area_id": area, "location": _at(cabinet, 0)}
            name = f"ODC-{cabinet['letter']}"
            yield {"kind": "odc", "name": name, "parent_id": router["olt"].lower(), "ports": 32, **about}
            for number in range(1, BOXES + 1):
                box = {"kind": "odp", "name": f"ODP-{cabinet['letter']}{number}", "parent_id": name.lower()}
                yield {**box, "ports": 16, "area_id": area, "location": _at(cabinet, number)}


def plug_in_routers(url: str, api: Api, told: dict[str, Any], people: list[dict[str, Any]]) -> None:
    """Register each router, as its owner does, and plug its simulated twin in with the token it got."""
    above = {node["name"].lower(): node["parent_id"] for node in demo_nodes(told) if "parent_id" in node}
    names = {node["name"].lower(): node["name"] for node in demo_nodes(told)}
    for router in told["routers"]:
        made = api.post("/api/routers", {name: router[name] for name in ("id", "name", "area_id")})
        token = made["token"] or api.post(f"/api/routers/{router['id']}/token", {})["token"]
        served = [one for one in people if one["area_id"] in router["areas"]]
        users = {one["subscription"]["network"]["pppoe_user"]: one for one in served}
        plug = {
            "token": token,
            "lines": {user: one["subscription"]["network"]["odp"] for user, one in users.items()},
            "phones": {user: f"+62{one['phone'].removeprefix('0')}" for user, one in users.items()},
            "above": {names[node]: names[parent] for node, parent in above.items()},
        }
        requests.post(f"{url}/sandbox/router", json=plug, timeout=30).raise_for_status()


def _at(cabinet: dict[str, Any], number: int) -> dict[str, float]:
    """The cabinet in the middle, its boxes in two rows beside it."""
    if not number:
        return {"latitude": cabinet["latitude"], "longitude": cabinet["longitude"]}
    row, column = divmod(number - 1, BOXES // 2)
    north = (row - 0.5) * STEP
    east = (column - (BOXES // 2 - 1) / 2) * STEP
    return {"latitude": round(cabinet["latitude"] + north, 6), "longitude": round(cabinet["longitude"] + east, 6)}
