"""Back up, wipe and restore the running stack, by the commands an operator types; then the next month is billed.

`make soak` does it with 1,000 customers, SOAK=5000 with as many; tests/operations/test_backup.py is the short form.
"""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bench.people import keep_people
from bench.place import variables
from local.manifests import ROOT
from local.stack import Stack
from operations.archive import check, digest_of
from operations.documents import LEFT_OUT, collection_names, lines
from shared.core.storage import bucket, put_file
from tests.check_ledger import check_ledger
from tests.owner import Owner, at_the_phones, wait_for_rest

PEOPLE = int(os.environ.get("SOAK") or 0)
PHOTOS = 50

pytestmark = [
    pytest.mark.skipif(not PEOPLE, reason="SOAK=5000 backs up, wipes and restores so many customers"),
    pytest.mark.timeout(3600),
]


def command(stack: Stack, module: str, *arguments: str) -> str:
    env = {**os.environ, "LOCAL_DIR": str(stack.local_dir)}
    done = subprocess.run(
        [sys.executable, "-m", module, "--env", "local", *arguments],
        cwd=ROOT, env=env, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def held(stack: Stack) -> dict[str, tuple[int, str]]:
    with variables(**stack.env):
        return {name: digest_of(lines(name)) for name in collection_names() if name not in LEFT_OUT}


def test_thousands_are_wiped_restored_and_billed_on(own_stack: Stack, tmp_path: Path) -> None:
    owner, stack = Owner(own_stack), own_stack
    with variables(**stack.env):
        bucket.cache_clear()
        keep_people(1, PEOPLE)
        for number in range(PHOTOS):
            put_file(f"proofs/PLG-{number:05d}/bukti.jpg", os.urandom(20_000), "image/jpeg")
    owner.run("2026-12-01")
    wait_for_rest(stack, 1800)
    scheduler = stack.children["scheduler"][0].pid
    os.kill(scheduler, signal.SIGSTOP)  # in the cloud `make pause`: nothing may write meanwhile

    before = held(stack)
    began = time.monotonic()
    command(stack, "operations.backup", "--to", str(tmp_path / "archive"))
    backed_up = time.monotonic()
    assert {
        name: (one["count"], one["sha256"]) for name, one in check(tmp_path / "archive")["documents"].items()
    } == before
    told = command(stack, "operations.restore", "--from", str(tmp_path / "archive"), "--wipe", "yes")
    restored = time.monotonic()
    assert "Verified" in told
    after = held(stack)
    assert after.pop("staff")[0] >= before.pop("staff")[0], "the demo staff come back beside whoever was there"
    assert after == before

    os.kill(scheduler, signal.SIGCONT)
    run = owner.run("2027-01-01")
    wait_for_rest(stack, 1800)
    assert (run["due"], run["created"], run["failed"]) == (PEOPLE, PEOPLE, 0)
    some = range(1, PEOPLE + 1, max(1, PEOPLE // 50))
    got = at_the_phones(stack, [f"+62812{number:07d}" for number in some])
    assert set(got.values()) == {1}
    assert len(got) == 2 * len(some)
    with variables(**stack.env):
        assert check_ledger() == []
    print(  # noqa: T201 - what the soak tells
        f"{PEOPLE} customers, {sum(count for count, _ in before.values())} documents, {PHOTOS} files: "
        f"backed up in {backed_up - began:.0f} s, wiped, restored and verified in {restored - backed_up:.0f} s"
    )
