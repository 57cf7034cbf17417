"""What `qlint export --against` says before a release is what Anki does after it."""

import json

import changes
from case import SECOND, Case, Package, qlint

# A question has one time, so the steps of an interview are updated together.
WARNED = {"add_step": ["raised"]}


class TestForecast(Case):
    def forecast(self, old, bank):
        """What qlint says that the bank would do to those who have the package `old`."""
        return json.loads(qlint("export", bank.root, "--against", old, "--format", "json"))

    def agrees(self, *changed):
        """Releases twice, with these changes in between, and compares forecast and deed."""
        bank = self.bank()
        first = self.release(bank)
        bank.day = SECOND
        for change in changed:
            change(bank)
        second = self.release(bank)
        said = self.forecast(first, bank)
        me = self.learner()
        me.receive(first)
        notes, cards = me.notes(), me.cards()
        done = me.receive(second)
        inside = Package(second)

        def guids(key):
            return sorted(note["guid"] for note in said[key])

        self.assertEqual(guids("new"), done.pop("new", []))
        self.assertEqual(guids("updated"), done.pop("updated", []))
        self.assertEqual(said["counts"]["unchanged"], len(done.pop("duplicate", [])))
        self.assertEqual(done, {})
        self.assertEqual(guids("removed"), sorted(notes.keys() - inside.notes.keys()))
        for note in said["updated"]:
            self.assertEqual(note["fields"], self.differing(me, notes[note["guid"]], note["guid"]))
        fresh = {(guid, self.card(me, guid, ord)) for guid, ord in me.cards().keys() - cards.keys()
                 if guid in notes}
        self.assertEqual({(note["guid"], note["card"]) for note in said["cards"]}, fresh)
        self.assertEqual(guids("moved"), self.elsewhere(me, inside))
        for key, count in said["counts"].items():
            if key != "unchanged":
                self.assertEqual(len(said[key]), count)
        self.assertEqual(me.faults(), [])
        return said

    def differing(self, me, before, guid):
        """The names of the fields that a note had otherwise."""
        note = me.note(guid)
        pairs = zip(note.items(), before["flds"].split("\x1f"), strict=True)
        names = [name for (name, text), old in pairs if text != old]
        return names + ["tags"] * (note.tags != before["tags"].split())

    def card(self, me, guid, ord):
        """What a card of a note is called."""
        kind = me.note(guid).note_type()
        return kind["tmpls"][int(ord)]["name"] if not kind["type"] else f"c{int(ord) + 1}"

    def elsewhere(self, me, inside):
        """The guids of notes whose cards are not in the deck that the package says."""
        named = {int(id): deck["name"] for id, deck in inside.decks.items()}
        return sorted({key[0] for key, card in inside.cards.items()
                       if me.col.decks.name(me.cards()[key]["did"]) != named[card["did"]]})

    def test_each_change_alone(self):
        for change in changes.ALL:
            with self.subTest(change.__name__):
                kinds = [warning["kind"] for warning in self.agrees(change)["warnings"]]
                self.assertEqual(kinds, WARNED.get(change.__name__, []))

    def test_all_changes_at_once(self):
        self.agrees(*changes.ALL)

    def test_no_change(self):
        said = self.agrees()
        count = said["counts"].pop("unchanged")
        self.assertGreater(count, 0)
        self.assertEqual(set(said["counts"].values()), {0})
