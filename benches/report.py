"""What was measured, as tables in Markdown."""

import re

MARKS = "<!-- bench -->", "<!-- /bench -->"


class Report:
    """The tables of one run of the bench."""

    def __init__(self, many, one, sizes, bank, program, missing):
        self.many, self.one, self.sizes, self.missing = many, one, sizes, missing
        self.jobs = {job.name: job for job in many + one}
        self.text_size, self.gzip_size = bank.text(sizes.usual)
        self.package_size = (bank.folder / "out/bank.apkg").stat().st_size
        self.program_size = program.stat().st_size

    def job(self, start):
        """The job whose name begins so, if it took part."""
        return next((job for name, job in self.jobs.items() if name.startswith(start)), None)

    def wall(self, start):
        job = self.job(start)
        return job.median("wall") if job else None

    def tables(self):
        return f"{self.table_of_many()}\n{self.table_of_one()}"

    def table_of_many(self):
        floor = self.wall("floor: ")
        text = f"| {self.sizes.usual:,} files, {self.text_size / 1e6:.0f} MB | × floor | s | CPU s | peak MB |\n"
        text += "|---|---:|---:|---:|---:|\n"
        for job in self.many:
            wall, cpu, peak = (job.median(what) for what in ("wall", "cpu", "peak"))
            text += f"| {job.name} | {wall / floor:.1f} | {wall:.3f} | {cpu:.2f} | {peak / 1e6:.0f} |\n"
        for name, why in sorted(self.missing.items()):
            text += f"| {name} | not there: {why[:60].replace('|', ' ')} | | | |\n"
        return text

    def table_of_one(self):
        text = "| one file, whole process | ms | CPU ms | peak MB |\n|---|---:|---:|---:|\n"
        for job in self.one:
            wall, cpu, peak = (job.median(what) for what in ("wall", "cpu", "peak"))
            text += f"| {job.name} | {wall * 1e3:.1f} | {cpu * 1e3:.1f} | {peak / 1e6:.0f} |\n"
        return text

    def targets(self):
        """What is wanted: a name, what it is, what it may be at most, the unit."""
        floor, check = self.wall("floor: "), self.job("qlint check, clean")
        large = self.job(f"qlint check, {self.sizes.large:,}")
        apkg = self.job("qlint export, apkg")
        more = self.sizes.large - self.sizes.usual
        yield "check, clean", check.median("wall") / floor, 8, "× floor"
        if ruff := self.wall("ruff without cache"):
            yield "check, clean", check.median("wall") / ruff, 0.8, "× ruff without cache"
        yield "check, 1 fault in 100 files", self.wall("qlint check, 1 fault") / floor, 9, "× floor"
        yield "check, clean, memory", check.median("peak") / 1e6, 80, "MB"
        longer = large.median("wall") / check.median("wall")
        yield f"check, {self.sizes.large:,} files", longer, 11, "× the smaller bank"
        grown = (large.median("peak") - check.median("peak")) / more / 1e3
        yield f"check, {self.sizes.large:,} files, memory", grown, 1.2, "kB for each question more"
        yield "check, one file", self.wall("qlint check, one file") * 1e3, 5, "ms"
        yield "export, apkg", apkg.median("wall") / floor, 60, "× floor"
        yield "export, apkg, size", self.package_size / self.gzip_size, 1.25, "× gzip -6 of the text"
        yield "export, apkg, memory", apkg.median("peak") / 1e6, 200, "MB"
        for form in ("csv", "json"):
            yield f"export, {form}", self.wall(f"qlint export, {form}") / floor, 6, "× floor"
        yield "the program", self.program_size / 1e6, 15, "MB"

    def table_of_targets(self):
        text = "| target | measured | at most | |\n|---|---:|---:|---|\n"
        for name, measured, most, unit in self.targets():
            verdict = "met" if measured <= most else "**missed**"
            text += f"| {name} | {measured:.3f} {unit} | {most} | {verdict} |\n"
        return text

    def text(self, machine, given):
        rounds = f"Medians of {given.rounds} runs, in turn; of slow tools one run. Files cached. {machine}."
        least = self.job("nothing").median("peak") / 1e6
        rounds += f" Memory below the {least:.0f} MB of the runner cannot be seen."
        small = "\nSmall banks: this shows that the bench works, and nothing else.\n" if given.quick else ""
        return f"{rounds}\n{small}\n{self.tables()}\n{self.table_of_targets()}"


def put_into(path, text):
    """Replaces what stands between the marks of a file."""
    begin, end = MARKS
    old = path.read_text(encoding="utf-8")
    new = re.sub(f"{begin}.*{end}", lambda _: f"{begin}\n\n{text}\n{end}", old, flags=re.DOTALL)
    path.write_text(new, encoding="utf-8")
