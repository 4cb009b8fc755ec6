"""One node for staff: what hangs on it, on which port, and whether it is on line."""

from shared.core.firestore import Stored
from shared.customers.models import Customer, Subscription
from shared.customers.repository import customers, subscriptions
from shared.network.keep_nodes import node_view, stored_node
from shared.network.light_level import light_level
from shared.network.models import Node, NodeDetail, PortView
from shared.network.read_line import LineSeen, lines_seen
from shared.network.repository import nodes

MOST_LINES = 200


def read_node(node_id: str) -> NodeDetail:
    """A box with the lines that name it; a cabinet or an exchange with what hangs on it. Raises NotFound."""
    node = stored_node(node_id).value
    lines = _ports(node) if node.kind == "odp" else []
    below = [] if node.kind == "odp" else [one.value for one in nodes.find(("parent_id", "==", node.id))]
    free_ports = max(0, node.ports - len(lines) - len(below))
    children = [node_view(one) for one in below[:MOST_LINES]]
    return NodeDetail(**node_view(node).model_dump(), lines=lines, children=children, free_ports=free_ports)


def _ports(node: Node) -> list[PortView]:
    """By port; those of unknown port last. At most 200."""
    found = subscriptions.find(("network.odp", "in", sorted({node.name, node.id})), limit=MOST_LINES)
    lines = [one.value for one in found if one.value.status != "stopped"]
    seen, owners = lines_seen(lines), customers.get_many(line.customer_id for line in lines)
    shown = [_port(line, seen.get(line.id), owners.get(line.customer_id)) for line in lines]
    return sorted(shown, key=lambda line: (line.port is None, line.port or 0, line.subscription_id))


def _port(line: Subscription, seen: LineSeen | None, owner: Stored[Customer] | None) -> PortView:
    return PortView(
        subscription_id=line.id,
        customer_id=line.customer_id,
        customer_name=owner.value.name if owner else "",
        port=line.network.port,
        status=line.status,
        state=seen.state if seen else None,
        since=seen.line.since if seen else None,
        rx_dbm=seen.line.rx_dbm if seen else None,
        light=light_level(seen.line.rx_dbm) if seen else None,
    )
