"""Where staff are kept."""

from shared.access.models import StaffMember
from shared.core.firestore import Collection

staff = Collection("staff", StaffMember)
