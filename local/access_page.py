"""Write docs/access.md: the matrix of shared/access as a page for people, with the routes behind each permission."""

from collections import defaultdict

from local.manifests import ROOT
from local.openapi import merged
from shared.access.matrix import BOARDS, MATRIX, Grant

TARGET = ROOT / "docs" / "access.md"
ROLES = ("owner", "admin", "cashier", "technician", "collector", "customer")
MARKS = {
    "own_areas": "own areas",
    "common": "yes",
    "whole": "yes, unless limited to areas",
    "mine": "their own",
}
HEAD = """# Who may do what

Made by `make access` from `shared/access/matrix.py`; do not edit. The functions ask this matrix before they read a
request, `firestore.rules` says the same of the live boards, and the sites ask `GET /api/access` what to show.

*own areas*: staff limited to areas hold it for what lies in them; anything else answers 404, and lists leave it out.
*yes, unless limited to areas*: it is about everybody at once. *their own*: a customer, for what is theirs.
"""


def page() -> str:
    """The whole page."""
    routes = routes_by_permission()
    rows = [_row(f"`{name}`", grant, "<br>".join(routes[name])) for name, grant in MATRIX.items()]
    boards = [_row(f"`{name}`", grant, "get, list") for name, grant in BOARDS.items()]
    anyone = "\n".join(f"- {route}" for route in routes["anyone"])
    return (
        f"{HEAD}\n## Routes\n\n{_table('permission', rows)}\n\n"
        f"## Live boards (firestore.rules)\n\nAll other collections are closed to every client, and nothing can be "
        f"written by one.\n\n{_table('collection', boards)}\n\n"
        f"## Open to anyone\n\nBehind a signed link, a code or a signature of their own:\n\n{anyone}\n"
    )


def routes_by_permission() -> dict[str, list[str]]:
    """permission (or "anyone") -> its routes, `GET /api/customers`."""
    found: dict[str, list[str]] = defaultdict(list)
    for path, methods in merged()["paths"].items():
        for method, operation in methods.items():
            found[operation["x-may"]].append(f"{method.upper()} {path}")
    return found


def _row(name: str, grant: Grant, last: str) -> str:
    marks = [MARKS[grant.reach] if role in grant.roles else "" for role in ROLES]
    # An owner is never limited to areas.
    marks[0] = "yes" if marks[0] else ""
    return f"| {name} | {' | '.join(marks)} | {last} |"


def _table(first: str, rows: list[str]) -> str:
    last = "routes" if first == "permission" else "operations"
    head = f"| {first} | {' | '.join(ROLES)} | {last} |\n|---{'|---' * (len(ROLES) + 1)}|"
    return "\n".join([head, *rows])


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")
