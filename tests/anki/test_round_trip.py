"""Out of qlint, through the real Anki, and back: the same question files."""

from anki.collection import ExportAnkiPackageOptions

from case import Case, qlint


class TestRoundTrip(Case):
    def files(self, bank):
        """The question files of a bank in qlint's canonical form, by name."""
        return self.imported("question", *sorted(bank.root.rglob("*.md")))

    def imported(self, format, *sources):
        """The question files that come of files of other formats, by name."""
        target = self.folder / f"imported{next(self.numbers)}"
        qlint("import", "--from", format, *sources, "-o", target)
        return {file.name: file.read_text() for file in target.rglob("*.md")}

    def learned(self, package):
        """Somebody who has the package and studies it."""
        me = self.learner()
        me.receive(package)
        self.assertGreater(me.study(), 0)
        return me

    def exported(self, me, **options):
        """What Anki exports of a collection: the old container or the new one."""
        package = self.folder / f"exported{next(self.numbers)}.apkg"
        kinds = ExportAnkiPackageOptions(with_media=True, **options)
        me.col.export_anki_package(out_path=str(package), options=kinds, limit=None)
        return package

    def test_without_anki_between(self):
        bank = self.bank()
        files = self.files(bank)
        self.assertEqual(self.imported("apkg", self.release(bank)), files)

    def test_from_every_container(self):
        bank = self.bank()
        files = self.files(bank)
        me = self.learned(self.release(bank))
        for legacy in (True, False):
            for scheduling in (True, False):
                with self.subTest(legacy=legacy, scheduling=scheduling):
                    package = self.exported(
                        me, legacy=legacy, with_scheduling=scheduling, with_deck_configs=scheduling
                    )
                    self.assertEqual(self.imported("apkg", package), files)

    def test_the_package_of_what_was_imported_is_the_same(self):
        bank = self.bank()
        first = self.release(bank)
        twin = self.bank(self.imported("apkg", first))
        me = self.learned(first)
        # The folders are others, the notes are not.
        self.assertEqual(list(me.receive(self.release(twin))), ["duplicate"])
        self.assertEqual(self.imported("apkg", self.release(twin)), self.imported("apkg", first))

    def edited(self, id, field, old, new, **more):
        """Edits a field of a note in Anki and compares the files: the edit is all that differs,
        put in where `more` says, or as it stands."""
        bank = self.bank()
        files = self.files(bank)
        package = self.release(bank)
        me = self.learned(package)
        note = me.note(self.guid(package, id))
        self.assertIn(old, note[field])
        note[field] = note[field].replace(old, new, 1)
        me.col.update_note(note)
        text = files[f"{id}.md"]
        before, after = more.get("before", old), more.get("after", new)
        self.assertIn(before, text)
        files[f"{id}.md"] = text.replace(before, after, 1)
        got = self.imported("apkg", self.exported(me))
        self.assertEqual(got[f"{id}.md"], files[f"{id}.md"])
        self.assertEqual(got, files)

    def test_a_word_of_an_answer(self):
        self.edited("RS-BEG-001", "Answer", "moves out", "is moved out")

    def test_a_title(self):
        self.edited("PY-INT-002", "Title", "a large file", "a huge file")

    def test_a_word_in_details(self):
        self.edited("PY-BEG-001", "Details", "grew by 40", "grew by 60")

    def test_a_word_made_bold(self):
        self.edited("PY-BEG-001", "Details", "ran out of memory", "<b>ran out</b> of memory",
                    before="ran out of memory", after="**ran out** of memory")

    def test_an_option(self):
        self.edited("PY-ADV-001", "Options", "Neither, if", "None of them, if")

    def test_a_gap(self):
        self.edited("RS-ADV-001", "Text", "{{c2::scope}}", "{{c2::block}}")

    def test_a_key(self):
        self.edited("SQL-INT-001", "Category", "Indexes", "Trees")

    def test_a_tag(self):
        bank = self.bank()
        files = self.files(bank)
        package = self.release(bank)
        me = self.learned(package)
        note = me.note(self.guid(package, "PY-ADV-001"))
        note.add_tag("loops")
        me.col.update_note(note)
        files["PY-ADV-001.md"] = files["PY-ADV-001.md"].replace("[asyncio]", "[asyncio, loops]")
        self.assertEqual(self.imported("apkg", self.exported(me)), files)

    def test_a_step_of_an_interview(self):
        bank = self.bank()
        files = self.files(bank)
        package = self.release(bank)
        me = self.learned(package)
        note = me.note(self.guid(package, "RS-INT-001", "\x1fScale\x1f"))
        note["Candidate"] = note["Candidate"].replace("a third", "its third")
        me.col.update_note(note)
        files["RS-INT-001.md"] = files["RS-INT-001.md"].replace("a third", "its third")
        self.assertEqual(self.imported("apkg", self.exported(me)), files)
