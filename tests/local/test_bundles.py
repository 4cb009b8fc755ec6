"""What is deployed: the same bytes from the same sources, so that only what changed is deployed again."""

import hashlib
import os
import shutil
import zipfile
from pathlib import Path

from local.bundle import pack, stage
from local.manifests import FUNCTIONS, ROOT

OURS = FUNCTIONS / "send_message"


def packed(folder: Path, function: Path = OURS, root: Path = ROOT) -> Path:
    stage(function, folder / "send_message", root)
    pack(folder / "send_message", folder / "send_message.zip")
    return folder / "send_message.zip"


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_bundle_made_elsewhere_and_later_is_the_same_to_the_byte(tmp_path: Path) -> None:
    first = packed(tmp_path / "here")
    copied = tmp_path / "copied"
    shutil.copytree(OURS, copied / "functions" / "send_message")
    shutil.copytree(ROOT / "shared", copied / "shared")
    shutil.copy(ROOT / "requirements.txt", copied)
    for path in copied.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
        path.chmod(0o700)
    second = packed(tmp_path / "there", copied / "functions" / "send_message", copied)
    assert digest(first) == digest(second)


def test_one_letter_more_is_another_bundle(tmp_path: Path) -> None:
    first = digest(packed(tmp_path))
    (tmp_path / "send_message" / "main.py").open("a").write("#")
    pack(tmp_path / "send_message", tmp_path / "send_message.zip")
    assert digest(tmp_path / "send_message.zip") != first


def test_a_bundle_holds_the_function_what_is_shared_and_what_to_install(tmp_path: Path) -> None:
    path = packed(tmp_path)
    (tmp_path / "send_message" / "__pycache__").mkdir()
    (tmp_path / "send_message" / "__pycache__" / "main.pyc").write_bytes(b"left by a run")
    pack(tmp_path / "send_message", path)
    names = set(zipfile.ZipFile(path).namelist())
    assert {"main.py", "function.yaml", "requirements.txt", "shared/core/http.py"} <= names
    assert not [name for name in names if "pycache" in name or name.startswith(("local/", "tests/"))]


def test_what_is_gone_from_the_sources_is_gone_from_the_bundle(tmp_path: Path) -> None:
    source = tmp_path / "functions" / "one"
    source.mkdir(parents=True)
    (source / "main.py").write_text("1")
    (source / "old.py").write_text("2")
    stage(source, tmp_path / "one", tmp_path)
    (source / "old.py").unlink()
    stage(source, tmp_path / "one", tmp_path)
    assert sorted(path.name for path in (tmp_path / "one").iterdir()) == ["main.py"]
