"""The routes of routers, who is on line, and nodes, each named by what it answers."""

from pydantic import Field

from shared.access.own_areas import inside_own_areas
from shared.access.settle_caller import caller
from shared.core.fields import PageQuery
from shared.core.http import Answer, Routes
from shared.core.model import Model
from shared.customers.change_subscription import area_of_subscription
from shared.login.settle_customer import signed_in
from shared.network.collect_boxes import nodes_from_lines
from shared.network.end_session import end_session
from shared.network.free_ports import boxes_near
from shared.network.keep_nodes import area_of_node, change_node, create_node, list_nodes
from shared.network.models import (
    DriftPage,
    LineHistory,
    NearPage,
    NearQuery,
    NewNode,
    NewRouter,
    NodeChanges,
    NodeDetail,
    NodePage,
    NodeQuery,
    NodesMade,
    NodeTree,
    NodeView,
    RouterChanges,
    RouterPage,
    RouterToken,
    RouterView,
    SessionPage,
    SessionQuery,
    SessionView,
)
from shared.network.my_lines import MyLines, my_lines
from shared.network.read_history import read_history
from shared.network.read_node import read_node
from shared.network.read_routers import area_of_router, list_drift, list_routers, read_router
from shared.network.read_sessions import list_sessions, read_session
from shared.network.read_tree import read_tree
from shared.network.register_router import change_router, register_router, renew_token

routers = Routes("/api/routers", inside_own_areas(area_of_router))
sessions = Routes("/api/sessions", inside_own_areas(area_of_subscription))
nodes = Routes("/api/nodes", inside_own_areas(area_of_node))
me = Routes("/api/me/lines")


class Path(Model):
    id: str = Field(max_length=64)


@routers.get("", may="routers.read")
def router_page(query: PageQuery) -> RouterPage:
    return list_routers(query, caller().areas)


@routers.post("", may="routers.write", status=201)
def new_router(body: NewRouter) -> Answer[RouterToken]:
    return register_router(body, caller())


@routers.get("/drift", may="routers.read")
def router_drift(query: PageQuery) -> DriftPage:
    return list_drift(query, caller().areas)


@routers.get("/{id}", may="routers.read")
def router_detail(path: Path) -> RouterView:
    return read_router(path.id)


@routers.patch("/{id}", may="routers.write")
def changed_router(path: Path, body: RouterChanges) -> RouterView:
    return change_router(path.id, body, caller())


@routers.post("/{id}/token", may="routers.write")
def renewed_router_token(path: Path) -> RouterToken:
    return renew_token(path.id, caller())


@sessions.get("", may="sessions.read")
def session_page(query: SessionQuery) -> SessionPage:
    return list_sessions(query, caller())


@sessions.get("/{id}/history", may="sessions.read")
def session_history(path: Path) -> LineHistory:
    return read_history(path.id)


@sessions.get("/{id}", may="sessions.read")
def session_detail(path: Path) -> SessionView:
    return read_session(path.id)


@sessions.post("/{id}/disconnect", may="sessions.end")
def ended_session(path: Path) -> SessionView:
    return end_session(path.id, caller())


@nodes.get("", may="nodes.read")
def node_page(query: NodeQuery) -> NodePage:
    return list_nodes(query, caller().areas)


@nodes.post("", may="nodes.write", status=201)
def new_node(body: NewNode) -> Answer[NodeView]:
    return create_node(body, caller())


@nodes.post("/from-customers", may="nodes.collect")
def nodes_of_customers() -> NodesMade:
    return nodes_from_lines(caller())


@nodes.get("/near", may="nodes.read")
def near_boxes(query: NearQuery) -> NearPage:
    return boxes_near(query, caller().areas)


@nodes.get("/tree", may="nodes.read")
def node_tree() -> NodeTree:
    return read_tree(caller().areas)


@nodes.get("/{id}", may="nodes.read")
def node_detail(path: Path) -> NodeDetail:
    return read_node(path.id)


@nodes.patch("/{id}", may="nodes.write")
def changed_node(path: Path, body: NodeChanges) -> NodeView:
    return change_node(path.id, body, caller())


@me.get("", may="me.read")
def own_lines() -> MyLines:
    return my_lines(signed_in())
