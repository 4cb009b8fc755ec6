"""`make backup ENV=... [TO=folder]`: all collections, files and accounts as plain files, as of one moment.

Nothing stands still for it: Firestore is read as it was at one moment. An archive without archive.json is one
that broke off. Whoever holds the folder holds every customer's data.
"""

import argparse
import csv
import json
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from local.manifests import ROOT
from operations.accounts import account_lines
from operations.archive import ACCOUNTS, ARCHIVE, DOCUMENTS, FORMAT, document_of, file_path, read_lines, sha256_of
from operations.archive import write_lines as write
from operations.documents import LEFT_OUT, collection_names, lines, server_time
from operations.place import Place, Unusable, enter
from shared.core.storage import bucket


def back_up(
    place: Place, folder: Path, say: Callable[[str], None] = print, *, read_at: datetime | None = None
) -> dict[str, Any]:
    """Write the archive; what it says of itself. Raises Unusable where the folder holds something."""
    if folder.exists() and any(folder.iterdir()):
        raise Unusable(f"{folder} is not empty: a backup goes where nothing is.")
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    taken_at = datetime.now(UTC)
    read_at = read_at or server_time()
    documents = {}
    for name in collection_names(read_at):
        if name not in LEFT_OUT:
            documents[name] = write(folder / DOCUMENTS / f"{name}.jsonl", lines(name, read_at))
            say(f"  {name}: {documents[name]['count']}")
    files = dict(_files(folder))
    said = {
        "format": FORMAT,
        "project": place.project,
        "taken_at": taken_at.isoformat(),
        "as_of": read_at.isoformat(),
        "version": version(),
        "documents": documents,
        "left_out": sorted(LEFT_OUT),
        "accounts": write(folder / ACCOUNTS, account_lines()),
        "files": files,
    }
    half = folder / f"{ARCHIVE}.half"
    half.write_text(json.dumps(said, indent=1) + "\n", encoding="utf-8")
    half.replace(folder / ARCHIVE)
    say(f"{sum(one['count'] for one in documents.values())} documents, {len(files)} files in {folder}")
    return said


def _files(folder: Path) -> list[tuple[str, dict[str, Any]]]:
    found = []
    for blob in bucket().list_blobs():
        data = blob.download_as_bytes()
        path = file_path(folder, blob.name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        told = {"bytes": len(data), "sha256": sha256_of(data), "media_type": blob.content_type or ""}
        found.append((str(blob.name), told))
    return sorted(found)


def write_tables(folder: Path) -> list[Path]:
    """Beside the archive, each collection as a table that a spreadsheet opens: for an owner who leaves."""
    made = []
    for path in sorted((folder / DOCUMENTS).glob("*.jsonl")):
        documents = [document_of(line) for line in read_lines(path)]
        columns = sorted({name for _, fields in documents for name in fields})
        target = folder / "tables" / f"{path.stem}.csv"
        target.parent.mkdir(exist_ok=True)
        with target.open("w", encoding="utf-8-sig", newline="") as file:
            table = csv.writer(file)
            table.writerow(["id", *columns])
            for document_id, fields in documents:
                table.writerow([document_id, *(_cell(fields.get(name)) for name in columns)])
        made.append(target)
    return made


def _cell(value: Any) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, str):
        # A spreadsheet takes what begins so for a formula, whoever wrote it.
        return f"'{value}" if value[:1] in ("=", "+", "-", "@", "\t", "\r") else value
    if isinstance(value, int | float):
        return value
    return json.dumps(value, ensure_ascii=False, default=str)


def version() -> str:
    """The commit these sources are of; empty where git does not know."""
    done = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip()


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--env", required=True)
    parser.add_argument("--to", type=Path)
    parser.add_argument("--tables", action="store_true", help="tables for a spreadsheet beside it")
    given = parser.parse_args()
    try:
        place = enter(given.env)
        folder = given.to or ROOT / "backups" / f"{given.env}-{datetime.now(UTC):%Y%m%d-%H%M%S}"
        # Firestore tells what was over an hour ago at whole minutes only, and a large backup takes a while.
        read_at = None if place.is_local else server_time().replace(second=0, microsecond=0)
        back_up(place, folder, read_at=read_at)
    except Unusable as error:
        sys.exit(str(error))
    if given.tables:
        print(f"{len(write_tables(folder))} tables in {folder / 'tables'}")


if __name__ == "__main__":
    main()
