"""Files of the private bucket: kept, read, replaced, gone; a bucket that does not answer is told as busy."""

import pytest

from local.ports import free_port
from shared.core import storage as files
from shared.core.errors import Busy
from shared.core.storage import get_file, put_file, remove_file, remove_folder


def test_what_is_put_is_there_until_it_is_removed(storage: None) -> None:
    assert get_file("storage/a") is None
    put_file("storage/a", b"one", "image/png")
    put_file("storage/a", b"two", "image/png")
    assert get_file("storage/a") == b"two"
    for _ in range(2):
        remove_file("storage/a")
    assert get_file("storage/a") is None


def test_a_folder_goes_with_all_in_it_and_no_other(storage: None) -> None:
    for name in ("folder/PLG-1/a", "folder/PLG-1/b", "folder/PLG-11/c"):
        put_file(name, b"x", "image/png")
    for _ in range(2):
        remove_folder("folder/PLG-1/")
    assert [get_file(f"folder/{name}") for name in ("PLG-1/a", "PLG-1/b", "PLG-11/c")] == [None, None, b"x"]


def test_a_bucket_that_does_not_answer_is_busy(storage: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STORAGE_EMULATOR_HOST", f"http://127.0.0.1:{free_port()}")
    monkeypatch.setattr(files, "WITHIN_S", 0.3)
    files.bucket.cache_clear()
    for act in (lambda: put_file("x", b"", "image/png"), lambda: get_file("x"), lambda: remove_folder("x")):
        with pytest.raises(Busy):
            act()
