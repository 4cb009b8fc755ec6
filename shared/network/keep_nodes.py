"""The tree from the exchange to the pole boxes: make, change, list."""

from shared.access.audit import record_audit
from shared.access.models import Caller
from shared.access.own_areas import ALL, area_filters, refuse_other_areas
from shared.core import clock
from shared.core.errors import Conflict, NotFound, invalid
from shared.core.firestore import AlreadyThere, Commit, Filter, Stored, attempt
from shared.core.http import Answer
from shared.core.ids import ulid
from shared.core.text import slug
from shared.customers.create_customer import check_area
from shared.network.models import NewNode, Node, NodeChanges, NodeKind, NodePage, NodeQuery, NodeView
from shared.network.repository import nodes

ABOVE: dict[NodeKind, tuple[NodeKind, ...]] = {"olt": (), "odc": ("olt",), "odp": ("odc", "olt")}
"""What a node may hang on."""
CLEARABLE = {"parent_id", "area_id", "location"}


def create_node(new: NewNode, by: Caller) -> Answer[NodeView]:
    """201 with the node; 200 if the very same is there; raises Conflict, Invalid."""
    check_area(new.area_id)
    refuse_other_areas(by, new.area_id)
    check_parent(new.kind, new.parent_id)
    node_id = new.id or slug(new.name)
    if not node_id:
        raise invalid("name", "Nama perlu huruf atau angka.", "The name needs letters or digits.")
    node = Node(**{**new.model_dump(), "id": node_id, "created_at": clock.now()})
    commit = Commit()
    commit.create(nodes, node)
    told = {"kind": new.kind, "parent_id": new.parent_id, "ports": new.ports}
    record_audit(commit, cause=node_id, what="node_created", by=by.id, subject=f"nodes/{node_id}", after=told)
    try:
        commit.commit()
    except AlreadyThere:
        stored = stored_node(node_id)
        refuse_other_areas(by, stored.value.area_id)
        if node_view(stored.value) != node_view(node):
            raise Conflict(
                code="id_reused",
                message_id="Titik dengan nama ini sudah ada dengan isi yang lain.",
                message_en="A node of this id exists with other content.",
            ) from None
        return Answer(node_view(node), 200)
    return Answer(node_view(node), 201)


def change_node(node_id: str, changes: NodeChanges, by: Caller) -> NodeView:
    """The node afterwards. Raises NotFound, Invalid."""
    sent = {name: getattr(changes, name) for name in changes.model_fields_set}
    for name, value in sent.items():
        if value is None and name not in CLEARABLE:
            raise invalid(name, "Tidak boleh kosong.", "May not be empty.")
    if "area_id" in sent:
        check_area(changes.area_id)
        refuse_other_areas(by, changes.area_id)
    cause = f"{node_id}.{ulid()}"

    def decide() -> Node:
        stored = stored_node(node_id)
        if "parent_id" in sent:
            check_parent(stored.value.kind, changes.parent_id)
        after = stored.value.model_copy(update=sent)
        commit = Commit()
        commit.update(nodes, stored, after)
        record_audit(
            commit,
            cause=cause,
            what="node_changed",
            by=by.id,
            subject=f"nodes/{node_id}",
            before=stored.value.model_dump(mode="json", include=set(sent)),
            after=after.model_dump(mode="json", include=set(sent)),
        )
        commit.commit()
        return after

    return node_view(attempt(decide))


def list_nodes(query: NodeQuery, within: tuple[str, ...] = ALL) -> NodePage:
    """Nodes of these areas by id; those of a kind, those that hang on one."""
    areas = area_filters(within, query.area_id)
    if areas is None:
        return NodePage(items=[], next_cursor=None)
    asked: list[Filter] = [*areas]
    asked += [("kind", "==", query.kind)] if query.kind else []
    asked += [("parent_id", "==", query.parent_id)] if query.parent_id else []
    page = nodes.page(*asked, limit=query.limit, cursor=query.cursor)
    return NodePage(items=[node_view(node) for node in page.items], next_cursor=page.next_cursor)


def stored_node(node_id: str) -> Stored[Node]:
    """Raises NotFound."""
    stored = nodes.get(node_id)
    if stored is None:
        raise NotFound()
    return stored


def area_of_node(node_id: str) -> str | None:
    """Raises NotFound."""
    return stored_node(node_id).value.area_id


def check_parent(kind: NodeKind, parent_id: str | None) -> None:
    """Raises Invalid for what cannot carry it: a box hangs on a cabinet or an exchange, a cabinet on an exchange."""
    if parent_id is None:
        return
    stored = nodes.get(parent_id)
    if stored is None or stored.value.kind not in ABOVE[kind]:
        raise invalid("parent_id", "Titik induk ini tidak cocok.", "This node cannot be its parent.")


def node_view(node: Node) -> NodeView:
    return NodeView(**node.model_dump(include=set(NodeView.model_fields)))
