/** What Meta's error codes mean and what to do about them, for people. Codes without an entry get a general sentence. */
import { t } from "../../shared/language";

export interface Refusal {
  what: string;
  /** What to do next. */
  todo: string;
}

type Entry = [codes: number[], what: [string, string], todo: [string, string]];

const WAIT: [string, string] = ["Tidak perlu berbuat apa-apa. Sambung mencoba lagi sendiri.", "Nothing to do. Sambung tries again by itself."];
const MEND: [string, string] = ["Kirim ulang tidak menolong. Laporkan kode ini kepada pengelola Sambung.", "Sending again will not help. Report this code to whoever runs Sambung."];
const APPEAL: [string, string] = ["Buka Meta Business Suite, bagian Kualitas akun, lalu ajukan peninjauan.", "Open Meta Business Suite, Account quality, and ask for a review."];

const ENTRIES: Entry[] = [
  [
    [-1],
    ["Meta mengubah kategori templat ini, sehingga biayanya lebih mahal.", "Meta changed this template's category, which makes it dearer."],
    ["Ajukan keberatan di WhatsApp Manager, atau tekan Coba lagi untuk tetap mengirim.", "Object in WhatsApp Manager, or press Try again to send anyway."],
  ],
  [
    [-2],
    ["Gateway WhatsApp tidak tersambung, atau kuotanya habis.", "The WhatsApp gateway is not connected, or its quota is used up."],
    ["Sambungkan lagi nomornya di GOWA atau Fonnte, lalu coba lagi.", "Connect the number again in GOWA or Fonnte, then try again."],
  ],
  [
    [-3],
    ["Nomor ini tidak punya WhatsApp.", "This number has no WhatsApp."],
    ["Tanyakan nomor WhatsApp yang aktif, ubah di data pelanggan.", "Ask for a WhatsApp number in use and change it at the customer."],
  ],
  [
    [-6],
    ["Diurungkan sebelum berangkat.", "Undone before it went."],
    ["Tidak perlu berbuat apa-apa.", "Nothing to do."],
  ],
  [[-4, -5], ["Gateway menolak pesan ini.", "The gateway refuses this message."], MEND],
  [
    [131026],
    ["Nomor ini tidak punya WhatsApp, atau aplikasinya terlalu lama.", "This number has no WhatsApp, or a very old one."],
    ["Tanyakan nomor WhatsApp yang aktif, ubah di data pelanggan. Tagihan tetap berlaku.", "Ask for a WhatsApp number in use and change it at the customer. The bill stands."],
  ],
  [
    [190, 0],
    ["Token akses WhatsApp kedaluwarsa atau dicabut.", "The WhatsApp access token has expired or was revoked."],
    ["Buat token baru di Meta Business Suite, minta pengelola memasangnya, lalu coba lagi.", "Make a new token in Meta Business Suite, have it installed, then try again."],
  ],
  [
    [3, 10, 131005],
    ["Meta menolak: izin aplikasi kurang.", "Meta refuses: the app lacks a permission."],
    ["Beri izin whatsapp_business_messaging di Meta, lalu coba lagi.", "Grant whatsapp_business_messaging at Meta, then try again."],
  ],
  [
    [131042],
    ["Pembayaran ke Meta bermasalah.", "There is a problem with the payment to Meta."],
    ["Buka Meta Business Suite, bagian Penagihan. Lunasi atau ganti kartunya, lalu coba lagi.", "Open Meta Business Suite, Billing. Pay or replace the card, then try again."],
  ],
  [
    [131031, 368],
    ["Akun WhatsApp usaha ini dikunci Meta.", "Meta has locked this WhatsApp account."],
    APPEAL,
  ],
  [
    [130497],
    ["Meta membatasi akun ini untuk negara tujuan.", "Meta restricts this account for that country."],
    APPEAL,
  ],
  [
    [133010],
    ["Nomor WhatsApp usaha belum terdaftar di Cloud API.", "The business number is not registered for the Cloud API."],
    ["Daftarkan nomornya di WhatsApp Manager, lalu coba lagi.", "Register the number in WhatsApp Manager, then try again."],
  ],
  [
    [131037, 131045],
    ["Nama tampilan atau sertifikat nomor belum disetujui Meta.", "Meta has not approved the number's display name or certificate."],
    ["Periksa nomornya di WhatsApp Manager, lalu coba lagi.", "Check the number in WhatsApp Manager, then try again."],
  ],
  [
    [131048],
    ["Meta membatasi pengiriman: banyak penerima melapor atau memblokir.", "Meta limits sending: many recipients report or block."],
    ["Tagihan dan pengingat menunggu, balasan tetap jalan. Kurangi pengingat sebelum mencoba lagi.", "Bills and reminders wait, answers go on. Send fewer reminders before trying again."],
  ],
  [
    [4, 80007, 130429, 131064, 133016],
    ["Meta meminta kami melambat.", "Meta asks us to slow down."],
    WAIT,
  ],
  [
    [132001],
    ["Templat pesan belum ada atau belum disetujui Meta.", "The template does not exist or is not approved."],
    ["Ajukan templatnya di WhatsApp Manager, lalu coba lagi.", "Submit the template in WhatsApp Manager, then try again."],
  ],
  [
    [132015],
    ["Meta menjeda templat ini karena mutunya rendah.", "Meta paused this template for low quality."],
    ["Tunggu beberapa jam. Pesan dengan templat lain tetap jalan.", "Wait some hours. Messages with other templates go on."],
  ],
  [
    [132016],
    ["Meta mematikan templat ini.", "Meta has disabled this template."],
    ["Ajukan templat pengganti di WhatsApp Manager.", "Submit a replacement in WhatsApp Manager."],
  ],
  [
    [131047],
    ["Sudah lewat 24 jam sejak pelanggan menulis.", "More than 24 hours have passed since the customer wrote."],
    ["Kirim ulang: pesannya berangkat sebagai templat.", "Send again: it goes out as a template."],
  ],
  [
    [131049, 130472],
    ["Meta menahan pesan untuk orang ini hari ini.", "Meta holds back messages to this person today."],
    ["Coba kirim ulang besok, atau telepon.", "Send again tomorrow, or phone them."],
  ],
  [
    [131050],
    ["Pelanggan ini menolak pesan promosi.", "This customer declined promotional messages."],
    ["Jangan kirim ulang. Hubungi lewat telepon bila perlu.", "Do not send again. Phone them if need be."],
  ],
  [
    [131056],
    ["Terlalu banyak pesan ke nomor ini sekaligus.", "Too many messages to this number at once."],
    WAIT,
  ],
  [
    [131021],
    ["Nomor pelanggan sama dengan nomor WhatsApp usaha.", "The customer's number is the business's own."],
    ["Perbaiki nomor di data pelanggan.", "Correct the number at the customer."],
  ],
  [
    [131030],
    ["Nomor ini belum ada di daftar uji Meta.", "This number is not on Meta's test list."],
    ["Tambahkan nomornya di Meta, atau pakai nomor usaha yang sudah aktif.", "Add it at Meta, or use a business number that is live."],
  ],
  [
    [131052, 131053],
    ["Meta tidak bisa mengambil berkas PDF-nya.", "Meta could not fetch the PDF."],
    ["Kirim ulang. Bila tetap gagal, periksa alamat situs Anda.", "Send again. If it still fails, check your site's address."],
  ],
  [
    [100, 131008, 131009, 131051, 132000, 132005, 132007, 132012, 132018, 131062],
    ["Meta menolak isi pesannya.", "Meta refuses the content of the message."],
    MEND,
  ],
  [
    [1, 2, 131000, 131016, 131057],
    ["WhatsApp sedang terganggu.", "WhatsApp has a problem."],
    ["Kirim ulang beberapa menit lagi.", "Send again in some minutes."],
  ],
];

const BY_CODE = new Map(ENTRIES.flatMap(([codes, what, todo]) => codes.map((code) => [code, [what, todo]] as const)));
const PERMISSION_FROM = 200;
const PERMISSION_TO = 299;

export function refusalOf(code: number): Refusal {
  const known = BY_CODE.get(code >= PERMISSION_FROM && code <= PERMISSION_TO ? 10 : code);
  if (known) return { what: t(...known[0]), todo: t(...known[1]) };
  return {
    what: t("Meta menolak pesan ini.", "Meta refuses this message."),
    todo: t("Kirim ulang sekali. Bila tetap gagal, laporkan kode ini.", "Send again once. If it still fails, report this code."),
  };
}
