"""More phrases to train on, mixed by the labels' own tie-breaks from the phrases that people wrote."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Phrase:
    """A text and its labels; `source` is the built phrase it was made from, so that both fall into one fold."""

    text: str
    intent: str
    category: str
    urgency: str
    source: int


HELLO = (
    "halo min|assalamualaikum|pagi pak|selamat siang|permisi|min|pak|bu|mas|kak|punten|maaf ganggu|halo kak|mbak|bos"
)
TAIL = (
    "ya|dong|pak|min|bu|mas|nih|kak|mbak|tolong ya|makasih|terima kasih|suwun|nuwun|🙏|!!|...|gan|bang|cak|kang|deh|sih"
)
WANTS_PERSON = (
    "tolong telpon saya|mau bicara sama admin|mana adminnya|minta nomor teknisi|sambungkan ke cs|panggil orangnya"
    "|bisa telepon saya?|telp balik ya|mau ngomong sama orang|jangan bot dong|hubungi saya pak|call me please"
    "|saya mau ngomong sama pemiliknya|telpon aku mas|nyuwun nomer teknisi|bisa bicara dengan bu fitri"
)
NO_CALL = "jangan telpon chat aja|chat aja ya|ga usah nelpon, balas di sini|jangan ditelpon lagi kerja"
ASKS_STATUS = (
    "udah lapor dari kemarin, kapan diperbaiki|teknisi kapan datang|teknisi jadi datang?|katanya mau datang kok ga ada"
    "|kemarin udah lapor belum ada tindakan|gimana laporan saya|laporanku piye|sampun lapor dereng wonten teknisi"
    "|sampai kapan ya|jam berapa teknisinya kesini|kok belum ada yang datang"
    "|katanya hari ini dibenerin|kapan normal lagi"
)
CHANGES = (
    "mau berhenti langganan aja|mau upgrade aja|tolong naikin paketnya"
    "|cabut aja wifinya|mending stop|ganti paket aja deh"
    "|putus aja langganan saya|saya mau pindah paket|arep mandeg wae|mau stop bulan depan"
)
PAID = (
    "sudah bayar|udah bayar kemarin|udah tf tadi pagi|wis bayar|sampun bayar|tos bayar|sudah lunas|sudah saya transfer"
    "|barusan bayar|bukti sudah saya kirim|udah lunas bulan ini|wes tak transfer|already paid|padahal udah bayar"
)
STILL_DEAD = (
    "masih mati|belum nyala|kok wifi mati|masih diblokir|internet masih ga bisa|belum aktif|durung urip|dereng saged"
    "|tetep ga konek|masih diisolir|kok diputus|belum bisa internetan|acan hurung|masih no internet|ga ada internet"
)
ARGUES = (
    "saya bayar tepat waktu terus|bayar ga pernah telat|tiap bulan rajin bayar|bukan masalah bayar|bayar mahal"
    "|bukan soal tagihan|bayaran lancar|saya ga nunggak|udah bayar mahal"
)
NOT_URGENT = (
    "ga buru2|ga urgent|santai aja|kapan2 aja"
    "|kalau sempat aja|ora kesusu|tidak mendesak|mboten kesesa|ga usah buru buru"
)
SHOP = (
    "lagi live jualan|toko saya ga bisa transaksi|lagi kerja dari rumah|warung rame pelanggan|kasir macet|lagi meeting"
    "|kantor desa pelayanan terganggu|lagi zoom kerja|buat jualan online"
    "|puskesmas ga bisa melayani|warnet saya sepi gara2 ini"
)
MANY = "satu RT semua|tetangga juga sama|sekampung semua|satu gang semua|sak kampung kabeh|satu blok kena semua"
ANGER = "PARAH|kecewa|anjir|gimana sih|payah|lagi main ml|lagi mabar|kesel banget|😡😡|woy|padahal lagi push rank"
RESOLVED = (
    "udah nyala|sekarang udah normal|sudah bisa|ga jadi|udah lancar lagi|udah beres|wis urip|sampun saged|tos normal"
    "|ternyata udah bisa|udah stabil sekarang|sekarang udah aman"
)
SARCASM = "makasih ya|mantap bener|hebat banget|terima kasih loh|bagus sekali pelayanannya|top deh"
TRIED = "udah direstart|udah restart modem|lampu modem normal|lampu ijo semua|udah cabut colok|lampu normal semua"
ASKS_DELAY = (
    "jangan diputus ya|jangan dimatiin dulu|boleh ya|minta waktu|ojo dipedot sik|tolong jangan diblokir|gapapa kan?"
)
POWER_BACK = "listrik udah nyala tapi|lampu sudah hidup tapi|PLN udah normal kok|habis mati lampu"
MEANS = "rekeningnya mana|bayar kemana|minta norek|ada qris?|lewat dana bisa?|cara bayarnya gimana|bayar dimana"
SLOW = "lemot|lelet|lambat|buffering|lemot banget|alon|laun|slow"
DEAD = "mati|mati total|ga ada internet|ga bisa sama sekali|pejah|pareum|off|ga konek|blank"
UNSTABLE = "putus nyambung|putus2|dc terus|nyala mati|pedot2|naik turun|disconnect"
EQUIPMENT = (
    "lampu los merah|kabel putus|modem mati|modem merah|adaptor rusak|lampu modem mati semua|kabel digigit tikus putus"
)
DANGER = "kabel melintang di jalan|tiang mau roboh|bau gosong dari modem|kabel jatuh ke jalan|tiang miring"
POLITENESS = "bukan|ga|ngga|udu|sanes|not|tidak|dudu"
BUT = "tapi|cuma|melainkan|ning|namung|ngan|but|malah"


def one_of(choices: str, dice: random.Random) -> str:
    return dice.choice(choices.split("|"))


def joined(one: str, two: str, dice: random.Random, either_order: bool = True) -> str:
    if either_order and dice.random() < 0.5:
        one, two = two, one
    return one + dice.choice([", ", " ", ". ", " dan ", ", "]) + two


def mistyped(text: str, dice: random.Random) -> str:
    """The text with a few words shortened, mistyped or drawn out, as thumbs do."""
    words = text.split(" ")
    for at, word in enumerate(words):
        if len(word) >= 4 and dice.random() < 0.35:
            words[at] = dice.choice([_no_vowels, _one_less, _swapped, _drawn_out, _loud])(word, dice)
    return " ".join(words)


def _no_vowels(word: str, _: random.Random) -> str:
    return word[0] + re.sub("[aeiou]", "", word[1:])


def _one_less(word: str, dice: random.Random) -> str:
    at = dice.randrange(1, len(word))
    return word[:at] + word[at + 1 :]


def _swapped(word: str, dice: random.Random) -> str:
    at = dice.randrange(1, len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _drawn_out(word: str, _: random.Random) -> str:
    return word + word[-1] * 3


def _loud(word: str, _: random.Random) -> str:
    return word.upper()


def noisy(phrase: Phrase, dice: random.Random) -> Iterator[Phrase]:
    """The phrase as others would type it: mistyped; greeted and closed, which changes no label of content."""
    if phrase.intent not in ("other", "greeting") or len(phrase.text) > 12:
        yield replace(phrase, text=mistyped(phrase.text, dice))
    if phrase.intent not in ("other", "greeting"):
        tail = one_of(TAIL, dice)
        yield replace(phrase, text=f"{phrase.text} {tail}")
        yield replace(phrase, text=f"{one_of(HELLO, dice)} {mistyped(phrase.text, dice)}")


def mixed(phrase: Phrase, dice: random.Random) -> Iterator[Phrase]:
    """What the tie-breaks make of a phrase together with another matter."""

    def made(text: str, intent: str, category: str, urgency: str) -> Phrase:
        return Phrase(text, intent, category, urgency, phrase.source)

    text, urgency = phrase.text, phrase.urgency
    at_least_normal = "high" if urgency == "high" else "normal"
    if phrase.intent == "report_trouble":
        category = phrase.category
        choice = dice.randrange(13)
        if choice == 0:
            yield made(joined(text, one_of(WANTS_PERSON, dice), dice), "talk_to_person", "none", at_least_normal)
        elif choice == 1:
            yield made(joined(text, one_of(ASKS_STATUS, dice), dice), "ask_status", "none", at_least_normal)
        elif choice == 2 and urgency == "normal":
            yield made(joined(text, one_of(CHANGES, dice), dice, False), "request_change", "none", "normal")
        elif choice == 3:
            yield made(joined(one_of(ARGUES, dice), text, dice), "report_trouble", category, urgency)
        elif choice == 4 and urgency != "low":
            yield made(joined(text, one_of(NOT_URGENT, dice), dice), "report_trouble", category, "low")
        elif choice == 5 and urgency != "low":
            yield made(joined(text, one_of(SHOP + "|" + MANY, dice), dice), "report_trouble", category, "high")
        elif choice == 6:
            yield made(joined(text, one_of(ANGER, dice), dice), "report_trouble", category, urgency)
        elif choice == 7:
            yield made(f"tadi {text} {one_of(RESOLVED, dice)}", "thanks", "none", "low")
        elif choice == 8:
            yield made(joined(one_of(SARCASM, dice), text, dice), "report_trouble", category, urgency)
        elif choice == 9 and category != "account":
            yield made(joined(one_of(TRIED, dice), text, dice), "report_trouble", category, urgency)
        elif choice == 10:
            yield made(joined(text, one_of(NO_CALL, dice), dice), "report_trouble", category, urgency)
        elif choice == 11 and category in ("no_connection", "slow", "unstable"):
            yield made(joined(text, one_of(EQUIPMENT, dice), dice), "report_trouble", "hardware", "high")
        elif choice == 12:
            yield made(joined(text, one_of(PAID, dice), dice), *_paid_and(category, urgency))
    elif phrase.intent == "promise_to_pay" and urgency == "low":
        yield made(joined(text, one_of(ASKS_DELAY, dice), dice), "promise_to_pay", "none", "normal")
    elif phrase.intent in ("ask_bill", "promise_to_pay", "pay", "claims_paid", "request_change"):
        choice = dice.randrange(4)
        if choice == 0 or (phrase.category == "no_connection" and choice == 1):
            yield made(joined(text, one_of(WANTS_PERSON, dice), dice), "talk_to_person", "none", at_least_normal)
        elif choice == 1 and phrase.intent == "ask_bill":
            yield made(joined(text, one_of(MEANS, dice), dice, False), "pay", "none", "normal")
        elif choice == 2:
            yield replace(phrase, text=joined(text, one_of(NO_CALL, dice), dice))
        elif choice == 3 and phrase.intent == "claims_paid":
            yield made(joined(text, one_of(STILL_DEAD, dice), dice, False), "claims_paid", "no_connection", "high")
    elif phrase.intent == "ask_status" and urgency == "normal" and dice.random() < 0.3:
        worse = one_of(DEAD + "|" + EQUIPMENT + "|" + DANGER + "|" + MANY + " mati", dice)
        yield made(joined(text, "internet " + worse, dice), "ask_status", "none", "high")
    elif phrase.intent == "talk_to_person" and urgency == "normal" and dice.random() < 0.3:
        worse = one_of(DEAD + "|" + EQUIPMENT + "|" + DANGER, dice)
        yield made(joined(text, "wifi " + worse, dice), "talk_to_person", "none", "high")


def _paid_and(category: str, urgency: str) -> tuple[str, str, str]:
    """Paid and dead is about the payment; paid and anything less is the fault's."""
    if category == "no_connection":
        return "claims_paid", "no_connection", "high"
    return "report_trouble", category, urgency


