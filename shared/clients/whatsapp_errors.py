"""What to do about an error of WhatsApp's Cloud API, by its `code` alone (titles and HTTP statuses vary).

Codes below zero are our own: what other gateways say in words.
"""

from typing import Literal

Action = Literal[
    "retry", "slow_down", "wait", "use_template", "stop_template", "pause_bulk", "hold", "not_today", "give_up"
]

GATEWAY_LOST = -2
"""Ours, for gateways without Meta's codes: it is not connected, or does not know us."""
GATEWAY_NO_NUMBER = -3
"""Ours: the gateway says that this number has no WhatsApp."""
GATEWAY_FAILED = -4
"""Ours: it failed and said so."""
GATEWAY_REFUSED = -5
"""Ours: it will never take this message."""

ACTIONS: dict[int, Action] = {
    GATEWAY_LOST: "hold",
    GATEWAY_FAILED: "retry",
    **dict.fromkeys((1, 2, 131000, 131016, 131052, 131053, 131057), "retry"),
    **dict.fromkeys((4, 80007, 130429), "slow_down"),
    **dict.fromkeys((131048, 131064, 133016), "pause_bulk"),
    131056: "wait",
    131047: "use_template",
    **dict.fromkeys((132001, 132015, 132016), "stop_template"),
    **dict.fromkeys((0, 3, 10, 190, 368, 130497, 131031, 131037, 131042, 131045, 133010), "hold"),
    **dict.fromkeys((130472, 131049), "not_today"),
}
PERMISSION_ERRORS = range(200, 300)


def action_for(code: int) -> Action:
    """What a refusal asks for.

    retry: later, ever more seldom; slow_down: nobody for half a minute; wait: this person; use_template: the window
    is closed; stop_template, pause_bulk, hold: that template, all bulk, everything stands still, one alert;
    not_today: this message in a day; give_up: it would never pass.
    """
    if code in PERMISSION_ERRORS:
        return "hold"
    return ACTIONS.get(code, "give_up")
