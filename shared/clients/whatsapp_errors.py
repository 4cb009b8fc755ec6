"""What to do about an error of WhatsApp's Cloud API, by its `code` alone (titles and HTTP statuses vary)."""

from typing import Literal

Action = Literal["retry", "slow_down", "wait", "use_template", "stop_template", "hold", "give_up"]

ACTIONS: dict[int, Action] = {
    **dict.fromkeys((1, 2, 131000, 131016, 131052, 131053, 131057), "retry"),
    **dict.fromkeys((4, 80007, 130429, 131048, 131064, 133016), "slow_down"),
    131056: "wait",
    131047: "use_template",
    **dict.fromkeys((132001, 132015, 132016), "stop_template"),
    **dict.fromkeys((0, 3, 10, 190, 368, 130497, 131031, 131042, 133010), "hold"),
}
PERMISSION_ERRORS = range(200, 300)


def action_for(code: int) -> Action:
    """retry: soon; slow_down: the whole queue; wait: this person; hold: everything, alert once; else give up."""
    if code in PERMISSION_ERRORS:
        return "hold"
    return ACTIONS.get(code, "give_up")
