"""Changes of what is stored, in the order in which they were thought of. docs/deploy.md says when one is needed.

New code reads old documents (a new field has a default), old code reads new ones (a field is taken away one release
after nothing reads it): so a migration runs beside both, and going back a version needs none.
"""

from operations.migrate import Migration
from operations.migrations import m0001_lines_know_whether_a_router_has_to_act

MIGRATIONS: tuple[Migration, ...] = (m0001_lines_know_whether_a_router_has_to_act.MIGRATION,)
