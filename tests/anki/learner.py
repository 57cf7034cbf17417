"""Someone who learns with the real Anki: a collection, and what people do with it."""

import pathlib
import re

# First of Anki's modules, which import each other in a ring.
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from anki.cards import Card
from anki.scheduler.v3 import CardAnswer

# What counts as something to see without any text.
SHOWN = re.compile(r"<(img|audio|video|svg|input)\b|\[anki:play", re.IGNORECASE)
CLOZE = re.compile(r"\{\{c\d+::")

imported = rendered = 0


class Learner:
    """A collection of its own in `folder`, with nothing in it."""

    def __init__(self, folder):
        folder = pathlib.Path(folder)
        folder.mkdir(parents=True)
        self.col = Collection(str(folder / "collection.anki2"))
        self.stock = {entry.id for entry in self.col.models.all_names_and_ids()}
        for preset in self.col.decks.all_config():
            preset["new"]["perDay"] = 9999
            self.col.decks.update_config(preset)

    def close(self):
        """Ends the work with the collection."""
        self.col.close()

    def receive(self, package, **options):
        """Imports a package as the dialog does at first use: texts and note types if newer, nothing
        merged, no scheduling. Gives the guids of notes by what became of them."""
        global imported
        imported += 1
        request = ImportAnkiPackageRequest(
            package_path=str(package), options=ImportAnkiPackageOptions(**options)
        )
        before = {row[0]: row[1] for row in self.col.db.all("select id, guid from notes")}
        log = self.col.import_anki_package(request).log
        self.col.models._clear_cache()  # it keeps those that were read before
        after = {row[0]: row[1] for row in self.col.db.all("select id, guid from notes")}
        names = ("new", "updated", "duplicate", "conflicting", "first_field_match",
                 "missing_notetype", "missing_deck", "empty_first_field")
        news = {}
        for name in names:
            ids = [note.id.nid for note in getattr(log, name)]
            if ids:
                news[name] = sorted(after.get(id) or before.get(id) or f"id {id}" for id in ids)
        return news

    def notes(self):
        """Every note by its guid: a dict of its columns. A guid that comes twice fails."""
        return self._table("notes", "select guid as key, *, cast(sfld as text) as sfld from notes")

    def cards(self):
        """Every card by (guid, ord): a dict of all its columns, and the name of its deck."""
        rows = self._table(
            "cards",
            "select n.guid || ' ' || c.ord as key, c.* from cards c join notes n on n.id = c.nid",
        )
        return {tuple(key.rsplit(" ", 1)): row for key, row in rows.items()}

    def reviews(self):
        """The log of answers."""
        return self.col.db.all("select * from revlog order by id")

    def _table(self, table, query):
        columns = ["key"] + [row[1] for row in self.col.db.all(f"pragma table_info({table})")]
        rows = [dict(zip(columns, row)) for row in self.col.db.all(query)]
        table = {row.pop("key"): row for row in rows}
        assert len(table) == len(rows), f"{len(rows)} rows of {len(table)} keys"
        return table

    def decks(self):
        """Names of all decks but the default one."""
        return sorted(deck.name for deck in self.col.decks.all_names_and_ids() if deck.id != 1)

    def note_types(self):
        """The note types that Anki did not bring itself, as Anki keeps them."""
        return {kind["id"]: kind for kind in self.col.models.all() if kind["id"] not in self.stock}

    def faults(self):
        """What is wrong with how cards look: template errors, blank sides, braces left over,
        filters that Anki does not know, cards that should not be or are not there."""
        global rendered
        faults = []
        fields = dict(self.col.db.all("select id, flds from notes"))
        for card, note in self.col.db.all("select id, nid from cards order by id"):
            rendered += 1
            try:
                sides = self.render(card)
            except Exception as error:  # a template error arrives as an exception
                faults.append(f"card {card}: {error}")
                continue
            for side, (text, unknown) in sides.items():
                faults += [f"card {card}: {side}: filter {name}" for name in unknown]
                if not self._visible(text):
                    faults.append(f"card {card}: {side} is blank")
                # Code may hold braces, a cloze never shows them.
                if CLOZE.search(text) or "{{" in text and "{{" not in CLOZE.sub("", fields[note]):
                    faults.append(f"card {card}: {side} has braces left over")
            if sides["front"] == sides["back"]:
                faults.append(f"card {card}: both sides are the same")
        empty = self.col.get_empty_cards().notes
        faults += [f"note {note.note_id} has {len(note.card_ids)} empty cards" for note in empty]
        return faults + self._mended()

    def render(self, card):
        """Both sides of a card: the HTML, and the filters in it that Anki does not know."""
        sides = self.col._backend.render_existing_card(
            card_id=card, browser=False, partial_render=True
        )
        if sides.is_empty:
            raise ValueError("the front is empty")

        def side(nodes, front=""):
            # The caller puts the front in, and whatever a filter that Anki does not know makes.
            texts = (front if node.replacement.field_name == "FrontSide" else node.text
                     or node.replacement.current_text for node in nodes)
            return "".join(texts), [name for node in nodes for name in node.replacement.filters]

        front, unknown = side(sides.question_nodes)
        return {"front": (front, unknown), "back": side(sides.answer_nodes, front)}

    def _visible(self, html):
        text = self.col._backend.strip_html(text=html, mode=0)
        return bool(SHOWN.search(html) or text.replace("\u00a0", " ").strip())

    def _mended(self):
        """What Check Database finds to mend, and the cards that it adds."""
        cards, notes = self.cards(), self.notes()
        text, good = self.col.fix_integrity()
        said = [line for line in text.split("\n") if "optimized" not in line and line.strip()]
        faults = [f"Check Database: {line}" for line in said]
        if not good:
            faults.append("Check Database fails")
        if self.cards().keys() != cards.keys():
            faults.append(f"Check Database adds or removes {self.cards().keys() ^ cards.keys()}")
        if self.notes() != notes:
            faults.append("Check Database rewrites notes")
        return faults

    def study(self):
        """Answers each new card once, as the scheduler hands them out, well and badly by turns."""
        answers = [CardAnswer.EASY, CardAnswer.GOOD, CardAnswer.AGAIN, CardAnswer.HARD]
        answered = 0
        for deck in self.col.decks.all_names_and_ids():
            self.col.decks.set_current(deck.id)
            while queue := self.col.sched.get_queued_cards().cards:
                card = Card(self.col, backend_card=queue[0].card)
                if card.type != 0:  # nothing new is left
                    break
                card.start_timer()
                rating = answers[answered % len(answers)]
                answer = self.col.sched.build_answer(
                    card=card, states=queue[0].states, rating=rating
                )
                self.col.sched.answer_card(answer)
                answered += 1
        return answered

    def note(self, guid):
        """The note of a guid, to change it."""
        return self.col.get_note(self.col.db.scalar("select id from notes where guid = ?", guid))

    def touch(self, guid, day, change):
        """Changes a note as the learner would, on that day."""
        note = self.note(guid)
        change(note)
        self.col.update_note(note)
        self.col.db.execute("update notes set mod = ? where guid = ?", day, guid)
