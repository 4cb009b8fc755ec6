from concurrent.futures import ThreadPoolExecutor
from datetime import date
from io import BytesIO
from itertools import pairwise
from typing import Any

import pytest
import typst
import zxingcpp
from PIL import Image
from pydantic import ValidationError
from pypdf import PdfReader

from shared.billing.render_invoice_pdf import (
    BankAccount,
    InvoicePaper,
    PaperCompany,
    PaperCustomer,
    PaperLine,
    PaperTax,
    render_invoice_pdf,
)
from shared.core.money import rupiah

PAY_URL = "http://localhost:8080/t/UExHLTAwMTIzLTFfMjAyNi0xMQ.aSBXZQ.3yQm0bZ4xT9sK1uVfH7pLw"
QRIS = "00020101021126570011ID.EXAMPLE.WWW5204481453033605802ID5909ISP KAMIL6006SLEMAN61055558163045C1E"
KAMIL = PaperCompany(
    name="ISP Kamil",
    address="Jl. Kaliurang km 9, Sleman",
    phone="0812-0000-4471",
    npwp="01.234.567.8-542.000",
    bank_accounts=(BankAccount(bank="BCA", number="123 456 7890", holder="Kamil Jaringan"),),
    footer_note="Ada pertanyaan? Balas WhatsApp kami.",
)
BUDI = PaperCustomer(number="PLG-00123", name="Budi Santoso", address="Jl. Melati 4, Condongcatur")
LINES = (
    PaperLine(description="Internet Keluarga 20 Mbps", detail="sebulan penuh", amount=165_000),
    PaperLine(description="Sewa penguat Wi-Fi", quantity="1 alat", amount=15_000),
    PaperLine(description="Potongan gangguan", detail="14 November, mati 9 jam", amount=-5_500),
)
LOGO = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 60"><rect width="200" height="60"/></svg>"""


def paper(**changes: Any) -> InvoicePaper:
    lines = changes.get("lines", LINES)
    total = sum(line.amount for line in lines)
    due = total - changes.get("paid", 0) - changes.get("credit_used", 0)
    fields: dict[str, Any] = {
        "company": KAMIL,
        "number": "INV-202611-00123-1",
        "status": "open",
        "status_word": "Belum dibayar",
        "issued_on": date(2026, 11, 20),
        "due_on": date(2026, 11, 30),
        "customer": BUDI,
        "lines": lines,
        "total": total,
        "amount_due": due,
        "period": (date(2026, 11, 20), date(2026, 12, 19)),
        "pay_url": PAY_URL,
    }
    return InvoicePaper(**(fields | changes))


def pages(printed: InvoicePaper) -> list[str]:
    """The text of each page, on one line."""
    reader = PdfReader(BytesIO(render_invoice_pdf(printed)))
    return [" ".join(page.extract_text().split()) for page in reader.pages]


