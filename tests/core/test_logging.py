"""A log line is a name and ids; what must never stand in one is found if it does."""

from pathlib import Path

import pytest

from shared.core.logging import log, log_crash
from tests.log_leaks import leaks


@pytest.mark.parametrize(
    "line",
    [
        '{"event": "sent", "to": "+6281234567890"}',
        "no number: 081234567890",
        "Authorization: Bearer abcdefghij",
        "eyJhbGciOiJub25lIn0.eyJyb2xlIjoib3duZXIifQ.",
        '{"nik": "3374010101900001"}',
        "kode: 123456",
        "GET /t/abcdefgh-123",
    ],
)
def test_what_must_not_be_logged_is_found(tmp_path: Path, line: str) -> None:
    (tmp_path / "drain.log").write_text(f"fine\n{line}\n")
    assert len(leaks(tmp_path)) == 1


def test_ids_and_moments_are_no_leak(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log("sent", message="PLG-00123-1_2026-11.issued", run="2026-11-23.1", at="2026-11-23T14:08:08.123456+00:00")
    try:
        raise ValueError("+6281234567890")
    except ValueError as error:
        log_crash("crashed", error, request="01KB0000000000000000000000")
    (tmp_path / "drain.log").write_text(capsys.readouterr().out)
    assert leaks(tmp_path) == []
