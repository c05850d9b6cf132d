"""Where things stand in the tree, for tests that read files of it."""

from pathlib import Path

TESTS = Path(__file__).parent
ROOT = TESTS.parent
PACKAGE = ROOT / "quizkit"
DOCS = ROOT / "docs"
GOLDEN = TESTS / "golden"
VECTORS = TESTS / "vectors"
