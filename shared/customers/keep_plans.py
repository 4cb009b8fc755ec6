"""Plans and areas: make, list, change."""

from shared.access.audit import record_audit
from shared.access.models import Caller
from shared.core.errors import Conflict, NotFound, invalid
from shared.core.fields import PageQuery
from shared.core.firestore import AlreadyThere, Commit, attempt
from shared.core.http import Answer
from shared.core.ids import ulid
from shared.core.text import slug
from shared.customers.models import (
    Area,
    AreaPage,
    AreaView,
    NewArea,
    NewPlan,
    Plan,
    PlanChanges,
    PlanPage,
    PlanView,
)
from shared.customers.repository import areas, plans
from shared.customers.views import plan_view


def create_plan(new: NewPlan, by: Caller) -> Answer[PlanView]:
    """201 with the plan; 200 if the very same is there; raises Conflict if its id stands for another."""
    plan = Plan(**{**new.model_dump(), "id": new.id or _named(new.name)})
    commit = Commit()
    commit.create(plans, plan)
    record_audit(
        commit,
        cause=plan.id,
        what="plan_created",
        by=by.id,
        subject=f"plans/{plan.id}",
        after={"price": plan.price},
    )
    try:
        commit.commit()
    except AlreadyThere:
        stored = plans.get(plan.id)
        if stored is None or stored.value != plan:
            raise _taken("Paket", "plan") from None
        return Answer(plan_view(plan), 200)
    return Answer(plan_view(plan), 201)


def change_plan(plan_id: str, changes: PlanChanges, by: Caller) -> PlanView:
    """The plan afterwards; it counts from the next invoice on. Raises NotFound."""
    sent = {name: getattr(changes, name) for name in changes.model_fields_set}
    for name, value in sent.items():
        if value is None and name != "speed_mbps":
            raise invalid(name, "Tidak boleh kosong.", "May not be empty.")
    cause = f"{plan_id}.{ulid()}"

    def decide() -> Plan:
        stored = plans.get(plan_id)
        if stored is None:
            raise NotFound()
        after = stored.value.model_copy(update=sent)
        commit = Commit()
        commit.update(plans, stored, after)
        record_audit(
            commit,
            cause=cause,
            what="plan_changed",
            by=by.id,
            subject=f"plans/{plan_id}",
            before=stored.value.model_dump(include=set(sent)),
            after=after.model_dump(include=set(sent)),
        )
        commit.commit()
        return after

    return plan_view(attempt(decide))


def list_plans(query: PageQuery) -> PlanPage:
    """All plans by id."""
    page = plans.page(limit=query.limit, cursor=query.cursor)
    return PlanPage(items=[plan_view(plan) for plan in page.items], next_cursor=page.next_cursor)


def create_area(new: NewArea, by: Caller) -> Answer[AreaView]:
    """201 with the area; 200 if the very same is there; raises Conflict if its id stands for another."""
    area = Area(id=new.id or _named(new.name), name=new.name)
    commit = Commit()
    commit.create(areas, area)
    record_audit(commit, cause=area.id, what="area_created", by=by.id, subject=f"areas/{area.id}")
    try:
        commit.commit()
    except AlreadyThere:
        stored = areas.get(area.id)
        if stored is None or stored.value != area:
            raise _taken("Area", "area") from None
        return Answer(AreaView(id=area.id, name=area.name), 200)
    return Answer(AreaView(id=area.id, name=area.name), 201)


def list_areas(query: PageQuery) -> AreaPage:
    """All areas by id."""
    page = areas.page(limit=query.limit, cursor=query.cursor)
    return AreaPage(items=[AreaView(id=one.id, name=one.name) for one in page.items], next_cursor=page.next_cursor)


def _named(name: str) -> str:
    made = slug(name)
    if not made:
        raise invalid("name", "Nama perlu huruf atau angka.", "The name needs letters or digits.")
    return made


def _taken(what_id: str, what_en: str) -> Conflict:
    return Conflict(
        code="id_reused",
        message_id=f"{what_id} dengan nama ini sudah ada dengan isi yang lain.",
        message_en=f"A {what_en} of this id exists with other content.",
    )
