"""Bring the customers of a spreadsheet in: dry, to see what would happen, or for real, in atomic pages.

A file is brought in while the caller waits, as far as that goes; what is left is a task, and its progress is kept.
"""

import hashlib
import time

from shared.access.models import Caller
from shared.core.errors import Busy, Conflict
from shared.core.ids import ulid
from shared.core.tasks import enqueue_drain
from shared.customers.read_spreadsheet import read_spreadsheet
from shared.customers.repository import all_plans
from shared.imports.begin_import import begin_import
from shared.imports.drain_import import drain_import
from shared.imports.import_plans import PlanBook
from shared.imports.models import Import, ImportView
from shared.imports.read_import import read_import
from shared.imports.repository import imports
from shared.imports.try_import import try_import

ANSWER_WITHIN_S = 25.0


def import_customers(
    data: bytes, filename: str, by: Caller, *, dry_run: bool, import_id: str | None = None, wait: bool = True
) -> ImportView:
    """What each row did or would do; `running` if that takes longer than a caller should wait, or does not `wait`.

    `import_id` is the client's own: the same file under it again is the same import, and another raises Conflict.
    Raises Invalid for a file that cannot be read.
    """
    answer_by = time.monotonic() + ANSWER_WITHIN_S
    fingerprint = hashlib.sha256(data).hexdigest()
    if import_id and not dry_run and (known := imports.get(import_id)):
        return _known(known.value, fingerprint, by)
    sheet = read_spreadsheet(data, filename)
    book = PlanBook(all_plans(), sheet.rows)
    if dry_run:
        return try_import(sheet, book, by)
    begun = begin_import(sheet, book, by, import_id=import_id or ulid(), fingerprint=fingerprint)
    if begun.fingerprint != fingerprint or begun.by != by.id:
        return _known(begun, fingerprint, by)
    try:
        drain_import(begun.id, work_for_s=answer_by - time.monotonic() if wait else 0)
    except Busy:
        enqueue_drain("imports", begun.id)
    return read_import(begun.id)


def _known(known: Import, fingerprint: str, by: Caller) -> ImportView:
    if (known.fingerprint, known.by) != (fingerprint, by.id):
        raise Conflict(
            code="id_reused",
            message_id="Nomor impor ini sudah dipakai untuk berkas yang lain.",
            message_en="This id was used for another file.",
        )
    if known.status == "running":
        enqueue_drain("imports", known.id)
    return read_import(known.id)
