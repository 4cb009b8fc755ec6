"""Several steps of one job, of which none may keep the others from being done."""

from collections.abc import Callable

from shared.core.logging import log_crash


def in_turn(*steps: Callable[[], object]) -> None:
    """Each step, whatever became of those before it. Raises what the first that failed raised, once all were tried."""
    failed: list[Exception] = []
    for step in steps:
        try:
            step()
        except Exception as error:
            log_crash("step_failed", error, step=getattr(step, "__name__", ""))
            failed.append(error)
    if failed:
        raise failed[0]
