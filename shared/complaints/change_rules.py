"""What the owner sets of complaints."""

from shared.access.audit import record_audit
from shared.access.models import Caller
from shared.complaints.repository import complaint_rules, complaint_settings, forget_rules
from shared.complaints.rules import ComplaintRules
from shared.core.firestore import Commit
from shared.core.ids import ulid


def read_rules() -> ComplaintRules:
    """What is set now."""
    forget_rules()
    return complaint_rules()


def change_rules(changes: ComplaintRules, by: Caller) -> ComplaintRules:
    """What is set afterwards; a section that is not sent stays. Clocks go on under the limits they began with."""
    before = read_rules()
    sent = {name: getattr(changes, name) for name in changes.model_fields_set if name != "id"}
    after = before.model_copy(update=sent)
    commit = Commit()
    commit.put(complaint_settings, after)
    record_audit(
        commit,
        cause=f"settings.{ulid()}",
        what="changed",
        by=by.id,
        subject="settings/complaints",
        before=before.model_dump(mode="json", exclude={"answers"}),
        after=after.model_dump(mode="json", exclude={"answers"}),
    )
    commit.commit()
    return read_rules()
