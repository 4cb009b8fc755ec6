"""Complaints in words people use: pure."""

from collections.abc import Mapping

from shared.complaints.models import Category, Complaint, EventKind, Priority, RequestKind, Status

STATUS: Mapping[Status, str] = {
    "open": "Baru",
    "assigned": "Ditangani",
    "scheduled": "Dijadwalkan",
    "on_the_way": "Menuju lokasi",
    "working": "Di lokasi",
    "waiting": "Menunggu pelanggan",
    "resolved": "Selesai",
    "closed": "Ditutup",
    "reopened": "Dibuka lagi",
}
PRIORITY: Mapping[Priority, str] = {"urgent": "Darurat", "high": "Tinggi", "normal": "Biasa", "low": "Rendah"}
CATEGORY: Mapping[Category, str] = {
    "no_connection": "Internet mati total",
    "slow": "Internet lambat",
    "unstable": "Putus-nyambung",
    "hardware": "Modem, lampu, atau kabel",
    "account": "Sandi atau akun",
    "other": "Lainnya",
}
REQUEST: Mapping[RequestKind, str] = {
    "change_plan": "Minta ganti paket",
    "pause": "Minta cuti langganan",
    "correct_data": "Minta perbaikan data",
    "erase_data": "Minta penghapusan data",
}
HINT: Mapping[Category, str] = {
    "no_connection": "Tidak bisa buka apa pun",
    "slow": "Video tersendat, buka web lama",
    "unstable": "Sebentar nyala, sebentar mati",
    "hardware": "Lampu merah, modem rusak, kabel putus",
    "account": "Lupa sandi Wi-Fi, voucher ditolak",
    "other": "Hal lain yang perlu kami tangani",
}
EVENT: Mapping[EventKind, str] = {
    "reported": "Laporan diterima",
    "joined_outage": "Bagian dari gangguan area",
    "left_outage": "Ditangani tersendiri",
    "assigned": "Teknisi ditunjuk",
    "scheduled": "Kunjungan dijadwalkan",
    "on_the_way": "Teknisi dalam perjalanan",
    "working": "Teknisi tiba di lokasi",
    "waiting": "Menunggu keterangan Anda",
    "resumed": "Dilanjutkan",
    "resolved": "Selesai ditangani",
    "closed": "Laporan ditutup",
    "reopened": "Dibuka lagi",
    "merged": "Digabung dengan laporan lain",
    "took_in": "Laporan lain digabung ke sini",
    "note": "Catatan tim",
    "told": "Pesan dari kami",
    "comment": "Keterangan tambahan",
    "photo": "Foto",
    "location": "Lokasi",
    "works": "Sudah normal",
    "still_broken": "Masih bermasalah",
    "rated": "Penilaian",
    "asked_other_time": "Minta ganti jadwal",
    "agreed": "Jadwal disetujui",
    "changed": "Data laporan diubah",
    "near_limit": "Mendekati batas waktu",
    "over_limit": "Melewati batas waktu",
    "no_answer": "Pelanggan belum menjawab",
}
RATING: Mapping[int, str] = {5: "Sangat puas", 4: "Puas", 3: "Cukup", 2: "Kurang puas", 1: "Tidak puas"}
NOBODY = "tim kami"


def about(complaint: Complaint) -> str:
    """What it is about, in words: what they ask for, else what is broken."""
    return REQUEST[complaint.request] if complaint.request else CATEGORY[complaint.category]
