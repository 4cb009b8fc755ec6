"""`make restore ENV=... FROM=folder [WIPE=yes]`: an archive into a project or the local stack, verified.

What is there is wiped first, and only where that is asked for; then everything is written, read again, and its counts
and hashes are compared with the archive's. A restore that broke off is made again with WIPE=yes.
"""

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from local.seed import Seeder
from operations.accounts import bring_back
from operations.archive import (
    ACCOUNTS,
    DOCUMENTS,
    Damaged,
    check,
    digest_of,
    document_of,
    file_path,
    read_lines,
    sha256_of,
)
from operations.documents import LEFT_OUT, collection_names, lines, wipe, write_documents
from operations.place import Place, Unusable, enter
from shared.core.storage import bucket


def restore(place: Place, folder: Path, *, wiping: bool, say: Callable[[str], None] = print) -> None:
    """Make the place what the archive holds. Raises Damaged before anything is touched, Unusable where it is not empty.

    Damaged afterwards means that what was written is not what is read: nothing may write meanwhile (docs/runbook.md).
    """
    said = check(folder)
    there = collection_names()
    if not wiping and (there or next(iter(bucket().list_blobs(max_results=1)), None)):
        raise Unusable("There is something already. WIPE=yes removes it first, all of it, for good.")
    if wiping:
        empty(there, say)
    for name in said["documents"]:
        write_documents(name, map(document_of, read_lines(folder / DOCUMENTS / f"{name}.jsonl")))
        say(f"  {name}: {said['documents'][name]['count']}")
    for name, told in said["files"].items():
        bucket().blob(name).upload_from_string(
            file_path(folder, name).read_bytes(), content_type=told["media_type"] or "application/octet-stream"
        )
    made = bring_back(json.loads(line) for line in read_lines(folder / ACCOUNTS))
    verify(said)
    say(f"Verified: {sum(one['count'] for one in said['documents'].values())} documents, {len(said['files'])} files, "
        f"each as it was; {made} accounts made anew.")  # fmt: skip
    if place.is_local:
        _let_the_demo_staff_in(place, say)


def empty(collections: list[str], say: Callable[[str], None]) -> None:
    """Remove all documents and files."""
    removed = sum(wipe(name) for name in collections)
    blobs = list(bucket().list_blobs())
    for blob in blobs:
        blob.delete()
    say(f"Wiped: {removed} documents, {len(blobs)} files.")


def verify(said: dict[str, Any]) -> None:
    """Read everything again and compare. Raises Damaged with what differs."""
    wrong = []
    for name in sorted({*said["documents"], *collection_names()} - LEFT_OUT):
        count, sha256 = digest_of(lines(name))
        told = said["documents"].get(name, {"count": 0, "sha256": digest_of(())[1]})
        if (count, sha256) != (told["count"], told["sha256"]):
            wrong.append(f"{name}: {count} documents there, {told['count']} in the archive")
    files = {str(blob.name): sha256_of(blob.download_as_bytes()) for blob in bucket().list_blobs()}
    wrong += [
        f"files/{name}"
        for name in sorted({*files, *said["files"]})
        if files.get(name) != said["files"].get(name, {}).get("sha256")
    ]
    if wrong:
        raise Damaged("Not as in the archive: " + "; ".join(wrong))


def _let_the_demo_staff_in(place: Place, say: Callable[[str], None]) -> None:
    """On this machine nobody knows the real staff's passwords: the demo staff, with their own, look instead."""
    seeder = Seeder(place.variables["PUBLIC_URL"], place.variables, say)
    seeder.staff()
    say("\n".join(["Signed in on this machine as:", *seeder.links()[:2]]))


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--env", required=True)
    parser.add_argument("--from", dest="folder", type=Path, required=True)
    parser.add_argument("--wipe", default="")
    parser.add_argument("--confirm", default="")
    given = parser.parse_args()
    try:
        place = enter(given.env)
        if not place.is_local and given.confirm != place.project:
            sys.exit(
                f"This replaces the data of {place.project}: say CONFIRM={place.project} if that is what you want."
            )
        restore(place, given.folder, wiping=given.wipe == "yes")
    except (Unusable, Damaged) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
