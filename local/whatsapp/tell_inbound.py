"""The webhook about what a phone's owner did: Meta's, or the unofficial gateway's that serves our number."""

from local.unofficial.carriers import Carrier, Inbound
from local.unofficial.desk import Desk
from local.whatsapp.cloud import Cloud
from local.whatsapp.faults import happens
from local.whatsapp.identity import bsuid_of
from local.whatsapp.view import Json


def tell_gateway(desk: Desk, carrier: Carrier, phone: str, message_id: str, content: Json, context: str | None) -> None:
    said = Inbound(
        id=message_id,
        phone=phone,
        name=_name_of(desk.cloud, phone),
        at=desk.cloud.now(),
        content=content,
        quoted=context,
        file_url=desk.file_url(carrier, content),
    )
    desk.tell_inbound(carrier, said)


def _name_of(cloud: Cloud, phone: str) -> str:
    row = cloud.store.one("SELECT name FROM phones WHERE phone = ?", phone)
    return (row["name"] if row else None) or f"Pelanggan {phone[-4:]}"


def tell_meta_s(cloud: Cloud, phone: str, message_id: str, now: float, content: Json, context: str | None) -> None:
    contact: Json = {"profile": {"name": _name_of(cloud, phone)}, "wa_id": phone, "user_id": bsuid_of(phone)}
    message: Json = {
        "from": phone,
        "from_user_id": bsuid_of(phone),
        "id": message_id,
        "timestamp": str(int(now)),
        **content,
    }
    if context:
        message["context"] = {"from": cloud.settings.display_phone_number, "id": context}
    if happens(cloud.faults.bsuid_only):
        del contact["wa_id"], message["from"]
    if content["type"] == "system":  # as Meta does, without `contacts`
        cloud.webhooks.plan(phone, "messages", {"messages": [message]})
        return
    cloud.webhooks.plan(phone, "messages", {"contacts": [contact], "messages": [message]})
