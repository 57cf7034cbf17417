"""The same questions by genanki-rs: packages of other hands are read like our own."""

import os
import pathlib

from bank import QUESTIONS
from case import ROOT, Case, Package, qlint, run

PEER = pathlib.Path(os.environ.get("PEER", ROOT / "target/peers/debug/genanki-peer")).absolute()

# It knows nothing of gaps.
PLAIN = {path: text for path, text in QUESTIONS.items() if "{{c1::" not in text}


class TestPeer(Case):
    def package(self):
        """The bank as the peer packs it."""
        bank, questions = self.bank(PLAIN), self.folder / "questions.json"
        qlint("export", bank.root, "-o", questions)
        package = self.folder / "peer.apkg"
        run(PEER, package, questions)
        return package

    def test_anki_imports_it(self):
        package = self.package()
        learner = self.learner()
        ids = sorted(pathlib.PurePath(path).stem for path in PLAIN)
        self.assertEqual(learner.receive(package), {"new": ids})
        self.assertEqual(learner.faults(), [])
        self.assertEqual(learner.receive(package), {"duplicate": ids})
        inside = Package(package).notes
        self.assertEqual({note["flds"] for note in learner.notes().values()},
                         {note["flds"] for note in inside.values()})

    def test_qlint_reads_it(self):
        target = self.folder / "imported"
        qlint("import", "--from", "apkg", self.package(), "-o", target)
        texts = [file.read_text() for file in target.rglob("*.md")]
        self.assertEqual(len(texts), len(PLAIN))
        for path in PLAIN:
            id = pathlib.PurePath(path).stem
            [text] = [text for text in texts if f"\nguid: {id}\n" in text]
            self.assertIn(f"\n\n{id}\n", text)  # the field Id, under whatever heading
            for markup in ("<span", "<div", "<details", "class="):
                self.assertNotIn(markup, text)