def composed(dice: random.Random, first_source: int, count: int) -> Iterator[Phrase]:
    """Phrases of fragments alone: negated symptoms, paid and dead, power back, both symptoms at once."""
    place = "wifi|internet|wifi saya|inet|jaringan|internet rumah|wifine|wifi kulo|internete"
    for source in range(first_source, first_source + count):
        kind = dice.randrange(7)
        line, no, but = one_of(place, dice), one_of(POLITENESS, dice), one_of(BUT, dice)
        if kind == 0:
            text, labels = f"{line} {no} {one_of(DEAD, dice)} {but} {one_of(SLOW, dice)}", ("slow", "normal")
        elif kind == 1:
            text, labels = f"{line} {no} {one_of(SLOW, dice)} {but} {one_of(DEAD, dice)}", ("no_connection", "high")
        elif kind == 2:
            text, labels = f"{line} {no} {one_of(SLOW, dice)} {but} {one_of(UNSTABLE, dice)}", ("unstable", "normal")
        elif kind == 3:
            text, labels = f"{line} {one_of(SLOW, dice)} dan {one_of(UNSTABLE, dice)}", ("unstable", "normal")
        elif kind == 4:
            text, labels = f"{one_of(POWER_BACK, dice)} {line} {one_of(DEAD, dice)}", ("no_connection", "high")
        elif kind == 5:
            text, labels = joined(one_of(DANGER, dice), f"{line} masih nyala", dice), ("hardware", "high")
        else:
            paid = f"{one_of(PAID, dice)} {dice.choice(['kok', 'tapi', 'ko', 'tp', ','])} {one_of(STILL_DEAD, dice)}"
            yield Phrase(paid, "claims_paid", "no_connection", "high", source)
            continue
        yield Phrase(text, "report_trouble", *labels, source)
