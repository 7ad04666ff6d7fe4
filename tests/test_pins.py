"""What is installed is pinned with hashes, and no file names a host."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def test_the_pins_have_hashes_name_no_host_and_are_those_of_the_constraints():
    done = subprocess.run(
        [sys.executable, ROOT / "scripts" / "pin.py", "--check"], capture_output=True, text=True
    )
    assert (done.stdout, done.returncode) == ("", 0)


def test_a_missing_hash_another_version_and_a_host_are_found(tmp_path, monkeypatch):
    sys.path.insert(0, str(ROOT / "scripts"))
    try:
        import pin
    finally:
        sys.path.pop(0)
    for name in ("requirements.txt", "requirements-dev.txt", "constraints.txt", "pyproject.toml"):
        (tmp_path / name).write_text((ROOT / name).read_text("utf-8"), encoding="utf-8")
    monkeypatch.setattr(pin, "ROOT", tmp_path)
    assert pin.faults() == []
    file = tmp_path / "requirements.txt"
    text = file.read_text("utf-8")
    first = re.search(r"(?m)^altair==\S+ (\\\n +--hash=\S+ ?)+", text)[0]
    for edited, told in (
        (text.replace(first, first.split(" ")[0]), "no hash for altair"),
        (text.replace("altair==", "altair==9"), "in constraints.txt"),
        ("--index-url https://example.invalid\n" + text, "names a host"),
    ):
        file.write_text(edited, encoding="utf-8")
        assert any(told in fault for fault in pin.faults()), told


def test_the_makefile_and_ci_install_nothing_without_a_hash():
    for name in ("Makefile", ".ci/run"):
        text = (ROOT / name).read_text("utf-8")
        installs = [line for line in text.splitlines() if re.search(r"\binstall -", line)]
        assert installs
        for line in installs:
            apt = "apt-get" in line
            scale = "-scale/" in line  # a page of docs, in an environment of its own
            assert apt or scale or "--require-hashes" in line or "--no-deps" in line, line
        assert not re.search(r"-m build(?! --no-isolation)", text)


def test_what_builds_votekit_is_pinned_too():
    requires = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["build-system"]
    (builder,) = requires["requires"]
    assert f"\n{builder} " in (ROOT / "requirements.txt").read_text("utf-8")
