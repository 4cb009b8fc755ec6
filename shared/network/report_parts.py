"""The earlier parts of a long report, kept until the last one comes."""

from shared.core.firestore import Commit, Stored
from shared.network.models import ReportPart
from shared.network.read_report import Report, read_report
from shared.network.repository import report_parts


class MissingPart(Exception):
    """One of the parts never came, or is of another report."""


def earlier_parts(router_id: str, last: Report) -> list[Stored[ReportPart]]:
    """The parts before this one, in order. Raises MissingPart."""
    names = [f"{router_id}.{number}" for number in range(1, last.part)]
    found = report_parts.get_many(names)
    if len(found) < len(names):
        raise MissingPart
    parts = [found[name] for name in names]
    for part in parts:
        told = read_report(part.value.text)
        if (told.poll, told.facts.get("report")) != (last.poll, last.facts.get("report")):
            raise MissingPart
    return parts


def forget_parts(commit: Commit, parts: list[Stored[ReportPart]]) -> None:
    """Once the report is taken in; who hears a part anew in this moment is heard anew."""
    for part in parts:
        commit.delete(report_parts, part)
