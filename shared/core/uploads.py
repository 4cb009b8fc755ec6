"""A file that came up with a form."""

from typing import TYPE_CHECKING

from flask import request

from shared.core.errors import invalid

if TYPE_CHECKING:
    from werkzeug.datastructures import FileStorage


def one_file(file: "FileStorage | str") -> bytes:
    """The bytes of the form's only file. Raises Invalid for words in its place, and for more than one."""
    if isinstance(file, str):
        raise invalid("file", "Kirim berkasnya, bukan teks.", "Send the file itself, not text.")
    if sum(len(files) for _, files in request.files.lists()) > 1:
        raise invalid("file", "Kirim satu berkas saja.", "Send one file only.")
    sent: bytes = file.read()
    return sent