def seen_codes(printed: InvoicePaper, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """What a phone's camera reads on the first page, drawn as a picture."""
    as_pdf: Any = typst.compile
    pictures: list[bytes] = []

    def as_picture(*arguments: Any, **options: Any) -> bytes:
        drawn = as_pdf(*arguments, **(options | {"format": "png", "ppi": 110}))
        pictures.extend(drawn if isinstance(drawn, list) else [drawn])
        return b""

    monkeypatch.setattr(typst, "compile", as_picture)
    render_invoice_pdf(printed)
    return {code.text for code in zxingcpp.read_barcodes(Image.open(BytesIO(pictures[0])))}


def test_an_open_bill_says_who_owes_what_until_when() -> None:
    (text,) = pages(paper())
    for expected in (
        "ISP Kamil",
        "Jl. Kaliurang km 9, Sleman",
        "0812-0000-4471 · NPWP 01.234.567.8-542.000",
        "INV-202611-00123-1",
        "Belum dibayar",
        "Budi Santoso",
        "PLG-00123",
        "Yang perlu dibayar Rp174.500",
        "Bayar paling lambat Senin, 30 November 2026",
        "Masa layanan 20 November – 19 Desember 2026",
        "Internet Keluarga 20 Mbps sebulan penuh Rp165.000",
        "Sewa penguat Wi-Fi 1 alat Rp15.000",
        "\u2212Rp5.500",
        "Total Rp174.500",
        "Seratus tujuh puluh empat ribu lima ratus rupiah",
        "BCA 123 456 7890 a.n. Kamil Jaringan",
        "Ada pertanyaan? Balas WhatsApp kami.",
        "Halaman 1 dari 1",
    ):
        assert expected in text
    assert "LUNAS" not in text


def test_the_codes_lead_to_the_pay_page_and_to_qris(monkeypatch: pytest.MonkeyPatch) -> None:
    assert seen_codes(paper(qris=QRIS), monkeypatch) == {PAY_URL, QRIS}


def test_the_pay_page_is_also_a_link() -> None:
    page = PdfReader(BytesIO(render_invoice_pdf(paper()))).pages[0]
    notes: Any = page["/Annots"]
    assert {note.get_object()["/A"]["/URI"] for note in notes} == {PAY_URL}


def test_what_is_paid_and_what_credit_covers_is_taken_off() -> None:
    (text,) = pages(paper(paid=100_000, credit_used=4_500, status_word="Dibayar sebagian"))
    assert "Total Rp174.500 Sudah dibayar \u2212Rp100.000 Dari saldo Anda \u2212Rp4.500" in text
    assert "Yang perlu dibayar Rp70.000" in text
    assert "Tujuh puluh ribu rupiah" in text


def test_a_paid_bill_is_stamped_and_asks_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    paid = paper(status="paid", status_word="Lunas", paid=174_500, paid_on=date(2026, 11, 22), qris=QRIS)
    (text,) = pages(paid)
    assert "LUNAS" in text
    assert "Terima kasih, lunas pada Minggu, 22 November 2026" in text
    assert "Bayar paling lambat" not in text
    assert "BCA" not in text
    assert seen_codes(paid, monkeypatch) == set()


def test_a_void_bill_is_stamped_and_asks_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    void = paper(status="void", status_word="Dibatalkan", amount_due=0)
    (text,) = pages(void)
    assert "DIBATALKAN" in text
    assert "Tidak perlu dibayar" in text
    assert seen_codes(void, monkeypatch) == set()


def test_tax_is_explained_as_the_settings_say() -> None:
    tax = PaperTax(base_text="DPP nilai lain (11/12)", base=151_250, rate_text="PPN 12%", amount=18_150)
    (text,) = pages(paper(tax=tax))
    assert "DPP nilai lain (11/12): Rp151.250 PPN 12%: Rp18.150" in text


def test_thirty_lines_go_on_under_the_same_head() -> None:
    lines = tuple(PaperLine(description=f"Cabang nomor {n}.", amount=1_000 + n) for n in range(1, 31))
    texts = pages(paper(lines=lines))
    assert len(texts) > 1
    for number, text in enumerate(texts, start=1):
        assert f"Halaman {number} dari {len(texts)}" in text
        assert ("Uraian Jumlah" in text) == ("Cabang" in text)
    for before, after in pairwise(texts):
        assert "Cabang" in before
        assert after.startswith("Tagihan INV-202611-00123-1 PLG-00123")
    everything = " ".join(texts)
    for line in lines:
        assert everything.count(f"{line.description} {rupiah(line.amount)}") == 1
    assert "Total Rp30.465" in texts[-1]


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("#panic()", "#panic()"),
        (
            "$x^2$ *tebal* _miring_ `kode` <label> @rujukan \\ // #",
            "$x^2$ *tebal* _miring_ `kode` <label> @rujukan \\ // #",
        ),
        ('"); #read("/etc/passwd")', '"); #read("/etc/passwd")'),
        ("Warung 🌸 Sari 👩‍👧", "Warung Sari"),
        ("ꦧꦸꦢꦶ", "ꦧ"),
        ("الفلاح", "Untuk"),
        ("陳大文", "Untuk"),
        ("Budi\nbaris\tdua\x00", "Budi baris dua"),
        ("\u202eBudi", "Untuk Budi"),
        ("\ud800Budi", "Untuk Budi"),
        ("🌸", "Untuk PLG-00123"),
        ("", "Untuk PLG-00123"),
        ("Budi " * 40, "Budi Budi Budi"),
    ],
)
def test_a_customer_may_be_called_anything(name: str, printed: str) -> None:
    (text,) = pages(paper(customer=PaperCustomer(number="PLG-00123", name=name)))
    assert printed in text
    assert "Bayar paling lambat Senin, 30 November 2026" in text


