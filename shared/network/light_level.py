"""What the light that reaches a modem means: pure. GPON modems of class B+ read down to -27 dBm (ITU-T G.984.2)."""

from typing import Literal

LightLevel = Literal["good", "weak", "bad"]

WEAK_DBM = -25.0
BAD_DBM = -27.0


def light_level(dbm: float | None) -> LightLevel | None:
    """weak from -25 dBm down: look at it soon; bad from -27 down: it may go out. None where nobody measures it."""
    if dbm is None:
        return None
    return "good" if dbm > WEAK_DBM else "weak" if dbm > BAD_DBM else "bad"
