"""What was measured, as short lines: the figure, what it aims at, and whether it gets there."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One line; `met` is None for what has no aim and only explains."""

    what: str
    value: str
    aim: str = ""
    met: bool | None = None


def show(title: str, figures: list[Figure]) -> None:
    """Print one table."""
    widths = [max(len(text) for text in column) for column in zip(*[(f.what, f.value) for f in figures], strict=True)]
    print(f"\n{title}")
    for figure in figures:
        verdict = {True: "met", False: "MISSED", None: ""}[figure.met]
        aim = f"aim {figure.aim}" if figure.aim else ""
        line = f"  {figure.what:<{widths[0]}}  {figure.value:>{widths[1]}}  {aim:<24}  {verdict}"
        print(line.rstrip(), flush=True)


def at_most(what: str, measured: float, aim: float, unit: str = "", digits: int = 2) -> Figure:
    """A figure that is to be small; as many digits as are shown are compared."""
    return Figure(what, f"{measured:.{digits}f}{unit}", f"<= {aim:g}{unit}", round(measured, digits) <= aim)


def at_least(what: str, measured: float, aim: float, unit: str = "", digits: int = 2) -> Figure:
    """A figure that is to be large; as many digits as are shown are compared."""
    return Figure(what, f"{measured:.{digits}f}{unit}", f">= {aim:g}{unit}", round(measured, digits) >= aim)
