#!/usr/bin/env python3
"""Pictures of cards as the real Anki renders them, in the pages of its desktop and of phones.

    pictures.py            draws the pictures of the README anew, into docs/images/
    pictures.py --all DIR  draws every sample and side into DIR, by day and night, wide and narrow

Needs what tests/anki needs, and Chromium (CHROMIUM, by default /usr/bin/chromium).
"""

import html
import os
import pathlib
import re
import subprocess
import sys
import tempfile

from case import ROOT, qlint
from learner import Learner
from samples import SAMPLES

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")

# The classes and the margin that a card's page has: by day, by night.
DESKTOP = (760, "20px", "card card{card} isLin", "card card{card} isLin nightMode night_mode")
PHONE = (390, "14px", "card card{card} mobile android", "card card{card} mobile android night_mode")

# For the README: name, question, card, side, page, night, sections that are open, options chosen.
PICTURES = [
    ("card-back", "PY-BEG-001", 1, "back", DESKTOP, False, ["Real-World Example"], []),
    ("card-night-phone", "SQL-ADV-002", 1, "back", PHONE, True, [], []),
    ("choice-front", "SQL-BEG-005", 1, "front", PHONE, False, [], [0]),
    ("choice-back", "SQL-BEG-005", 1, "back", PHONE, False, [], [0]),
    ("interview-step", "PY-ADV-007", 2, "front", DESKTOP, True, [], []),
    ("cloze", "RS-INT-901", 1, "front", DESKTOP, False, [], []),
]
# What is longer is cut, as a screen would; of less Chromium draws not all.
TALLEST, LEAST = 844, 260


def page(text, style, shape, card, night, open_sections=(), chosen=()):
    """A page as Anki's reviewer has it, with sections open and options chosen by their places."""
    _, margin, day_class, night_class = shape
    name = (night_class if night else day_class).format(card=card)
    for section in open_sections:
        text = text.replace(f'<details data-section="{section}"', f'<details open data-section="{section}"')
    # The same day whenever the picture is drawn.
    state = "var Real = Date; Date = function () { return new Real(2026, 0, 2); };"
    known = re.search(r'data-id=("[^"]*")', text)
    if known:
        state += f'window.qlintChoice = {{"day": "2026-1-2", "id": {known[1]}, "chosen": {list(chosen)}}};'
    # A front begins with nothing chosen: tap what is wanted, by its place in the file.
    places = iter(range(99))
    text = re.sub(r"(?m)^<li(?=( data-ok)?>)", lambda found: f"{found[0]} data-place={next(places)}", text)
    taps = [f"document.querySelector('[data-place=\"{place}\"]').click();" for place in chosen]
    tap = "" if 'class="answered' in text or not known else f"<script>{''.join(taps)}</script>"
    return (
        f'<!doctype html><html class="{"nightMode night-mode" if night else ""}"><head>'
        '<meta charset="utf-8"><style>body { margin: %s; overflow-wrap: break-word; }'
        "pre { text-align: left; } hr { background-color: #c4c4c4; margin: 1em; }</style>"
        "<style>%s</style></head>" % (margin, style)
        + f'<body class="{name}"><script>{state}</script><div id="qa">{text}</div>{tap}</body></html>'
    )


def chromium(folder, *arguments):
    """Runs Chromium on the page in `folder`."""
    command = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
               "--allow-file-access-from-files", f"--user-data-dir={folder}/profile",
               *arguments, f"file://{folder}/page.html"]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    return ran.stdout


def draw(text, width, target, tallest=None):
    """A picture of a page, as wide as said and as tall as it is. Chromium lays out no page below
    500 pixels, so the page stands in a frame."""
    with tempfile.TemporaryDirectory() as folder:
        place = pathlib.Path(folder, "page.html")
        frame = (
            '<!doctype html><body style="margin:0"><iframe id="f" style="border:0;display:block"'
            f' width="{width}" height="HEIGHT" srcdoc="{html.escape(text)}"></iframe><script>'
            'document.getElementById("f").onload = function () { document.title = "tall " +'
            " this.contentDocument.documentElement.scrollHeight; };</script>"
        )
        place.write_text(frame.replace("HEIGHT", "50"))
        tall = int(re.search(r"<title>tall (\d+)", chromium(folder, "--dump-dom"))[1])
        tall = max(min(tall, tallest or tall), LEAST)
        place.write_text(frame.replace("HEIGHT", str(tall)))
        chromium(folder, f"--window-size={width},{tall}", f"--screenshot={target}")


class Cards:
    """The questions of decks/ and the samples, in a collection."""

    def __init__(self, folder):
        folder = pathlib.Path(folder)
        bank = folder / "bank"
        for name, text in SAMPLES.items():
            (bank / name).parent.mkdir(parents=True, exist_ok=True)
            (bank / name).write_text(text)
        (bank / "deck.toml").write_text('[anki]\ncards = ["question", "follow-ups", "mistakes"]\n')
        self.learner = Learner(folder / "learner")
        for source in (ROOT / "decks", bank):
            package = folder / f"{source.name}.apkg"
            qlint("export", source, "-o", package)
            self.learner.receive(package)

    def cards(self):
        """Every card: the id of its question, its number among those of that id, the card."""
        col = self.learner.col
        seen = {}
        rows = col.db.list("select c.id from cards c join notes n on n.id = c.nid order by c.due, c.ord")
        for card in map(col.get_card, rows):
            name = card.note()["Id"]
            seen[name] = seen.get(name, 0) + 1
            yield name, seen[name], card


def main(arguments):
    with tempfile.TemporaryDirectory() as folder:
        cards = Cards(folder)
        found = {(name, number): card for name, number, card in cards.cards()}
        if arguments[:1] == ["--all"]:
            target = pathlib.Path(arguments[1])
            target.mkdir(parents=True, exist_ok=True)
            wanted = set(arguments[2:])
            for (name, number), card in found.items():
                if not (name in wanted if wanted else name.endswith(tuple("9%02d" % n for n in range(20)))):
                    continue
                for side, text in (("front", card.question()), ("back", card.answer())):
                    for look, shape, night in (("wide", DESKTOP, False), ("phone", PHONE, True)):
                        text = re.sub(r"^<style>.*?</style>", "", text, flags=re.DOTALL)
                        made = page(text, card.note_type()["css"], shape, card.ord + 1, night, (), [0])
                        draw(made, shape[0], target / f"{name}-{number}-{side}-{look}.png")
        else:
            for file, name, number, side, shape, night, opened, chosen in PICTURES:
                card = found[name, number]
                text = card.question() if side == "front" else card.answer()
                text = re.sub(r"^<style>.*?</style>", "", text, flags=re.DOTALL)
                made = page(text, card.note_type()["css"], shape, card.ord + 1, night, opened, chosen)
                draw(made, shape[0], ROOT / "docs/images" / f"{file}.png", TALLEST)
        cards.learner.close()


if __name__ == "__main__":
    main(sys.argv[1:])
