"""Made-up requests at every route, as every kind of caller: no 5xx, no answer the contract does not say, none too many.

`make fuzz` makes thousands (FUZZ=long), `make test` a few of each.
"""

import os
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance
from werkzeug.wrappers import Request, Response

from local.openapi import merged
from shared.access import change_member, invite_member
from shared.access.matrix import may
from shared.core.errors import OutsideError
from shared.core.firestore import Commit
from shared.customers.models import Area
from shared.customers.repository import areas, customers, plans, subscriptions
from shared.customers.search_tokens import findable
from tests.access.doors import ROLES, Doors, employ, open_doors
from tests.cast import RUMAH_20, customer, subscribed
from tests.conftest import Enqueued

CASES = 110 if os.environ.get("FUZZ") == "long" else 4
DOCUMENT = merged()
CALLERS: dict[str | None, tuple[str, tuple[str, ...]]] = {
    **{f"demo-{role}": (role, ()) for role in ROLES},
    "demo-north": ("admin", ("utara",)),
    "demo-asih": ("customer", ()),
    None: ("", ()),
}
KNOWN = {"id": ["PLG-00011", "PLG-00011-1", "PLG-90001", "rumah-20", "demo-cashier", "all", "x.issued"],
         "uid": ["demo-cashier", "demo-owner"], "charge_id": ["c-1"]}  # fmt: skip
OPERATIONS = [
    (method, path, operation["x-may"])
    for path, methods in DOCUMENT["paths"].items()
    for method, operation in methods.items()
]
tried: Counter[int] = Counter()


@pytest.fixture
def world(db: None, storage: None, enqueued: Enqueued, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Doors]:
    """The functions' routes over a small provider; Firebase Auth and WhatsApp are not asked."""

    def silent(*_: Any, **__: Any) -> bool:
        return False

    def absent(*_: Any, **__: Any) -> Any:
        raise OutsideError("firebase", "400", permanent=True)

    for module in (invite_member, change_member):
        monkeypatch.setattr(module, "tell_account", silent)
    for name in ("ensure_account", "mail_password_link"):
        monkeypatch.setattr(invite_member, name, silent)
    monkeypatch.setattr(invite_member, "password_code", lambda _: "a-code")
    monkeypatch.setattr("shared.clients.identity_toolkit._post", absent)
    doors = open_doors(monkeypatch)
    employ("demo-north", "admin", areas=["utara"])
    commit = Commit()
    commit.put(plans, RUMAH_20)
    commit.put(areas, Area(id="utara", name="Utara"))
    owner, line = subscribed(customer(11, "Budi Raharjo", area_id="utara"), area_id="utara")
    commit.put(customers, findable(owner))
    commit.put(subscriptions, line)
    commit.commit()
    return doors


@pytest.mark.parametrize(("method", "path", "permission"), OPERATIONS, ids=[f"{m} {p}" for m, p, _ in OPERATIONS])
@pytest.mark.timeout(600)
def test_whatever_is_sent_the_answer_is_in_the_contract(world: Doors, method: str, path: str, permission: str) -> None:
    operation = schemathesis.openapi.from_dict(DOCUMENT)[path][method.upper()]
    modes = schemathesis.GenerationMode
    made_up = st.one_of(
        operation.as_strategy(generation_mode=modes.POSITIVE), operation.as_strategy(generation_mode=modes.NEGATIVE)
    )

    @settings(
        max_examples=CASES, deadline=None, database=None, suppress_health_check=list(HealthCheck),
        phases=[Phase.generate], derandomize=CASES < 10,
    )  # fmt: skip
    @given(case=made_up, who=st.sampled_from(list(CALLERS)), data=st.data())
    def send(case: Any, who: str | None, data: st.DataObject) -> None:
        for name in case.path_parameters or {}:
            if name in KNOWN and data.draw(st.booleans()):
                case.path_parameters[name] = data.draw(st.sampled_from(KNOWN[name]))
        headers = {"Authorization": f"Bearer {who}"} if who else {}
        answer = case.call(app=_Whole(world), base_url="http://sambung.test", headers=headers)
        tried[answer.status_code] += 1
        case.validate_response(
            answer, checks=[not_a_server_error, response_schema_conformance, content_type_conformance]
        )
        role, limits = CALLERS[who]
        if permission == "anyone" or answer.status_code in (404, 405):
            return
        if who is None:
            assert answer.status_code == 401
        else:
            assert (answer.status_code != 403) == may(role, permission, limits), (who, answer.status_code)

    send()


def test_thousands_were_made_in_the_long_form() -> None:
    if CASES > 10:
        assert sum(tried.values()) >= 5000, tried
    assert {200, 401, 403, 422} <= set(tried)


class _Whole:
    """All functions as one WSGI application, each under its prefixes."""

    def __init__(self, doors: Doors) -> None:
        self._doors = doors

    def __call__(self, environ: dict[str, Any], start: Any) -> Any:
        try:
            app = self._doors.client(Request(environ).path).application
        except LookupError:
            return Response("{}", 404, mimetype="application/json")(environ, start)
        return app.wsgi_app(environ, start)
