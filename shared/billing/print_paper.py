"""What our papers share: Typst over fonts of our own, codes to scan, and texts as paper can show them."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, time
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typst import Fonts

_FONTS = Path(__file__).with_name("fonts")
_TURNS_WRITING_AROUND = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_TOO_LONG_FOR_A_LINE = re.compile(r"\S{24}(?=\S)")


def compile_paper(template: Path, inputs: dict[str, str], made_on: date) -> bytes:
    """The template with these inputs as a PDF, the same bytes for the same inputs. Raises TypstError."""
    # A Compiler kept between calls refuses a second thread ("Already borrowed"); a fresh one over the
    # same fonts costs nothing measurable.
    import typst

    moment = datetime.combine(made_on, time.min, UTC)
    return typst.compile(template, font_paths=_fonts(), sys_inputs=inputs, format="pdf", timestamp=moment)


def qr_svg(code: str) -> str:
    """The code as a picture without a border."""
    import segno

    picture = BytesIO()
    segno.make(code, error="m", micro=False).save(picture, kind="svg", xmldecl=False, border=0)
    return picture.getvalue().decode()


def initials(name: str) -> str:
    """At most two letters that stand where there is no logo."""
    return "".join(word[0] for word in name.split() if word[0].isalnum())[:2].upper()


def printable(value: Any) -> Any:
    """Texts as paper can show them, in any shape of dicts and lists.

    Without control and half characters, emoji (none of our fonts has them), and direction marks that would
    turn the writing beside them around; with a place to break in words that are longer than their line.
    """
    if isinstance(value, dict):
        return {key: printable(part) for key, part in value.items()}
    if isinstance(value, list):
        return [printable(part) for part in value]
    shown = "".join(" " if unicodedata.category(c) in ("Cc", "Cs") or c > "\U0001f000" else c for c in value)
    shown = _TURNS_WRITING_AROUND.sub("", " ".join(shown.split()))
    return _TOO_LONG_FOR_A_LINE.sub("\\g<0>\N{ZERO WIDTH SPACE}", shown)


@cache
def _fonts() -> Fonts:
    from typst import Fonts

    return Fonts(include_system_fonts=False, font_paths=[_FONTS])  # a page looks the same on every machine
