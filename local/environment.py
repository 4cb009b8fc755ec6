"""The variables the functions run with here, kept in <LOCAL_DIR>/env so that secrets outlive a restart."""

import secrets
from pathlib import Path

PROJECT = "demo-sambung"
REGION = "asia-southeast2"
BUCKET = "demo-sambung-private"


def read(path: Path) -> dict[str, str]:
    """The NAME=value lines of `path`; nothing if there is no such file."""
    if not path.exists():
        return {}
    lines = path.read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))


def build(kept: dict[str, str], ports: dict[str, list[int]], local_dir: Path) -> dict[str, str]:
    """Every variable of the functions; secrets of an earlier start are taken from `kept`."""

    def secret(name: str) -> str:
        return kept.get(name) or secrets.token_urlsafe(32)

    def at(name: str) -> str:
        return f"127.0.0.1:{ports[name][0]}"

    return {
        "GOOGLE_CLOUD_PROJECT": PROJECT,
        "REGION": REGION,
        "FIRESTORE_EMULATOR_HOST": at("firestore"),
        "FIREBASE_AUTH_EMULATOR_HOST": at("auth"),
        "STORAGE_EMULATOR_HOST": f"http://{at('storage')}",
        "CLOUD_TASKS_EMULATOR_HOST": at("tasks"),
        "FUNCTION_ADDRESS": "http://{name}.functions.localhost",
        "INVOKER_SECRET": secret("INVOKER_SECRET"),
        "PUBLIC_URL": f"http://localhost:{ports['origin'][0]}",
        "BUCKET": BUCKET,
        "LINK_KEY": secret("LINK_KEY"),
        "WEB_API_KEY": "demo-key",
        "CLOCK_OFFSET_FILE": str(local_dir / "clock-offset"),
        "WHATSAPP_GRAPH_URL": f"http://{at('origin')}/sandbox/graph",
        "WHATSAPP_GRAPH_VERSION": "v25.0",
        "WHATSAPP_PHONE_NUMBER_ID": "100000000000001",
        "WHATSAPP_BUSINESS_ACCOUNT_ID": "102290129340398",
        "WHATSAPP_ACCESS_TOKEN": secret("WHATSAPP_ACCESS_TOKEN"),
        "WHATSAPP_APP_SECRET": secret("WHATSAPP_APP_SECRET"),
        "WHATSAPP_VERIFY_TOKEN": secret("WHATSAPP_VERIFY_TOKEN"),
        "GATEWAY_PATH_SECRET": secret("GATEWAY_PATH_SECRET"),
        "GOWA_URL": f"http://{at('origin')}/sandbox/gowa",
        "GOWA_DEVICE_ID": "sambung",
        "GOWA_LOGIN": kept.get("GOWA_LOGIN") or f"sambung:{secrets.token_urlsafe(32)}",
        "GOWA_WEBHOOK_SECRET": secret("GOWA_WEBHOOK_SECRET"),
        "FONNTE_URL": f"http://{at('origin')}/sandbox/fonnte",
        "FONNTE_TOKEN": secret("FONNTE_TOKEN"),
        # Shorter than in the cloud, so that a crash heals while one is looking.
        "WHATSAPP_TIMEOUT_S": "8",
        "WHATSAPP_LEASE_S": "12",
        "WHATSAPP_UNKNOWN_WAIT_S": "20",
        "WHATSAPP_HOLD_S": "10",
        "MIDTRANS_API_URL": f"http://{at('origin')}/sandbox/midtrans",
        "MIDTRANS_SNAP_URL": f"http://{at('origin')}/sandbox/midtrans",
        "MIDTRANS_SERVER_KEY": secret("MIDTRANS_SERVER_KEY"),
        "XENDIT_API_URL": f"http://{at('origin')}/sandbox/xendit",
        "XENDIT_SECRET_KEY": secret("XENDIT_SECRET_KEY"),
        "XENDIT_CALLBACK_TOKEN": secret("XENDIT_CALLBACK_TOKEN"),
        "TRIPAY_API_URL": f"http://{at('origin')}/sandbox/tripay",
        "TRIPAY_MERCHANT_CODE": "T0001",
        "TRIPAY_API_KEY": secret("TRIPAY_API_KEY"),
        "TRIPAY_PRIVATE_KEY": secret("TRIPAY_PRIVATE_KEY"),
    }


def write(path: Path, variables: dict[str, str]) -> None:
    """Write the file in one step, readable by its owner only: it holds secrets."""
    half = path.with_suffix(".half")
    half.touch(mode=0o600)
    half.write_text("".join(f"{name}={value}\n" for name, value in variables.items()), encoding="utf-8")
    half.replace(path)
