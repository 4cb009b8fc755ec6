"""What one customer reads of a broadcast, and which templates may carry one: pure."""

from datetime import datetime

from shared.broadcasts.models import Broadcast
from shared.core.errors import FieldError, Invalid, invalid
from shared.customers.models import Customer
from shared.messaging.models import Category, Message, OnlyWhile
from shared.messaging.templates import Template, render_text, templates

OF_CUSTOMER = ("customer_name", "customer_number")
OF_COMPANY = "company_name"
"""Variables that staff need not fill in."""


def broadcast_templates() -> dict[str, Template]:
    """Those made to be sent to many."""
    return {name: template for name, template in templates().items() if template.broadcast}


def check_values(template_name: str, values: dict[str, str]) -> dict[str, str]:
    """What the template needs from staff, and nothing else. Raises Invalid naming each field."""
    template = broadcast_templates().get(template_name)
    if template is None:
        raise invalid("template", "Templat ini bukan untuk siaran.", "This template is not for broadcasts.")
    needed = [name for name in template.variables if name not in (*OF_CUSTOMER, OF_COMPANY)]
    empty = [name for name in needed if not values.get(name)]
    if empty:
        raise Invalid(
            fields=[FieldError(f"values.{name}", "Wajib diisi.", "This field is required.") for name in empty]
        )
    return {name: values[name] for name in needed}


def broadcast_message(broadcast: Broadcast, customer: Customer, company_name: str, now: datetime) -> Message | None:
    """The message to this customer, once a broadcast; None for one without a number."""
    if customer.phone is None:
        return None
    return Message(
        id=f"{broadcast.id}.broadcast.{customer.id}",
        cause=broadcast.id,
        purpose=f"broadcast.{customer.id}",
        batch=broadcast.id,
        customer_id=customer.id,
        to=customer.phone,
        template=broadcast.template,
        values=_values(broadcast, customer.name, customer.id, company_name),
        only_while=OnlyWhile(document=f"broadcasts/{broadcast.id}", field="status", values=["approved", "paused"]),
        lane="bulk",
        priority=9,
        category=category_of(broadcast.template),
        send_after=now,
        created_at=now,
        area_id=customer.area_id,
        shard=customer.shard,
    )


def example_text(broadcast: Broadcast, company_name: str) -> str:
    """As somebody called Asih would read it."""
    values = _values(broadcast, "Asih Lestari", "PLG-00042", company_name)
    return render_text(templates()[broadcast.template], values)


def category_of(template_name: str) -> Category:
    """What Meta prices it as."""
    return "marketing" if templates()[template_name].category == "MARKETING" else "utility"


def _values(broadcast: Broadcast, name: str, number: str, company_name: str) -> dict[str, str]:
    return {**broadcast.values, "customer_name": name, "customer_number": number, OF_COMPANY: company_name}
