"""What a function is told by its environment. Read when first asked for, never at import."""

import os
from functools import cache

from shared.core.model import Model


class Settings(Model):
    """One field per environment variable of the same name in capitals; a missing one names itself when first asked."""

    google_cloud_project: str
    region: str = "asia-southeast2"
    time_zone: str = "Asia/Jakarta"
    public_url: str = "http://localhost:8080"
    bucket: str = "sambung-private"

    function_address: str = "http://{name}.functions.localhost"
    """Where a function answers; `{name}` is its folder with - for _."""
    k_service: str = ""
    """This function's own name in the cloud; Cloud Run sets it."""
    k_revision: str = ""
    """Which deployment of it this is, likewise."""
    invoker_service_account: str = ""
    """Cloud Tasks and Cloud Scheduler call as this account (OIDC)."""
    invoker_secret: str = ""
    """Stands in for OIDC where there is no Google: only honoured beside the emulators."""

    client_address_header: str = ""
    """Where Firebase Hosting says who called it: behind it X-Forwarded-For ends with Hosting's own address."""

    firestore_emulator_host: str = ""
    firebase_auth_emulator_host: str = ""
    cloud_tasks_emulator_host: str = ""
    clock_offset_file: str = ""

    link_key: str = ""
    """Signs the links that open one bill without a login, and keys the digests of codes and phones."""
    web_api_key: str = ""
    """Names our project to Firebase Auth; in every browser that signs in, so no secret by itself."""

    whatsapp_graph_url: str = "https://graph.facebook.com"
    whatsapp_graph_version: str = "v25.0"
    whatsapp_phone_number_id: str = ""
    whatsapp_access_token: str = ""
    whatsapp_app_secret: str = ""
    whatsapp_verify_token: str = ""
    whatsapp_bsuid_field: str = "recipient"
    """Where a message names a receiver without a phone: Meta's pages say `recipient` here, `to` there."""
    whatsapp_timeout_s: float = 20
    whatsapp_lease_s: float = 90
    """Longer than the time-out: who holds a message's lease is the only one who may be calling."""
    whatsapp_unknown_wait_s: int = 900
    """How long a message that may have been accepted waits for a receipt that says so."""
    whatsapp_hold_s: int = 300
    """How long sending stands still before it is tried again with one message."""

    midtrans_api_url: str = "https://api.midtrans.com"
    midtrans_snap_url: str = "https://app.midtrans.com"
    midtrans_server_key: str = ""
    xendit_api_url: str = "https://api.xendit.co"
    xendit_secret_key: str = ""
    xendit_callback_token: str = ""
    tripay_api_url: str = "https://tripay.co.id/api"
    tripay_merchant_code: str = ""
    tripay_api_key: str = ""
    tripay_private_key: str = ""
    gateway_timeout_s: float = 20
    """A payment gateway that is not heard by then counts as unclear: it is asked later."""

    gateway_path_secret: str = ""
    """The last part of the address at which GOWA and Fonnte call us."""
    gowa_url: str = ""
    gowa_login: str = ""
    """`user:password`"""
    gowa_device_id: str = ""
    """Which of its numbers, where it has several."""
    gowa_webhook_secret: str = ""
    fonnte_url: str = "https://api.fonnte.com"
    fonnte_token: str = ""

    @property
    def emulated(self) -> bool:
        """True on one machine, beside the emulators."""
        return bool(self.firestore_emulator_host)


@cache
def settings() -> Settings:
    """The settings of this process."""
    return Settings.model_validate({name.lower(): value for name, value in os.environ.items()})
