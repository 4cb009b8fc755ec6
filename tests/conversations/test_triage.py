"""The labels' page, sentence by sentence, and what holds for any text at all."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.conversations.triage import NOTHING_SAID, THRESHOLD, triage

SAID = {
    "report_trouble no_connection high": """
        wifi rumah ga ada internetnya dari maghrib pak
        internet blank sama sekali
        lampu modem normal tapi ga bisa browsing blas
        wifi mati min
        bukan lemot tapi mati total
        listrik sudah nyala tapi internet belum
        masih belum bisa, makasih
        makasih ya wifi mati terus, mantap banget pelayanannya
        jangan telpon, chat aja, wifi saya mati
        saya bayar tepat waktu terus tapi wifi kok mati""",
    "report_trouble slow normal": """
        kok leletnya kebangetan sih min
        download lama bgt
        nonton video buffering terus
        kok lemot ya
        LEMOT BANGET WOYYY lagi push rank 😡
        ga mati cuma lemot
        lemot bgt tiap malem
        udah bayar mahal kok lelet""",
    "report_trouble unstable normal": """
        nyala mati nyala mati
        sering dc tiap malem
        lemot dan sering putus
        wifine pedot terus""",
    "report_trouble hardware high": """
        lampunya merah satu pak
        kabel putus kena layangan
        kabelnya melintang di jalan
        lampu los merah kedip2
        internet mati lampu merah""",
    "report_trouble account normal": """
        lupa sandi wifi
        kode voucher invalid""",
    "report_trouble no_connection low": "wifi mati tapi ga buru2 kok pak",
    "ask_bill none normal": """
        bulan agustus kena berapa ya bu
        kenapa naik 20rb min
        tolong info biaya bulanannya
        udah bayar belum ya saya bulan ini, lupa
        minta invoice bulan ini""",
    "pay none normal": """
        rekening mandiri ada pak?
        bayarnya di mana mbak, saya otw
        wifi saya diblokir, mau bayar sekarang gimana""",
    "claims_paid none normal": """
        barusan saya kirim uangnya pak, cek ya
        udah lunas kmrn kok ditagih maning
        minta kwitansi""",
    "claims_paid no_connection high": """
        udh bayar ko blm nyala
        sampun bayar kok dereng nyala""",
    "promise_to_pay none low": """
        lusa saya lunasi pak
        besok dibayar""",
    "promise_to_pay none normal": """
        mundur dulu ya mbak bayarnya, lagi sepi
        jangan diputus dulu ya
        nyalain dulu ya, nanti malam saya bayar""",
    "ask_status none normal": """
        orangnya udah otw belum pak
        laporanku wingi piye kelanjutane
        lagi gangguan?""",
    "ask_status none high": "udah lapor internet mati dari kemarin, teknisi kapan datang",
    "talk_to_person none normal": """
        males sama bot, mana cs nya
        telepon balik ya pak
        lemot terus, tolong telpon saya""",
    "talk_to_person none high": "kabel putus di jalan, tolong telpon saya segera",
    "request_change none normal": """
        pindah ke paket 30 dong
        pak password e diganti ae yo
        lemot terus, saya mau berhenti
        mau pindah rumah""",
    "request_change none low": "paket 100 mega berapaan",
    "thanks none low": """
        wis normal pak, nuwun
        makasih banyak ya mbak
        udah nyala
        gak jadi pak udah bisa""",
    "greeting none low": """
        met siang min
        halo kak, boleh nanya?
        met pagi bu""",
    "other none low": """
        salah kirim bu maaf
        PLN lagi pemadaman di kampung saya
        nggih""",
}
PHRASES = [(line.strip(), labels) for labels, lines in SAID.items() for line in lines.strip().splitlines()]


def labels_of(text: str) -> str:
    said = triage(text)
    return f"{said.intent} {said.category} {said.urgency}"


@pytest.mark.parametrize(("text", "labels"), PHRASES, ids=[text for text, _ in PHRASES])
def test_a_phrase_of_the_page_has_its_labels(text: str, labels: str) -> None:
    assert labels_of(text) == labels


def test_where_the_whole_neighbourhood_is_dead_it_is_high() -> None:
    assert labels_of("satu RW mati semua") == "report_trouble no_connection high"


@pytest.mark.parametrize("text", ["", "   ", "...", "😂😂", "👍", "\u200b", "？！", "日本語だけ"])
def test_a_text_without_words_is_asked_about(text: str) -> None:
    assert triage(text) == NOTHING_SAID
    assert NOTHING_SAID.confidence < THRESHOLD


@given(
    st.one_of(st.text(max_size=300), st.lists(st.sampled_from([text for text, _ in PHRASES]), max_size=5).map(" ".join))
)
@settings(max_examples=150, deadline=None)
def test_any_text_keeps_the_page_s_rules(text: str) -> None:
    said = triage(text)
    assert 0 <= said.confidence <= 1
    if said.intent == "report_trouble":
        assert said.category != "none"
    elif said.intent == "claims_paid":
        assert (said.category, said.urgency) in {("none", "normal"), ("no_connection", "high")}
    else:
        assert said.category == "none"
    if said.intent in ("thanks", "greeting", "other"):
        assert said.urgency == "low"
    if said.intent in ("ask_bill", "pay"):
        assert said.urgency == "normal"
    if said.intent in ("promise_to_pay", "request_change"):
        assert said.urgency in ("normal", "low")
    if said.category == "no_connection":
        assert said.urgency in ("high", "low")


@pytest.mark.parametrize("dressed", ["  {}  ", "{}\n", "{} 🙏🙏", "{}!!!", "😡 {}", "{}...", "{}\t\r\n "])
def test_blanks_emoji_and_exclamations_change_nothing(dressed: str) -> None:
    for text, _ in PHRASES:
        assert triage(dressed.format(text)) == triage(text)


def test_capitals_change_nothing() -> None:
    for text, _ in PHRASES:
        assert triage(text.upper()) == triage(text)


def test_a_text_without_end_takes_no_longer_than_its_beginning() -> None:
    triage("wifi mati")
    started = time.process_time()
    triage("wifi mati " * 100_000)
    assert time.process_time() - started < 0.5


def test_a_text_takes_two_milliseconds_at_most() -> None:
    texts = [text for text, _ in PHRASES]
    triage(texts[0])
    started = time.process_time()
    for text in texts:
        triage(text)
    assert (time.process_time() - started) / len(texts) < 0.002
