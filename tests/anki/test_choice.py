"""The script of multiple-choice cards, run by node on what the real Anki renders."""

import json
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

from pictures import Cards


class ChoiceTest(unittest.TestCase):
    """Each card with options: of decks/ and of the samples."""

    def test_the_script_shuffles_and_remembers(self):
        # Anki can do without node, and so can those who run these tests.
        if not shutil.which("node"):
            print("no node: the script of choices is not tested")
            return
        with tempfile.TemporaryDirectory() as folder:
            cards = Cards(folder)
            chosen = [
                {"id": name, "front": self.side(card.question()), "back": self.side(card.answer())}
                for name, _, card in cards.cards() if card.note_type()["name"] == "qlint Choice"
            ]
            cards.learner.close()
        self.assertGreater(len(chosen), 5)
        script = pathlib.Path(__file__).with_name("shuffle.mjs")
        ran = subprocess.run(
            ["node", str(script)], input=json.dumps(chosen), capture_output=True, text=True
        )
        self.assertEqual(ran.returncode, 0, ran.stderr)

    def side(self, text):
        return re.sub(r"^<style>.*?</style>", "", text, flags=re.DOTALL)


if __name__ == "__main__":
    unittest.main()
