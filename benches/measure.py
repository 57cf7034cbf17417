"""Runs a command and says what it took."""

import os
import statistics
import time
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Job:
    """A command that is measured."""

    name: str
    argv: list
    cwd: Path
    # In how many rounds it runs, and how often in each.
    rounds: int = 5
    repeat: int = 1
    # Exit statuses that are no failure.
    statuses: tuple = (0,)
    # Removed before each run.
    makes: Path | None = None
    taken: list = field(default_factory=list)

    def run(self, log):
        """Runs it once; its output goes to the file `log`."""
        if self.makes:
            self.makes.unlink(missing_ok=True)
        taken = run(self.argv, self.cwd, log)
        if taken.status not in self.statuses:
            end = Path(log).read_text(errors="replace")[-400:]
            raise SystemExit(f"bench: {self.name}: status {taken.status}\n{end}")
        self.taken.append(taken)

    def median(self, what):
        """The median of `wall`, `cpu` (seconds) or `peak` (bytes)."""
        return statistics.median(getattr(taken, what) for taken in self.taken)


@dataclass
class Taken:
    """What one run took."""

    status: int
    wall: float
    cpu: float
    peak: int


def run(argv, cwd, log):
    """Runs a command to its end.

    Linux counts the memory of the process that starts another to that one's peak: a peak is never
    below the few megabytes of this script.
    """
    out = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    files = [(os.POSIX_SPAWN_DUP2, out, 1), (os.POSIX_SPAWN_DUP2, out, 2)]
    environment = {key: value for key, value in os.environ.items() if key not in QUIET}
    here = os.getcwd()
    os.chdir(cwd)
    try:
        begin = time.perf_counter()
        child = os.posix_spawnp(str(argv[0]), [str(word) for word in argv], environment, file_actions=files)
        _, status, usage = os.wait4(child, 0)
        wall = time.perf_counter() - begin
    finally:
        os.chdir(here)
        os.close(out)
    code = os.waitstatus_to_exitcode(status)
    return Taken(code, wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)


# What would make a tool do something else here than on another machine.
QUIET = ("RAYON_NUM_THREADS", "CLICOLOR_FORCE", "SOURCE_DATE_EPOCH", "RUST_BACKTRACE", "RUST_LOG")


def in_turn(jobs, log):
    """Runs all jobs round by round, so that a busy minute of the machine touches all of them."""
    for turn in range(max(job.rounds for job in jobs)):
        for job in jobs:
            if turn < job.rounds:
                print(f"round {turn + 1}: {job.name}", flush=True)
                for _ in range(job.repeat):
                    job.run(log)
