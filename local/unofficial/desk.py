"""The number of ours that GOWA or Fonnte serves: what it sends arrives at the simulated phones."""

import json
import sqlite3

from local.unofficial.carriers import CARRIERS, Carrier, Inbound
from local.unofficial.deliver import Deliveries
from local.whatsapp.cloud import Cloud
from local.whatsapp.identity import bsuid_of
from local.whatsapp.receipts import arrive, preview
from local.whatsapp.view import Json, View

NO_WHATSAPP = ("0", "62000")
"""How numbers begin that have no WhatsApp here."""


class Desk:
    def __init__(self, cloud: Cloud) -> None:
        self.cloud = cloud
        self.deliveries = Deliveries(cloud)
        cloud.unofficial = self

    def chosen(self) -> Carrier | None:
        """Whose number the phones write to; None: Meta's."""
        return CARRIERS.get(str(self.cloud.store.state("carrier", default="")))

    def choose(self, name: str) -> None:
        self.cloud.store.keep_state("carrier", name)

    def send(self, carrier: Carrier, phone: str, view: View) -> str:
        """Accepted, and on its way to the phone; the gateway's id of it."""
        cloud, message_id = self.cloud, carrier.new_id()
        with cloud.store.transaction():
            cloud.store.run(
                "INSERT INTO phones (phone, bsuid) VALUES (?, ?) ON CONFLICT (phone) DO NOTHING", phone, bsuid_of(phone)
            )
            cloud.store.run(
                "INSERT INTO messages (id, phone, direction, status, at, view, category) "
                "VALUES (?, ?, 'out', 'accepted', ?, ?, 'service')",
                message_id,
                phone,
                cloud.now(),
                json.dumps(view.stored()),
            )
            message = cloud.store.one("SELECT * FROM messages WHERE id = ?", message_id)
            if message is None:
                raise LookupError(message_id)
            cloud.note("sent", preview(view.stored()), phone)
            if view.media and view.media.link:
                cloud.store.run("INSERT INTO downloads VALUES (?, ?)", message_id, view.media.link)
                cloud.downloads.put_nowait((message_id, view.media.link))
            else:
                arrive(cloud, message)
        return message_id

    def tell_receipt(self, message: sqlite3.Row, status: str) -> bool:
        """Whether the message is one of a gateway's, which now tells what it noticed."""
        carrier = next((one for one in CARRIERS.values() if one.is_mine(message["id"])), None)
        if carrier is None:
            return False
        for payload in carrier.receipt(message["id"], message["phone"], status, self.cloud.now()):
            self.deliveries.plan(carrier, payload)
        return True

    def tell_inbound(self, carrier: Carrier, one: Inbound) -> None:
        self.deliveries.plan(carrier, carrier.inbound(one))

    def file_url(self, carrier: Carrier, content: Json) -> str:
        """Where the gateway hands out the file of a message."""
        media_id = (content.get(content["type"]) or {}).get("id", "")
        if not media_id:
            return ""
        if carrier.name == "gowa":
            return f"statics/media/{media_id}"
        return f"{self.cloud.settings.fonnte_url}/files/{media_id}"
