"""Other tools to measure beside qlint, in versions that are pinned here; what cannot be had is left out."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

from measure import Job

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent

# The name of a tool: what pip installs. What these bring along is pinned in constraints.txt.
PYTHON = {
    "ruff": ["ruff==0.17.6"],
    "rumdl": ["rumdl==0.3.0"],
    "typos": ["typos==1.52.0"],
    "check-jsonschema": ["check-jsonschema==0.39.0"],
    "genanki": ["genanki==0.13.1", "markdown-it-py==4.3.0"],
}
MARKDOWNLINT = "markdownlint-cli2@0.24.1"


class Peers:
    """The tools that are there."""

    def __init__(self, tools, offline):
        self.tools = tools
        self.missing = {}
        if not offline:
            self.install()
        self.python = tools / "python/bin"

    def install(self):
        """Installs each tool by itself, so that one that cannot be had keeps no other away."""
        python = self.tools / "python"
        if not (python / "bin/pip").exists():
            self.attempt("Python's tools", [sys.executable, "-m", "venv", python])
        for name, wanted in PYTHON.items():
            pip = [python / "bin/pip", "install", "--quiet", "--disable-pip-version-check"]
            self.attempt(name, [*pip, "--constraint", HERE / "constraints.txt", *wanted])
        npm = ["npm", "install", "--silent", "--prefix", self.tools / "npm", MARKDOWNLINT]
        self.attempt("markdownlint-cli2", npm)
        manifest = ROOT / "peers/genanki-rs/Cargo.toml"
        self.attempt(
            "genanki-rs",
            ["cargo", "build", "--quiet", "--release", "--locked", "--manifest-path", manifest]
            + ["--target-dir", self.tools / "genanki-rs"],
        )

    def attempt(self, name, command):
        """Runs a step of an installation; why it failed is kept."""
        print(f"installing {name}", flush=True)
        try:
            done = subprocess.run([str(word) for word in command], capture_output=True, text=True)
            if done.returncode:
                lines = (done.stderr or done.stdout).strip().splitlines()
                self.missing[name] = lines[-1] if lines else "the installation failed"
        except OSError as error:
            self.missing[name] = str(error)

    def find(self, name, path):
        """The program of a tool, if it is there."""
        found = shutil.which(str(path))
        if not found:
            self.missing.setdefault(name, "not installed")
        return found

    def linters(self, bank, size, rounds, slow_rounds):
        """Jobs that check about as many bytes as qlint does."""
        jobs = []
        cache = bank.folder / "cache"

        def add(name, program, cwd, *arguments, **more):
            if found := self.find(program[0], program[1]):
                more = {"rounds": rounds, **more}
                jobs.append(Job(name, [found, *arguments], cwd, statuses=(0, 1, 2), **more))

        ruff = ("ruff", self.python / "ruff")
        code = bank.python(size)
        add("ruff without cache", ruff, code, "check", "--isolated", "--no-cache", ".")
        add("ruff, warm", ruff, code, "check", "--isolated", "--cache-dir", cache / "ruff", ".")
        questions = bank.questions(size)
        rumdl = ("rumdl", self.python / "rumdl")
        add("rumdl without cache", rumdl, questions, "check", "--isolated", "--no-cache", ".")
        add("rumdl, warm", rumdl, questions, "check", "--isolated", "--cache-dir", cache / "rumdl", ".")
        add("typos", ("typos", self.python / "typos"), questions, "--isolated", ".")
        folder, files = bank.front_matters(size)
        add(
            "check-jsonschema, the front matter alone",
            ("check-jsonschema", self.python / "check-jsonschema"),
            folder,
            "--schemafile", "schema.json", *files,
            rounds=slow_rounds,
        )  # fmt: skip
        markdownlint = self.tools / "npm/node_modules/.bin/markdownlint-cli2"
        add("markdownlint-cli2", ("markdownlint-cli2", markdownlint), questions, "decks/**/*.md", rounds=slow_rounds)
        return jobs

    def of_one_file(self, bank, size, file, rounds, repeat):
        """Jobs that check one file."""
        jobs = []
        folder, files = bank.front_matters(size)
        modules = bank.python(size)
        module = min(modules.rglob("*.py"))
        for name, cwd, arguments in [
            ("ruff", modules, ["check", "--isolated", "--no-cache", module]),
            ("rumdl", bank.questions(size), ["check", "--isolated", "--no-cache", file]),
            ("typos", bank.questions(size), ["--isolated", file]),
            ("check-jsonschema", folder, ["--schemafile", "schema.json", files[0]]),
        ]:
            if found := self.find(name, self.python / name):
                job = Job(f"{name}, one file", [found, *arguments], cwd, rounds=rounds, statuses=(0, 1, 2))
                job.repeat = repeat if name != "check-jsonschema" else 2
                jobs.append(job)
        return jobs

    def packers(self, bank, size, qlint, rounds):
        """Jobs that make Anki packages of the same questions."""
        jobs = []
        out = bank.folder / "out"
        if found := self.find("genanki-rs", self.tools / "genanki-rs/release/genanki-peer"):
            questions = out / "questions.json"
            export = [qlint, "export", "--to", "json", "-o", questions]
            subprocess.run(export, cwd=bank.questions(size), check=True, capture_output=True)
            package = out / "genanki-rs.apkg"
            jobs.append(Job("genanki-rs, from JSON", [found, package, questions], out, rounds=rounds, makes=package))
        if "genanki" not in self.missing and (found := self.find("genanki", self.python / "python")):
            script, package = HERE / "genanki_deck.py", out / "genanki.apkg"
            argv = [found, script, bank.questions(size), package]
            jobs.append(Job("genanki, a script of ours", argv, out, rounds=rounds, makes=package))
        return jobs


def front_matter_schema():
    """The part of qlint's schema that is about single keys, for tools that see nothing else."""
    schema = json.loads((ROOT / "schema/question.schema.json").read_text())
    keys = schema["properties"]
    keys.pop("sections")
    return {
        "$schema": schema["$schema"],
        "type": "object",
        "required": schema["required"],
        "properties": keys,
        "$defs": schema["$defs"],
    }
