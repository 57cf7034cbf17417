"""Measures qlint, a floor that no checker can be below, and the tools of others, on the same generated banks.

`bench.py` prints tables in Markdown. It needs Python, cargo and, for the other tools, PyPI and npm;
what cannot be had is a line that says so. Times are worth something on a quiet machine only.
"""

import argparse
import os
import platform
import subprocess
from pathlib import Path

import measure
from bank import Bank, default_folder
from measure import Job
from peers import Peers
from report import Report, put_into

ROOT = Path(__file__).resolve().parent.parent


def options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5, help="how often each command runs (5)")
    parser.add_argument("--quick", action="store_true", help="small banks, to try the bench itself")
    parser.add_argument("--no-peers", action="store_true", help="only qlint and the floor")
    parser.add_argument("--offline", action="store_true", help="install nothing; use what is there")
    parser.add_argument("--qlint", type=Path, help="this program, in place of a release build")
    parser.add_argument("--banks", type=Path, default=default_folder(), help="where the banks are kept")
    parser.add_argument("--write", action="store_true", help="put the tables into README.md and docs/benchmarks.md")
    return parser.parse_args()


class Sizes:
    """How many questions the banks have."""

    def __init__(self, quick):
        self.usual, self.large = (500, 5_000) if quick else (20_000, 200_000)
        self.small = 60
        # A process of some milliseconds is run more often.
        self.repeat = 3 if quick else 20


def qlint(given):
    """The program that is measured: what ships."""
    if given:
        return given.resolve()
    subprocess.run(["cargo", "build", "--release", "--locked"], cwd=ROOT, check=True)
    return ROOT / "target/release/qlint"


def demand(program, bank, sizes):
    """Makes the banks, and lets qlint say that they are what they must be."""
    for size in (sizes.small, sizes.usual, sizes.large):
        found = findings(program, bank.questions(size))
        if found:
            raise SystemExit(f"bench: the clean bank of {size} has findings:\n{found[:400]}")
    found = len(findings(program, bank.faults(sizes.usual)).splitlines())
    if found != sizes.usual // 100:
        raise SystemExit(f"bench: {found} findings, not {sizes.usual // 100}, in the bank with faults")


def findings(program, folder):
    command = [program, "check", "--deny-warnings", "--format", "concise"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if done.returncode != bool(done.stdout):
        raise SystemExit(f"bench: qlint check: status {done.returncode}: {done.stderr}")
    return done.stdout


def of_many(program, bank, sizes, rounds):
    """The floor and qlint on whole banks."""
    usual, large = bank.questions(sizes.usual), bank.questions(sizes.large)
    out = bank.folder / "out"
    jobs = [
        Job("floor: walk, read, count lines", [bank.floor, "decks"], usual),
        Job("qlint check, clean", [program, "check"], usual),
        Job("qlint check, 1 fault in 100 files", [program, "check", "--format", "concise"], bank.faults(sizes.usual)),
        Job(f"floor, {sizes.large:,} files", [bank.floor, "decks"], large),
        Job(f"qlint check, {sizes.large:,} files", [program, "check"], large),
    ]
    jobs[2].statuses = (1,)
    for form in ("apkg", "csv", "json", "markdown"):
        made = out / f"bank.{'md' if form == 'markdown' else form}"
        argv = [program, "export", "--to", form, "-o", made]
        jobs.append(Job(f"qlint export, {form}", argv, usual, makes=made))
    for job in jobs:
        job.rounds = rounds
    return jobs


def of_one(program, bank, sizes, rounds):
    """What starting a process takes, and qlint on one file."""
    folder = bank.repository(sizes.small)
    file = min(folder.glob("decks/*/*/*.md")).relative_to(folder)
    jobs = [
        Job("nothing: `true`", ["true"], folder),
        Job(f"qlint check, one file of {sizes.small}", [program, "check", file], folder),
    ]
    for job in jobs:
        job.rounds, job.repeat = rounds, sizes.repeat
    return jobs, file


def machine():
    """What all this was measured on."""
    model = "?"
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            model = line.split(":", 1)[1].strip()
    compiler = subprocess.run(["rustc", "--version"], capture_output=True, text=True).stdout.split()[1]
    cores = len(os.sched_getaffinity(0))
    return f"{cores} cores of {model}, Linux {platform.release()}, rustc {compiler}"


def main():
    given = options()
    sizes = Sizes(given.quick)
    program = qlint(given.qlint)
    bank = Bank(given.banks.resolve())
    demand(program, bank, sizes)
    many = of_many(program, bank, sizes, given.rounds)
    one, file = of_one(program, bank, sizes, given.rounds)
    missing = {}
    if not given.no_peers:
        others = Peers(ROOT / "target/bench-tools", given.offline)
        slow = 1 if given.rounds < 9 else 2
        many += others.linters(bank, sizes.usual, given.rounds, slow)
        many += others.packers(bank, sizes.usual, program, slow)
        one += others.of_one_file(bank, sizes.small, file, given.rounds, sizes.repeat)
        missing = others.missing
    measure.in_turn(many + one, bank.folder / "out/log")
    report = Report(many, one, sizes, bank, program, missing)
    text = report.text(machine(), given)
    print(text)
    (ROOT / "target/bench.md").write_text(text)
    if given.write:
        put_into(ROOT / "README.md", report.tables())
        put_into(ROOT / "docs/benchmarks.md", text)


main()
