"""What the simulated Meta knows about the business it serves, from the environment."""

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Settings:
    directory: Path
    public_url: str
    phone_number_id: str
    access_token: str
    app_secret: str
    clock_offset_file: Path
    gowa_login: str = "user:password"
    gowa_webhook_secret: str = "not-set"
    fonnte_token: str = "not-set"
    fonnte_url: str = ""
    gateway_path_secret: str = "not-set"
    business_account_id: str = "102290129340398"
    display_phone_number: str = "6281100000000"
    verified_name: str = "ISP Kamil"

    @property
    def webhook_url(self) -> str:
        return f"{self.public_url}/webhooks/whatsapp"


def settings_from_environment() -> Settings:
    """Reads the environment; KeyError names what is missing."""
    directory = Path(os.environ["LOCAL_DIR"])
    return Settings(
        directory=directory,
        public_url=os.environ["PUBLIC_URL"].rstrip("/"),
        phone_number_id=os.environ["WHATSAPP_PHONE_NUMBER_ID"],
        access_token=os.environ["WHATSAPP_ACCESS_TOKEN"],
        app_secret=os.environ["WHATSAPP_APP_SECRET"],
        gowa_login=os.environ.get("GOWA_LOGIN", "user:password"),
        gowa_webhook_secret=os.environ.get("GOWA_WEBHOOK_SECRET", "not-set"),
        fonnte_token=os.environ.get("FONNTE_TOKEN", "not-set"),
        fonnte_url=os.environ.get("FONNTE_URL", ""),
        gateway_path_secret=os.environ.get("GATEWAY_PATH_SECRET", "not-set"),
        clock_offset_file=Path(os.environ.get("CLOCK_OFFSET_FILE", str(directory / "clock-offset"))),
    )
