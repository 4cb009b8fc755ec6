"""The pay page of the simulated gateways: what is asked for, and buttons for what may become of it."""

from datetime import datetime
from html import escape

from local.gateways.orders import Order
from shared.core.money import rupiah

NAMES = {"midtrans": "Midtrans", "xendit": "Xendit", "tripay": "Tripay"}
STATES = {
    "new": "Menunggu pembayaran",
    "pending": "Menunggu pembayaran",
    "settlement": "Sudah dibayar",
    "expire": "Kedaluwarsa",
    "deny": "Ditolak",
}
BUTTONS = {"settlement": "Bayar", "deny": "Gagal", "expire": "Kedaluwarsa"}
STYLE = """
body { font: 17px/1.5 system-ui, sans-serif; margin: 0; background: #f4f1ea; color: #1d2b28 }
main { max-width: 26rem; margin: 0 auto; padding: 1.25rem 1rem }
section { background: #fff; border-radius: 14px; padding: 1rem 1.25rem; margin: .75rem 0 }
.sum { font-size: 1.9rem; font-weight: 700; margin: .2rem 0 }
.small { color: #5b6a66; font-size: .95rem; overflow-wrap: anywhere }
button, .back { display: block; width: 100%; box-sizing: border-box; min-height: 48px; margin: .5rem 0;
  border-radius: 10px; border: 1px solid #0b6b5b; background: #fff; color: #0b6b5b; font: inherit; font-weight: 600;
  cursor: pointer; text-align: center; text-decoration: none; line-height: 46px }
button[value=settlement] { background: #0b6b5b; color: #fff }
a { color: #0b6b5b }
"""


def order_page(order: Order, now: datetime) -> str:
    """One order and what its payer can do."""
    is_open = order.status in ("new", "pending") and now < order.expires_at
    buttons = "".join(
        f'<button name="status" value="{status}">{word}</button>' for status, word in BUTTONS.items() if is_open
    )
    ways = [order.told.get("pay_code"), order.told.get("permata_va_number")]
    ways += [one.get("va_number") for one in order.told.get("va_numbers", [])]
    number = next((str(way) for way in ways if way), "")
    back = str(order.told.get("finish") or "")
    return _page(
        f"{rupiah(order.amount)} · {NAMES[order.gateway]}",
        f"<section><p class=small>{NAMES[order.gateway]} (simulator)</p>"
        f'<p class="sum">{rupiah(order.amount)}</p>'
        f'<p role="status">{STATES[order.status]}</p>'
        f"<p class=small>{escape(order.order_id)}{' · ' + escape(number) if number else ''}</p></section>"
        f'<form method="post">{buttons}</form>'
        + (f'<a class="back" href="{escape(back)}">Kembali ke tagihan</a>' if back.startswith("http") else ""),
    )


def orders_page(orders: list[Order]) -> str:
    """Everything that was asked for, the newest first."""
    rows = "".join(
        f'<section><a href="/sandbox/pay/{escape(order.order_id)}">{rupiah(order.amount)}</a>'
        f"<p class=small>{NAMES[order.gateway]} · {escape(order.channel)} · {STATES[order.status]}<br>"
        f"{escape(order.order_id)}</p></section>"
        for order in orders
    )
    return _page("Simulator pembayaran", rows or "<section>Belum ada yang diminta.</section>")


def not_there() -> str:
    """For an order nobody asked for."""
    return _page("Tidak ada", "<section>Pembayaran ini tidak dikenal.</section>")


def _page(title: str, content: str) -> str:
    return (
        '<!doctype html><html lang="id"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head>"
        f"<body><main><h1>{escape(title)}</h1>{content}</main></body></html>"
    )
