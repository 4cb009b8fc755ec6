"""Spreadsheets becoming customers, through the real Firestore."""

from pathlib import Path
from typing import Any

import pytest

from shared.billing.repository import invoices, ledger
from shared.billing.step_subscription import step_subscription
from shared.core import clock
from shared.core.firestore import Commit
from shared.customers.models import Customer, LifeCycleStep
from shared.customers.repository import customers, customers_private, plans, subscriptions
from shared.imports.import_customers import import_customers, read_import
from shared.imports.models import ImportView
from tests.cast import KAMIL, TODAY

HEAD = "Nama;No HP;Alamat;Paket;Harga;Tgl Tagihan;Status;User PPPoE;Keterangan"
ASIH = "Asih Lestari;081200004471;Jl. Melati 1;Rumah 20 Mbps;165.000;1;Aktif;asih;"
BUDI = "Budi Raharjo;081200004472;Jl. Mawar 2;Rumah 20 Mbps;165rb;10;Aktif;budi;diskon 10rb"
CITRA = "Citra Wulandari;081200004473;Jl. Kenanga 3;Rumah 20Mbps;150.000;20;Isolir;citra;"


@pytest.fixture(autouse=True)
def _november(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)


def bring_in(*rows: str, head: str = HEAD, dry_run: bool = False) -> ImportView:
    return import_customers("\n".join([head, *rows]).encode(), "pelanggan.csv", KAMIL, dry_run=dry_run)


def verdicts(view: ImportView) -> tuple[int, int, int, int]:
    assert view.rows == view.created + view.updated + view.skipped + len(view.errors)
    return view.created, view.updated, view.skipped, len(view.errors)


def named(name: str) -> Customer:
    (found,) = [stored.value for stored in customers.find(("name", "==", name))]
    return found


def test_a_dry_run_says_what_a_real_one_does_and_writes_nothing() -> None:
    said = bring_in(ASIH, BUDI, CITRA, ASIH, "-;0812;x;;;;;;", dry_run=True)
    assert (customers.find(), plans.find()) == ([], [])
    done = bring_in(ASIH, BUDI, CITRA, ASIH, "-;0812;x;;;;;;")
    assert verdicts(said) == verdicts(done) == (3, 0, 1, 1)
    assert said.warnings == done.warnings


def test_the_same_file_again_creates_nothing() -> None:
    bring_in(ASIH, BUDI, CITRA)
    assert verdicts(bring_in(ASIH, BUDI, CITRA)) == (0, 0, 3, 0)
    assert len(customers.find()) == len(subscriptions.find()) == 3


def test_other_values_update_and_empty_cells_never_erase() -> None:
    bring_in(ASIH)
    moved = ASIH.replace("Jl. Melati 1", "Jl. Melati 99").replace("081200004471", "-")
    assert verdicts(bring_in(moved)) == (0, 1, 0, 0)
    asih = named("Asih Lestari")
    assert (asih.address, asih.phone) == ("Jl. Melati 99", "+6281200004471")


def test_a_plan_costs_what_most_of_its_rows_say_and_the_others_keep_their_price() -> None:
    bring_in(ASIH, BUDI, CITRA)
    (plan,) = [stored.value for stored in plans.find()]
    assert (plan.price, plan.tax_percent) == (165_000, 0)
    prices = {stored.value.network.pppoe_user: stored.value.price_override for stored in subscriptions.find()}
    assert prices == {"asih": None, "budi": None, "citra": 150_000}


def test_statuses_and_first_invoices_are_as_the_file_says() -> None:
    bring_in(ASIH, BUDI, CITRA)
    lines = {stored.value.network.pppoe_user: stored.value for stored in subscriptions.find()}
    assert {user: line.status for user, line in lines.items()} == {
        "asih": "active",
        "budi": "active",
        "citra": "suspended",
    }
    assert {user: f"{line.next_invoice_on}" for user, line in lines.items()} == {
        "asih": "2026-12-01",
        "budi": "2026-12-10",
        "citra": "2026-12-20",
    }
    assert {f"{line.billed_to}" for line in lines.values()} == {"2026-11-30", "2026-12-09", "2026-12-19"}


