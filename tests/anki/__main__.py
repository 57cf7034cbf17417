"""Runs the tests here, or with `-k PATTERN` some. One that is skipped is a failure, and so is none."""

import pathlib
import sys
import unittest

import anki.buildinfo
import learner

folder = pathlib.Path(__file__).parent
arguments = ["tests/anki", "discover", "-s", str(folder), "-v", *sys.argv[1:]]
result = unittest.main(module=None, argv=arguments, exit=False).result
print(
    f"anki {anki.buildinfo.version}: {result.testsRun} tests, {learner.imported} imports,"
    f" {learner.rendered} cards rendered, {len(result.failures) + len(result.errors)} failures"
)
sys.exit(not result.wasSuccessful() or bool(result.skipped) or not result.testsRun)
