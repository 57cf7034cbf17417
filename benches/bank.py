"""The banks that are measured on: made once, kept outside the repository."""

import gzip
import json
import os
import shutil
import subprocess
from pathlib import Path

import peers

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent


class Bank:
    """A folder with generated banks, and the programs that need nothing but them."""

    def __init__(self, folder):
        self.folder = folder
        for name in ("out", "cache"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        target = ROOT / "target/bank"
        manifest = HERE / "bank/Cargo.toml"
        build = ["cargo", "build", "--quiet", "--release", "--locked", "--manifest-path", manifest]
        subprocess.run([*build, "--target-dir", target], check=True)
        self.generator = target / "release/qlint-bank"
        self.floor = target / "release/floor"

    def make(self, size, what):
        """The folder of a bank; made anew when the generator is another."""
        folder = self.folder / f"{what}-{size}"
        stamp = self.folder / f"{what}-{size}.made"
        if not stamp.exists() or stamp.stat().st_mtime < self.generator.stat().st_mtime:
            print(f"making {folder}", flush=True)
            shutil.rmtree(folder, ignore_errors=True)
            subprocess.run([self.generator, folder, str(size), what], check=True)
            stamp.touch()
        return folder

    def questions(self, size):
        return self.make(size, "clean")

    def faults(self, size):
        return self.make(size, "faults")

    def python(self, size):
        return self.make(size, "python")

    def repository(self, size):
        """A small bank that git knows."""
        folder = self.questions(size)
        if not (folder / ".git").exists() and shutil.which("git"):
            git = ["git", "-c", "user.name=bench", "-c", "user.email=bench@example.com"]
            subprocess.run([*git, "init", "--quiet"], cwd=folder, check=True)
            subprocess.run([*git, "add", "--all"], cwd=folder, check=True)
            subprocess.run([*git, "commit", "--quiet", "--message", "bank"], cwd=folder, check=True)
        return folder

    def front_matters(self, size):
        """The front matter of all questions as files of YAML, a schema of them, and their names."""
        folder = self.folder / f"yaml-{size}"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        (folder / "schema.json").write_text(json.dumps(peers.front_matter_schema()))
        names = []
        for path in self.questions(size).glob("decks/*/*/*.md"):
            head = path.read_text(encoding="utf-8").split("---\n", 2)[1]
            names.append(f"{path.stem}.yaml")
            (folder / names[-1]).write_text(head)
        return folder, sorted(names)

    def text(self, size):
        """How many bytes the questions have, and how many gzip makes of them."""
        paths = sorted(self.questions(size).glob("decks/*/*/*.md"))
        text = b"".join(path.read_bytes() for path in paths)
        return len(text), len(gzip.compress(text, 6))


def default_folder():
    """Not below the repository: its .gitignore would hide the questions from whoever walks as git does."""
    return Path(os.environ.get("TMPDIR", "/tmp")) / f"qlint-bench-{os.getuid()}"
