"""The sandbox's fault switches: what goes wrong between Meta, Cloud Tasks, the business and the phone, how often."""

from typing import Any

from pydantic import ConfigDict, Field

from local.tasks.faults import TaskFaults, happens

Rate = float


class Faults(TaskFaults):
    """Each a rate from 0 to 1, or a switch (true is 1, false is 0); what is not named is off."""

    model_config = ConfigDict(extra="forbid")

    duplicate: Rate = Field(0, ge=0, le=1, description="webhooks sent twice, nearly at once")
    reorder: Rate = Field(0, ge=0, le=1, description="webhooks held back up to 3 s, so later ones overtake")
    batch: Rate = Field(0, ge=0, le=1, description="webhooks gathered into one POST of many entries")
    drop: Rate = Field(0, ge=0, le=1, description="webhooks never sent")
    delay_ms: int = Field(0, ge=0, le=86_400_000, description="webhooks held back this long")
    skip_delivered: Rate = Field(0, ge=0, le=1, description="read at once, no `delivered` receipt")
    accept_then_timeout: Rate = Field(0, ge=0, le=1, description="accepted, but the answer never arrives")
    http_500: Rate = Field(0, ge=0, le=1, description="not accepted, HTTP 500 with 131000")
    http_429: Rate = Field(0, ge=0, le=1, description="not accepted, HTTP 429 with 130429 or 80007: throttled")
    token_expired: Rate = Field(0, ge=0, le=1, description="not accepted, 190 with subcode 463")
    bsuid_only: Rate = Field(0, ge=0, le=1, description="webhooks without phone numbers, only the BSUID")
    window_24h: Rate = Field(0, ge=0, le=1, description="free-form text outside 24 h fails with 131047")
    pair_rate: Rate = Field(
        0,
        ge=0,
        le=1,
        description="burst of 45 to a person, then one in 6 s: 131056; below 1 also this share of all sends",
    )
    paused_template: bool | float | str | list[str] = Field(
        False, description="132015 for every template (true), at a rate, or for the named ones"
    )
    hang_up_ms: int = Field(25_000, ge=0, le=60_000, description="accept_then_timeout breaks off after this")
    latency_ms: int = Field(0, ge=0, le=60_000, description="Meta takes this long to answer a send")
    read_rate: Rate = Field(0, ge=0, le=1, description="messages whose owner looks at them by himself")

    def pauses(self, template: str) -> bool:
        if isinstance(self.paused_template, str):
            return template == self.paused_template
        if isinstance(self.paused_template, list):
            return template in self.paused_template
        return happens(float(self.paused_template))

    def named(self) -> dict[str, Any]:
        return self.model_dump()


__all__ = ["Faults", "happens"]
