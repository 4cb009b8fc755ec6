"""Whether many complaints at once are one fault: pure. The pole box (ODP) before the area, which wants several boxes.

Complaints of a box that explains them by itself are left out where the area is counted, so that one cut cable does not
take the whole area with it.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from shared.complaints.life_cycle import NETWORK_TROUBLE
from shared.complaints.models import Complaint
from shared.complaints.move_complaint import is_done
from shared.complaints.outage_scope import folded
from shared.complaints.rules import Density


@dataclass(frozen=True)
class Cluster:
    """Complaints that are one fault: of one pole box as it was written, or (empty) of the whole area."""

    odp: str
    began_at: datetime


def counts(complaint: Complaint) -> bool:
    """Whether it says something of the network: not the trouble of a line that was cut, nor what is settled."""
    alone = complaint.outage_id is None and complaint.was_outage_id is None and complaint.merged_into is None
    return complaint.category in NETWORK_TROUBLE and not complaint.service_cut and alone and not is_done(complaint)


def cluster_of(complaint: Complaint, recent: Iterable[Complaint], rules: Density) -> Cluster | None:
    """The cluster this complaint is of, among those of its area within the time set (itself one of them), or None."""
    counted = [one for one in recent if counts(one)]
    by_box: dict[str, list[Complaint]] = defaultdict(list)
    for one in counted:
        by_box[folded(one.odp)].append(one)
    dense = {box for box, many in by_box.items() if box and _customers(many) >= rules.odp_complaints}
    own = folded(complaint.odp)
    if own in dense:
        return Cluster(complaint.odp, _first(by_box[own]))
    rest = [one for box, many in by_box.items() if box not in dense for one in many]
    boxes = {folded(one.odp) or one.customer_id for one in rest}
    if complaint.area_id and _customers(rest) >= rules.area_complaints and len(boxes) > 1:
        return Cluster("", _first(rest))
    return None


def _customers(many: Iterable[Complaint]) -> int:
    return len({one.customer_id for one in many})


def _first(many: Iterable[Complaint]) -> datetime:
    return min(one.created_at for one in many)
