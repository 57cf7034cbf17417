"""One bank, one package: whoever builds it, wherever, with however many threads."""

import shutil

from bank import QUESTIONS, Bank, question
from case import BETWEEN, FIRST, SECOND, Case, Package, run


def many():
    """Enough questions for several threads and pages."""
    return QUESTIONS | {
        f"decks/many/RS-INT-{number:03}.md": question(
            f"RS-INT-{number:03}", "flashcard", f"What is {number} times {number}?",
            f"## Answer\n\n{number * number}, for `{number} * {number}` is that.",
        )
        for number in range(100, 1400)
    }


class TestSameBytes(Case):
    def git(self, bank, *arguments, day=FIRST, **more):
        """Runs git in a bank, as nobody in particular."""
        who = ["-c", "user.name=nobody", "-c", "user.email=nobody", "-c", "init.defaultBranch=main"]
        dates = {"GIT_AUTHOR_DATE": f"{day} +0000", "GIT_COMMITTER_DATE": f"{day} +0000"}
        return run("git", *who, *arguments, folder=bank.root, **dates, **more)

    def commit(self, bank, day):
        """Puts all that there is into a commit of that day."""
        self.git(bank, "init", "--quiet")
        self.git(bank, "add", "--all")
        self.git(bank, "commit", "--quiet", "--message", "a day's work", day=day)

    def clone(self, bank, *arguments):
        """A clone of a bank, whose files are as old as the clone."""
        target = self.folder / f"clone{next(self.numbers)}"
        self.git(bank, "clone", "--quiet", *arguments, f"file://{bank.root}", target)
        return Bank(target, SECOND)

    def same(self, package, *others):
        for other in others:
            self.assertTrue(package.read_bytes() == other.read_bytes(), other.name)

    def test_at_any_number_of_threads_on_any_day(self):
        bank = self.bank(many())
        self.same(
            self.release(bank), self.export(bank), self.export(bank, RAYON_NUM_THREADS="1"),
            self.export(bank, RAYON_NUM_THREADS="4"), self.export(bank, TZ="Asia/Tokyo"),
            self.export(bank, LC_ALL="tr_TR.UTF-8"), self.export(bank, SOURCE_DATE_EPOCH=str(SECOND)),
        )

    def test_in_another_folder(self):
        bank, twin = self.bank(), Bank(self.folder / "a name with blanks", SECOND)
        package = self.release(bank)
        shutil.copytree(bank.root, twin.root, copy_function=shutil.copyfile)
        self.same(package, self.export(twin))
        self.same(package, self.release(twin))

    def test_in_a_clone(self):
        """Without a ledger the times are those of commits."""
        bank = self.bank()
        self.commit(bank, FIRST)
        bank.edit("decks/rust/RS-BEG-001.md", "moves out", "is moved out")
        self.commit(bank, BETWEEN)
        package = self.export(bank)
        self.assertEqual({note["mod"] for note in Package(package).notes.values()}, {FIRST, BETWEEN})
        self.same(package, self.export(self.clone(bank)))

    def test_in_a_shallow_clone(self):
        """A ledger stands for all of the history."""
        bank = self.bank()
        self.release(bank)
        self.commit(bank, FIRST)
        bank.edit("decks/rust/RS-BEG-001.md", "moves out", "is moved out")
        bank.day = SECOND
        package = self.release(bank)
        self.commit(bank, BETWEEN)
        self.assertEqual({note["mod"] for note in Package(package).notes.values()}, {FIRST, SECOND})
        self.same(package, self.export(self.clone(bank, "--depth", "1")))
