"""What the tests share: a folder, qlint, packages read without Anki."""

import contextlib
import itertools
import json
import os
import pathlib
import sqlite3
import subprocess
import tempfile
import unittest
import zipfile

from bank import QUESTIONS, Bank
from learner import Learner

ROOT = pathlib.Path(__file__).parents[2]
QLINT = pathlib.Path(os.environ.get("QLINT", ROOT / "target/debug/qlint")).absolute()

# Days of releases, long past: what the learner does in between or later is newer or older.
FIRST, BETWEEN, SECOND = 1_735_689_600, 1_740_000_000, 1_748_736_000


def run(*arguments, status=0, folder=None, **environment):
    """Runs a program, which must end with `status`, and gives what it wrote to standard output."""
    arguments = [str(argument) for argument in arguments]
    # Nobody's settings have a say.
    settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "NO_COLOR": "1"}
    ran = subprocess.run(
        arguments, cwd=folder, env=os.environ | settings | environment, capture_output=True, text=True
    )
    if ran.returncode != status:
        raise AssertionError(f"{' '.join(arguments)}: status {ran.returncode}\n{ran.stderr}{ran.stdout}")
    return ran.stdout


def qlint(*arguments, **more):
    """Runs qlint."""
    return run(QLINT, *arguments, **more)


class Package:
    """A package as it is in the file, in the oldest container."""

    def __init__(self, path):
        with zipfile.ZipFile(path) as archive:
            self.members = archive.namelist()
            self.media = json.loads(archive.read("media"))
            database = archive.read("collection.anki2")
        with contextlib.closing(sqlite3.connect(":memory:")) as db:
            db.deserialize(database)
            db.row_factory = sqlite3.Row
            assert db.execute("pragma integrity_check").fetchone()[0] == "ok"
            col = db.execute("select models, decks from col").fetchone()
            self.models, self.decks = json.loads(col["models"]), json.loads(col["decks"])
            notes = db.execute("select *, cast(sfld as text) as sfld from notes").fetchall()
            cards = db.execute("select n.guid, c.* from cards c join notes n on n.id = c.nid")
            self.cards = {(card["guid"], str(card["ord"])): dict(card) for card in cards}
        self.notes = {note["guid"]: dict(note) for note in notes}
        assert len(self.notes) == len(notes), "a guid comes twice"


class Case(unittest.TestCase):
    """A test with a folder of its own, which goes away."""

    maxDiff = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="qlint-anki-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.numbers = itertools.count(1)

    def bank(self, questions=QUESTIONS):
        """A bank before its first release."""
        bank = Bank(self.folder / f"bank{next(self.numbers)}", FIRST)
        bank.fill(questions)
        return bank

    def release(self, bank):
        """The package of a bank as it is, its ledger brought up to date on its day."""
        qlint("lock", folder=bank.root, SOURCE_DATE_EPOCH=str(bank.day))
        return self.export(bank)

    def export(self, bank, *arguments, **more):
        """The package of a bank as it is."""
        package = self.folder / f"release{next(self.numbers)}.apkg"
        qlint("export", bank.root, "-o", package, *arguments, **more)
        return package

    def learner(self):
        """Somebody new to Anki."""
        learner = Learner(self.folder / f"learner{next(self.numbers)}")
        self.addCleanup(learner.close)
        return learner

    def guid(self, package, id, step=""):
        """The guid of the note of a question, or of a step of it."""
        guids = [guid for guid, note in Package(package).notes.items()
                 if note["flds"].split("\x1f")[1] == id and step in note["flds"]]
        self.assertEqual(len(guids), 1, f"notes of {id} {step}")
        return guids[0]
