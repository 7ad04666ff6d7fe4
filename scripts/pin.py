"""Write requirements.txt and requirements-dev.txt with hashes: ``pin.py [--check]``.

``constraints.txt`` says the versions, which people edit; the two files add what else is needed on
other systems, and the hashes of every file that a registry has of each version. No file names a
host: the registry is whichever pip is set up to use. With ``--check`` nothing is asked for: the
exit code is 1 when a version differs, a hash is missing, or a host is named.
"""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FILES = {"requirements.txt": [], "requirements-dev.txt": ["--extra", "dev"]}
MADE = (
    "# Made by scripts/pin.py (make pins) from pyproject.toml and constraints.txt. No hosts here.\n"
)
_LINE = re.compile(r"^([\w.-]+)==([^\s;\\]+)", re.MULTILINE)


def pins(name: str) -> dict[str, str]:
    """Return the versions that a file pins, by name."""
    found = _LINE.findall((ROOT / name).read_text("utf-8"))
    return {package.lower().replace("_", "-"): version for package, version in found}


def write() -> None:
    """Have uv resolve for every system and Python that votekit runs on."""
    build = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["build-system"]["requires"]
    for name, extras in FILES.items():
        command = [
            *(sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml", "-", *extras),
            *("--universal", "--python-version", "3.11", "--generate-hashes", "-q"),
            *("--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links"),
            *("-c", "constraints.txt"),
        ]
        asked = "\n".join([*build, "editables"])
        done = subprocess.run(
            command, input=asked, stdout=subprocess.PIPE, text=True, check=True, cwd=ROOT
        )
        (ROOT / name).write_text(MADE + done.stdout, encoding="utf-8")


def faults() -> list[str]:
    """Say what is wrong with the files as they are."""
    wanted = pins("constraints.txt")
    found = []
    for name in FILES:
        text = (ROOT / name).read_text("utf-8")
        mine = pins(name)
        found += [
            f"{name}: {package} {version} is {wanted[package]} in constraints.txt"
            for package, version in mine.items()
            if wanted.get(package, version) != version
        ]
        entries = re.split(r"(?m)^(?=[\w.-]+==)", text)[1:]
        bare = [one.split("==")[0] for one in entries if "sha256:" not in one]
        found += [f"{name}: no hash for {package}" for package in bare]
        if "://" in text or re.search(r"(?m)^\s*--(?!hash)", text):
            found.append(f"{name}: it names a host")
    missing = wanted.keys() - pins("requirements-dev.txt").keys()
    found += [f"requirements-dev.txt: {package} is missing" for package in sorted(missing)]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    listed = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    for requirement in listed:
        package = re.match(r"[\w.-]+", requirement)[0].lower()  # type: ignore[index]
        if package not in pins("requirements-dev.txt"):
            found.append(f"requirements-dev.txt: {package} of pyproject.toml is missing")
    return found


def main() -> int:
    """Write the files, or check them."""
    if "--check" not in sys.argv[1:]:
        write()
    found = faults()
    for fault in found:
        print(f"{fault}: run `make pins`")
    return int(bool(found))


if __name__ == "__main__":
    raise SystemExit(main())
