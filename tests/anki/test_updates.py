"""Two releases and what lies between: what a learner keeps, and what the second one brings."""

import changes
from bank import QUESTIONS
from case import BETWEEN, FIRST, SECOND, Case, Package

# Of a note whose text is updated, these stay.
KEPT = ("id", "guid", "mid", "flags", "data")


class TestUpdates(Case):
    def setUp(self):
        super().setUp()
        self.source = self.bank()
        self.first = self.release(self.source)
        self.me = self.learner()
        self.me.receive(self.first)

    def second(self, *changed):
        """The package of the bank after these changes."""
        self.source.day = SECOND
        for change in changed:
            change(self.source)
        return self.release(self.source)

    def lived_in(self):
        """Makes the collection that of somebody who learns with it."""
        me = self.me
        answered = me.study()
        self.assertEqual(answered, len(me.cards()))
        cards = [card["id"] for card in me.cards().values()]
        me.col.sched.set_due_date(cards[::3], "5-90")
        me.col.sched.suspend_cards(cards[1:3])
        me.col.sched.bury_cards(cards[3:4])
        me.col.set_user_flag_for_cards(4, cards[4:6])
        me.col.decks.rename(me.col.decks.id_for_name("Rust::Beginner"), "Mine::Rust")
        me.col.set_deck(cards[6:7], me.col.decks.id("Elsewhere"))
        me.col.sched.rebuild_filtered_deck(me.col.decks.new_filtered("Cram"))

    def updates(self, package, *, new=(), updated=(), cards_of=()):
        """Imports a package: `new` and `updated` guids are so, new cards are `cards_of` these guids
        and of the new ones, and nothing else changes."""
        notes, cards, reviews = self.me.notes(), self.me.cards(), self.me.reviews()
        inside = Package(package)
        news = self.me.receive(package)
        same = inside.notes.keys() - {*new, *updated}
        expected = {"new": sorted(new), "updated": sorted(updated), "duplicate": sorted(same)}
        self.assertEqual(news, {name: guids for name, guids in expected.items() if guids})
        after = self.me.notes()
        self.assertEqual(after.keys(), {*notes, *new})
        for guid, note in notes.items():
            if guid in updated:
                for column in KEPT:
                    self.assertEqual(after[guid][column], note[column])
                for column in ("mod", "flds", "tags", "sfld", "csum"):
                    self.assertEqual(after[guid][column], inside.notes[guid][column])
            else:
                self.assertEqual(after[guid], note)
        # Every column of every card; and the new ones are new.
        self.assertEqual({key: card for key, card in self.me.cards().items() if key in cards}, cards)
        fresh = {key: card for key, card in self.me.cards().items() if key not in cards}
        self.assertTrue(all(card["type"] == card["reps"] == 0 for card in fresh.values()))
        self.assertEqual({guid for guid, _ in fresh}, {*new, *cards_of})
        self.assertEqual(self.me.reviews(), reviews)
        self.assertEqual({kind["name"] for kind in self.me.note_types().values()},
                         {kind["name"] for kind in inside.models.values()
                          if kind["id"] in self.me.note_types()}, "a copy of a note type")
        self.assertEqual(self.me.faults(), [])

    def of(self, id, step=""):
        """The guid of the note of a question in the first release."""
        return self.guid(self.first, id, step)

    def test_nothing_changed(self):
        self.lived_in()
        self.updates(self.second())

    def test_everything_at_once(self):
        edited = [self.of("PY-BEG-001"), self.of("PY-ADV-001"), self.of("SQL-ADV-002")]
        tags, renamed, tagged = self.of("PY-INT-001"), self.of("SQL-BEG-001"), self.of("SQL-INT-001")
        self.lived_in()
        self.me.touch(tagged, BETWEEN, lambda note: note.add_tag("mine"))
        package = self.second(
            changes.edit_text, changes.edit_option, changes.edit_key, changes.edit_tags,
            changes.add_question, changes.move_file, changes.rename_question,
            changes.retire_question, changes.reformat,
        )
        added = self.guid(package, "SQL-INT-002")
        self.updates(package, new=[added], updated=[*edited, tags, renamed])
        self.assertIn("does not raise", self.me.note(edited[0])["Details"])
        self.assertIn("None of them", self.me.note(edited[1])["Options"])
        self.assertIn("mine", self.me.note(tagged).tags)
        self.assertEqual(self.me.note(renamed)["Id"], "SQL-BEG-009")
        self.assertEqual(self.me.receive(package), {"duplicate": sorted(Package(package).notes)})

    def test_a_step_in_the_middle_of_an_interview(self):
        steps = [self.of("RS-INT-001", f"\x1f{name}\x1f")
                 for name in ("Clarify", "Choose an algorithm", "Scale")]
        self.lived_in()
        package = self.second(changes.add_step)
        added = self.guid(package, "RS-INT-001", "What names a client?")
        self.updates(package, new=[added], updated=steps)
        numbers = [self.me.note(guid)["Step"] for guid in (steps[0], added, *steps[1:])]
        self.assertEqual(numbers, ["1", "2", "3", "4"])

    def test_another_gap(self):
        gaps = self.of("RS-ADV-001")
        self.lived_in()
        self.updates(self.second(changes.add_gap), updated=[gaps], cards_of=[gaps])

    def test_more_cards_of_a_deck(self):
        """Their fields are filled only then, so the notes must come anew."""
        asked = [self.of(id) for id in ("PY-BEG-001", "PY-INT-001", "PY-INT-002")]
        self.lived_in()
        self.updates(self.second(changes.ask_for_more_cards), updated=asked, cards_of=asked)

    def test_an_edit_of_the_learner_stays_where_the_question_did_not_change(self):
        mine = self.of("RS-BEG-001")

        def change(note):
            note["Extra1"] = "my own words"
            note["Answer"] += " Really."

        self.me.touch(mine, BETWEEN, change)
        self.updates(self.second(changes.edit_text), updated=[self.of("PY-BEG-001")])
        self.assertEqual(self.me.note(mine)["Extra1"], "my own words")

    def test_the_later_one_of_two_edits_stays(self):
        early, late = self.of("RS-BEG-001"), self.of("PY-BEG-001")
        self.me.touch(early, BETWEEN, lambda note: note.add_tag("mine"))
        self.me.touch(late, SECOND + 1, lambda note: note.add_tag("mine"))
        self.source.edit("decks/rust/RS-BEG-001.md", "moves out", "is moved out")
        self.updates(self.second(changes.edit_text), updated=[early])
        self.assertEqual(self.me.note(early).tags, ["qlint::Rust::Beginner"])
        self.assertIn("mine", self.me.note(late).tags)

    def test_a_note_that_the_learner_deleted_comes_back(self):
        gone = self.of("RS-BEG-001")
        self.me.col.remove_notes([self.me.note(gone).id])
        self.updates(self.second(), new=[gone])

    def test_another_deck_leaves_cards_where_they_are(self):
        here = {key: card["did"] for key, card in self.me.cards().items()}
        package = self.second(changes.rename_deck, changes.add_question)
        self.updates(package, new=[self.guid(package, "SQL-INT-002")])
        decks = {key: card["did"] for key, card in self.me.cards().items()}
        self.assertEqual({key: decks[key] for key in here}, here)
        added = decks.keys() - here.keys()
        self.assertEqual([self.me.col.decks.name(decks[key]) for key in added], ["Databases::Intermediate"])

    def test_an_older_package_changes_nothing(self):
        self.updates(self.second(changes.edit_text), updated=[self.of("PY-BEG-001")])
        self.updates(self.first)

    def test_a_guid_of_ones_own(self):
        bank = self.bank({"a.md": QUESTIONS["decks/rust/RS-BEG-001.md"].replace(
            "id: RS-BEG-001\n", "id: RS-BEG-001\nguid: \"Q<'x|é \"\n")})
        self.assertEqual(list(Package(self.release(bank)).notes), ["Q<'x|é "])
        me = self.learner()
        me.receive(self.release(bank))
        self.assertEqual(list(me.notes()), ["Q<'x|é "])
        self.assertEqual(list(me.receive(self.release(bank))), ["duplicate"])
        self.assertEqual(me.notes()["Q<'x|é "]["mod"], FIRST)
