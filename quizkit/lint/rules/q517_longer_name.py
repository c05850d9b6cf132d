"""Part of a name that the source gives in full.

The answer stands in the source only as the beginning of a longer name: Nature is not Nature
Medicine.

bad:
  - question: In which journal was Lesseps praised?
    answer: Canal
    source: text#3
good:
  - question: In which journal was Lesseps praised?
    answer: Canal News
    source: text#3
"""

from quizkit.lint.claims import EXAMPLE, Claim, Passage
from quizkit.lint.facts import bare, names_of
from quizkit.lint.rule import Hits, warning


def _longer(text: str, passage: Passage) -> str:
    """Return the longer name that a name begins wherever it stands in the passage, or nothing."""
    names = names_of(text, whole=True)
    if len(names) != 1 or len(names[0]) != len(text.split()):
        return ""
    size, tokens = len(names[0]), passage.tokens
    name, bared = [*map(bare, names[0])], [*map(bare, tokens)]
    ends = [at + size for at in range(len(tokens)) if bared[at : at + size] == name]
    after = [tokens[end : end + 1] for end in ends]
    if not all(following and following[0][0].isupper() for following in after):
        return ""
    return " ".join([*names[0], *after[-1]]) if after else ""


@warning(text=EXAMPLE)
def longer_name(claim: Claim) -> Hits:
    """Return a hit if the source has a longer form of every right answer."""
    texts = claim.checked.texts if claim.checked.key else []
    longer = [_longer(text, claim.passage) for text in texts]
    if longer and all(longer):
        said = f"the source has the longer name `{longer[0]}`"
        yield claim.checked.hit_answer(said, "give the name in full")
