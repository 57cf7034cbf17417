"""genanki_deck.py FOLDER OUT.apkg: question files as an Anki package, as a script with genanki does it."""

import html
import sys
from pathlib import Path

import genanki
import yaml
from markdown_it import MarkdownIt

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
MODEL = genanki.Model(
    1_763_750_500_003,
    "genanki script",
    fields=[{"name": name} for name in ("Title", "Id", "Body")],
    templates=[{"name": "Card", "qfmt": "<h1>{{Title}}</h1>", "afmt": "{{FrontSide}}<hr id=answer>{{Body}}"}],
)


def note(path):
    """A question file as a note."""
    _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    keys = yaml.load(head, LOADER)
    fields = [html.escape(keys["title"]), keys["id"], MARKDOWN.render(body)]
    tags = [str(tag).replace(" ", "-") for tag in keys.get("tags", [])]
    return keys, genanki.Note(MODEL, fields, tags=tags, guid=genanki.guid_for(keys["id"]))


def main(folder, out):
    decks = {}
    for path in sorted(Path(folder, "decks").rglob("*.md")):
        keys, made = note(path)
        name = f"{keys['technology']}::{keys['level']}"
        if name not in decks:
            decks[name] = genanki.Deck(1_763_750_600_000 + len(decks), name)
        decks[name].add_note(made)
    genanki.Package(list(decks.values())).write_to_file(out)


main(*sys.argv[1:])
