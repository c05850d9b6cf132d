"""The rule on ignored rules: an ignore that nothing needs is reported, so that none outlives its cause."""

from quizkit.lint.finding import Severity
from quizkit.lint.rule import Hits, rule


@rule(
    "Q001",
    Severity.WARNING,
    whole=True,
    bad="""
    - question: What is the capital of Peru?
      answer: Lima
      lint: {ignore: [Q105]}
    """,
    good="""
    - question: Is Pluto a planet?
      answer: no
      lint: {ignore: [Q105]}
    """,
)
def unused_ignore(_: object) -> Hits:
    """an ignore that nothing needs

    The card was mended, or the code is misspelt. An ignore that stays would hide the next finding.
    """
    return ()  # known only after all other rules have run: see `check`