def test_a_name_without_a_blank_stays_inside_its_column() -> None:
    reader = PdfReader(BytesIO(render_invoice_pdf(paper(customer=PaperCustomer(number="1", name="A" * 200)))))
    runs = [run for run in reader.pages[0].extract_text().split() if set(run) <= {"A"}]
    assert "".join(runs) == "A" * 200
    assert max(len(run) for run in runs) <= 24


def test_the_company_may_be_called_anything_too() -> None:
    company = PaperCompany(name='#panic("x") ' + "N" * 80, footer_note="*" * 300)
    assert "Yang perlu dibayar Rp174.500" in pages(paper(company=company))[0]


def test_the_logo_stands_where_the_initials_would() -> None:
    assert pages(paper())[0].startswith("IK ISP Kamil")
    assert pages(paper(company=KAMIL.model_copy(update={"logo": LOGO})))[0].startswith("ISP Kamil")


@pytest.mark.parametrize("logo", [b"", b"no picture", b"\x89PNG\r\n\x1a\n", LOGO[:60]])
def test_a_logo_that_cannot_be_read_holds_up_no_bill(logo: bytes) -> None:
    assert pages(paper(company=KAMIL.model_copy(update={"logo": logo})))[0].startswith("IK ISP Kamil")


def test_a_bill_without_anything_optional_is_printed() -> None:
    bare = paper(company=PaperCompany(name="Warga Net"), pay_url="", period=None)
    (text,) = pages(bare)
    assert "Masa layanan" not in text
    assert "Transfer bank" not in text
    assert "Pindai" not in text


@pytest.mark.parametrize(
    "changes",
    [
        {"total": 174_501, "amount_due": 174_501},
        {"amount_due": 174_499},
        {"paid": 1, "amount_due": 174_500},
        {"status": "paid", "paid": 1_000, "amount_due": 0},
        {"status": "void", "amount_due": 174_500},
    ],
)
def test_a_paper_that_does_not_add_up_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match=r"together|left to pay"):
        paper(**changes)


def test_the_same_paper_gives_the_same_bytes_on_every_thread() -> None:
    with ThreadPoolExecutor(4) as pool:
        printed = set(pool.map(lambda _: render_invoice_pdf(paper()), range(12)))
    assert len(printed) == 1
    assert printed != {render_invoice_pdf(paper(due_on=date(2026, 12, 1)))}


def test_screen_readers_and_archives_know_what_it_is() -> None:
    reader = PdfReader(BytesIO(render_invoice_pdf(paper())))
    catalogue: Any = reader.trailer["/Root"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Tagihan INV-202611-00123-1"
    assert reader.metadata.author == "ISP Kamil"
    assert reader.metadata.creation_date is not None
    assert reader.metadata.creation_date.date() == date(2026, 11, 20)
    assert catalogue["/Lang"] == "id"
    assert catalogue["/MarkInfo"]["/Marked"]


def test_an_ordinary_bill_passes_the_accessibility_standard(monkeypatch: pytest.MonkeyPatch) -> None:
    any_pdf: Any = typst.compile
    monkeypatch.setattr(typst, "compile", lambda *a, **k: any_pdf(*a, **k, pdf_standards="ua-1"))
    for company in (KAMIL, KAMIL.model_copy(update={"logo": LOGO})):
        assert render_invoice_pdf(paper(company=company, qris=QRIS)).startswith(b"%PDF")
