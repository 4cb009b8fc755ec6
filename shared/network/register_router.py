"""Write down a router, give it a token, change it."""

from shared.access.audit import record_audit
from shared.access.models import Caller
from shared.access.own_areas import refuse_other_areas
from shared.core import clock
from shared.core.errors import Conflict, invalid
from shared.core.firestore import AlreadyThere, Commit, attempt
from shared.core.http import Answer
from shared.core.ids import ulid
from shared.core.text import slug
from shared.customers.create_customer import check_area
from shared.network.mikrotik_script import install_line
from shared.network.models import NewRouter, Router, RouterChanges, RouterToken, RouterView
from shared.network.read_routers import router_view, stored_router
from shared.network.repository import routers
from shared.network.settle_line import RouterRules
from shared.network.show_token import new_token

CLEARABLE = {"area_id"}


def register_router(new: NewRouter, by: Caller) -> Answer[RouterToken]:
    """201 with its token, which is shown this once; 200 without it if the very same is there; raises Conflict."""
    check_area(new.area_id)
    refuse_other_areas(by, new.area_id)
    router_id = new.id or slug(new.name)
    if not router_id:
        raise invalid("name", "Nama perlu huruf atau angka.", "The name needs letters or digits.")
    token, token_hash = new_token(router_id)
    router = Router(
        id=router_id,
        name=new.name,
        area_id=new.area_id,
        note=new.note,
        rules=RouterRules(**new.rules.model_dump()),
        token_hash=token_hash,
        created_at=clock.now(),
    )
    commit = Commit()
    commit.create(routers, router)
    record_audit(
        commit,
        cause=router_id,
        what="router_registered",
        by=by.id,
        subject=f"routers/{router_id}",
        after={"name": new.name, "area_id": new.area_id},
    )
    try:
        commit.commit()
    except AlreadyThere:
        return Answer(_the_same(router, by), 200)
    return Answer(RouterToken(router=router_view(router), token=token, install=install_line(token)), 201)


def renew_token(router_id: str, by: Caller) -> RouterToken:
    """A new token, shown this once; the old one no longer opens. Raises NotFound."""
    token, token_hash = new_token(router_id)
    cause = f"{router_id}.{ulid()}"

    def decide() -> Router:
        stored = stored_router(router_id)
        after = stored.value.model_copy(update={"token_hash": token_hash})
        commit = Commit()
        commit.update(routers, stored, after)
        subject = f"routers/{router_id}"
        record_audit(commit, cause=cause, what="router_token_renewed", by=by.id, subject=subject)
        commit.commit()
        return after

    return RouterToken(router=router_view(attempt(decide)), token=token, install=install_line(token))


def change_router(router_id: str, changes: RouterChanges, by: Caller) -> RouterView:
    """The router afterwards. Raises NotFound, Invalid."""
    sent = {name: getattr(changes, name) for name in changes.model_fields_set}
    for name, value in sent.items():
        if value is None and name not in CLEARABLE:
            raise invalid(name, "Tidak boleh kosong.", "May not be empty.")
    if "area_id" in sent:
        check_area(changes.area_id)
        refuse_other_areas(by, changes.area_id)
    if changes.rules is not None:
        sent["rules"] = RouterRules(**changes.rules.model_dump())
    cause = f"{router_id}.{ulid()}"

    def decide() -> Router:
        stored = stored_router(router_id)
        after = stored.value.model_copy(update=sent)
        commit = Commit()
        commit.update(routers, stored, after)
        record_audit(
            commit,
            cause=cause,
            what="router_changed",
            by=by.id,
            subject=f"routers/{router_id}",
            before=stored.value.model_dump(mode="json", include=set(sent)),
            after=after.model_dump(mode="json", include=set(sent)),
        )
        commit.commit()
        return after

    return router_view(attempt(decide))


def _the_same(router: Router, by: Caller) -> RouterToken:
    stored = stored_router(router.id)
    told = {"name", "area_id", "note", "rules"}
    refuse_other_areas(by, stored.value.area_id)
    if stored.value.model_dump(include=told) != router.model_dump(include=told):
        raise Conflict(
            code="id_reused",
            message_id="Router dengan nama ini sudah ada dengan isi yang lain.",
            message_en="A router of this id exists with other content.",
        )
    return RouterToken(router=router_view(stored.value), token=None, install=None)
