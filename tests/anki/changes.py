"""What becomes of the bank between two releases: each change by itself, as a function of a bank."""

from bank import question


def edit_text(bank):
    bank.edit("decks/python/PY-BEG-001.md", "never raises", "does not raise")


def edit_option(bank):
    bank.edit("decks/python/PY-ADV-001.md", "- [ ] Neither", "- [ ] None of them")


def edit_key(bank):
    bank.edit("decks/sql/SQL-ADV-002.md", 'category = "Trans', 'category = "Isolation and trans')


def edit_tags(bank):
    bank.edit("decks/python/PY-INT-001.md", "tags: [operators]", "tags: [operators, lists]")


def add_question(bank):
    text = question("SQL-INT-002", "flashcard", "Is `NULL = NULL`?", "## Answer\n\nUnknown.")
    bank.write("decks/sql/SQL-INT-002.md", text)


def move_file(bank):
    bank.move("decks/python/PY-INT-002.md", "decks/files/PY-INT-002.md")


def rename_question(bank):
    bank.move("decks/sql/SQL-BEG-001.md", "decks/sql/SQL-BEG-009.md")
    bank.edit("decks/sql/SQL-BEG-009.md", "id: SQL-BEG-001", "id: SQL-BEG-009")
    bank.edit("decks/sql/SQL-BEG-009.md", "difficulty: 2\n",
              "difficulty: 2\nprevious_ids: [SQL-BEG-001]\n")


def retire_question(bank):
    bank.remove("decks/rust/RS-BEG-002.md")
    bank.write("decks/rust/deck.toml", 'retired = ["RS-BEG-002"]\n')


def add_step(bank):
    step = """## Choose a key

### Interviewer

What names a client?

### Candidate

Its API key; an address is shared by many.

"""
    bank.edit("decks/rust/RS-INT-001.md", "## Choose an algorithm", step + "## Choose an algorithm")


def add_gap(bank):
    bank.edit("decks/rust/RS-ADV-001.md", "the edition of", "the {{c4::edition}} of")


def rename_deck(bank):
    bank.write("decks/sql/deck.toml", 'name = "Databases::{level}"\n')


def ask_for_more_cards(bank):
    bank.write("decks/python/deck.toml", '[anki]\ncards = ["question", "follow-ups", "mistakes"]\n')


def reformat(bank):
    """The file is another one, the card is not."""
    bank.edit("decks/rust/RS-BEG-001.md", "## Answer\n\n", "## Answer\n\n\n\n")


ALL = [
    edit_text, edit_option, edit_key, edit_tags, add_question, move_file, rename_question,
    retire_question, add_step, add_gap, rename_deck, ask_for_more_cards, reformat,
]
