"""A package by itself: Anki takes all of it and finds nothing to mend."""

from bank import CARDS, NOTES, QUESTIONS
from case import ROOT, Case, Package, qlint

# What the package's own numbers are not kept of: update sequence, and the deck, known by name.
ANKIS_OWN = {"usn", "did"}


def kept(rows):
    """The rows without what Anki numbers itself."""
    return {
        key: {name: value for name, value in row.items() if name not in ANKIS_OWN | {"guid"}}
        for key, row in rows.items()
    }


class TestPackage(Case):
    def conforms(self, package):
        """Imports a package and looks at everything that came of it."""
        inside = Package(package)
        learner = self.learner()
        news = learner.receive(package)
        self.assertEqual(news, {"new": sorted(inside.notes)})
        # Times, tags, texts, sort field and checksum are what Anki would have made.
        self.assertEqual(kept(learner.notes()), kept(inside.notes))
        self.assertEqual(kept(learner.cards()), kept(inside.cards))
        self.same_note_types(inside, learner)
        self.same_decks(inside, learner)
        media = learner.col.media.check()
        self.assertEqual((list(media.missing), list(media.unused)), ([], []))
        self.assertEqual(learner.faults(), [])
        before = learner.notes(), learner.cards(), learner.decks()
        self.assertEqual(learner.receive(package), {"duplicate": sorted(inside.notes)})
        self.assertEqual((learner.notes(), learner.cards(), learner.decks()), before)
        return learner

    def same_note_types(self, inside, learner):
        """Anki keeps names, ids, texts, and finds out the same of what each front needs."""
        used = {note["mid"] for note in inside.notes.values()}
        kinds = learner.note_types()
        self.assertEqual(kinds.keys(), used)
        for id, kind in kinds.items():
            written = inside.models[str(id)]
            for key in ("name", "type", "mod", "sortf", "css", "req"):
                if key != "req" or not kind["type"]:  # of a cloze nothing is needed to know
                    self.assertEqual(kind[key], written[key], f"{kind['name']}: {key}")
            for part, keys in {
                "flds": ("name", "ord", "id"), "tmpls": ("name", "ord", "id", "qfmt", "afmt")
            }.items():
                self.assertEqual(
                    [[entry[key] for key in keys] for entry in kind[part]],
                    [[entry[key] for key in keys] for entry in written[part]],
                )

    def same_decks(self, inside, learner):
        """All decks that hold cards and those around them, each card in its own."""
        named = {int(id): deck["name"] for id, deck in inside.decks.items()}
        here = {deck.id: deck.name for deck in learner.col.decks.all_names_and_ids()}
        self.assertEqual(learner.decks(), sorted(name for id, name in named.items() if id != 1))
        self.assertEqual(
            {key: here[card["did"]] for key, card in learner.cards().items()},
            {key: named[card["did"]] for key, card in inside.cards.items()},
        )
        for deck in inside.decks.values():
            if deck["name"] != "Default":
                ours = learner.col.decks.by_name(deck["name"])
                for key in ("desc", "md"):
                    self.assertEqual(ours.get(key), deck.get(key, ours.get(key)), deck["name"])

    def test_every_kind(self):
        bank = self.bank()
        package = self.release(bank)
        learner = self.conforms(package)
        ids = [note["flds"].split("\x1f")[1] for note in learner.notes().values()]
        for path in QUESTIONS:
            id = path.split("/")[-1].removesuffix(".md")
            guids = [guid for guid, note in learner.notes().items()
                     if note["flds"].split("\x1f")[1] == id]
            cards = [key for key in learner.cards() if key[0] in guids]
            self.assertEqual((len(guids), len(cards)), (NOTES.get(id, 1), CARDS.get(id, 1)), id)
        self.assertEqual(set(ids), {path.split("/")[-1][:-3] for path in QUESTIONS})

    def test_the_decks_that_ship(self):
        package = self.folder / "decks.apkg"
        qlint("export", ROOT / "decks", "-o", package)
        self.conforms(package)

    def test_one_question_alone(self):
        for path, text in QUESTIONS.items():
            with self.subTest(path):
                self.conforms(self.release(self.bank({path: text})))

    def test_presets_and_scheduling_asked_for(self):
        package = self.release(self.bank())
        learner = self.learner()
        news = learner.receive(package, with_scheduling=True, with_deck_configs=True)
        self.assertEqual(news, {"new": sorted(Package(package).notes)})
        self.assertEqual(learner.faults(), [])