def test_a_note_about_a_discount_is_a_warning_and_never_money() -> None:
    view = bring_in(BUDI)
    assert any("diskon" in note.message.lower() or "potongan" in note.message.lower() for note in view.warnings)
    (line,) = [stored.value for stored in subscriptions.find()]
    assert (line.price_override, line.pending_lines) == (None, [])


def test_a_status_changed_here_is_kept_until_the_file_changes_its_mind() -> None:
    bring_in(CITRA)
    (line,) = [stored.value for stored in subscriptions.find()]
    step_subscription(line.id, "resume", LifeCycleStep(), KAMIL)
    assert verdicts(bring_in(CITRA)) == (0, 0, 1, 0)
    assert named("Citra Wulandari").status == "active"
    assert verdicts(bring_in(CITRA.replace("Isolir", "Berhenti"))) == (0, 1, 0, 0)
    assert named("Citra Wulandari").status == "stopped"


def test_without_numbers_and_users_a_row_is_known_by_name_phone_and_address() -> None:
    head = "NAMA,TELEPON,ALAMAT,LAYANAN,TARIF"
    rows = ["Asih Lestari,081200004471,Jl. Melati 1,Rumah 20 Mbps,165000"]
    assert verdicts(bring_in(*rows, head=head)) == (1, 0, 0, 0)
    again = ["ASIH  LESTARI,0812-0000-4471,JL. MELATI 1,Rumah 20 Mbps,165000"]
    assert bring_in(*again, head=head).created == 0


def test_what_was_owed_before_us_is_an_opening_invoice_and_an_entry() -> None:
    head = "Nama;No HP;Paket;Harga;User PPPoE;Tunggakan"
    bring_in("Budi;081200004472;Rumah 20;165000;budi;330.000", head=head)
    (invoice,) = [stored.value for stored in invoices.find()]
    assert (invoice.kind, invoice.total, invoice.status, invoice.next_dunning_on) == ("opening", 330_000, "open", None)
    assert [stored.value.amount for stored in ledger.find()] == [330_000]
    assert named("Budi").balance == 330_000


def test_a_nik_lies_apart_from_the_customer() -> None:
    bring_in("Asih;081200004471;3505012345678901", head="Nama;No HP;No KTP")
    (stored,) = customers.find()
    assert "3505012345678901" not in str(stored.document)
    assert [private.value.nik for private in customers_private.find()] == ["3505012345678901"]


def test_an_import_tells_how_far_it_has_come() -> None:
    view = bring_in(ASIH, BUDI)
    progress = read_import(view.id)
    assert (progress.status, progress.done, progress.total, progress.created) == ("done", 2, 2, 2)


class Killed(BaseException):
    """The process ends here."""


def test_an_import_broken_off_at_any_page_is_finished_by_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [f"Pelanggan {n};0812{n:08d};Jl. Melati {n};Rumah 20 Mbps;165000;1;Aktif;user{n};" for n in range(1, 150)]
    commit = Commit.commit
    for stop_at in (4, 5, 6):
        commits = 0

        def killing(self: Commit, stop_at: int = stop_at) -> Any:
            nonlocal commits
            commits += 1
            if commits == stop_at:
                raise Killed
            return commit(self)

        monkeypatch.setattr(Commit, "commit", killing)
        with pytest.raises(Killed):
            bring_in(*rows)
    monkeypatch.setattr(Commit, "commit", commit)
    bring_in(*rows)
    assert len(customers.find()) == len(subscriptions.find()) == len(rows)
    assert verdicts(bring_in(*rows)) == (0, 0, len(rows), 0)


def test_the_owner_s_file_of_a_thousand_rows_comes_in_whole() -> None:
    path = Path(__file__).parents[1] / "fixtures" / "spreadsheets" / "pelanggan-1000.xlsx"
    view = import_customers(path.read_bytes(), path.name, KAMIL, dry_run=True)
    assert verdicts(view) == (979, 0, 9, 12)
