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

from quizkit.lint.claims import EXAMPLE, Passage, bare, claim_of, names_of
from quizkit.lint.rule import CheckedNote, Hits, warning
from quizkit.model import ChoiceNote, TypedNote


def _only_longer(name: tuple[str, ...], passage: Passage) -> str:
    """Return the longer name that `name` begins wherever it stands in the passage, else ""."""
    tokens = passage.tokens
    longer = ""
    for at in range(len(tokens) - len(name) + 1):
        if tuple(map(bare, tokens[at : at + len(name)])) != tuple(map(bare, name)):
            continue
        after = tokens[at + len(name) : at + len(name) + 1]
        if not after or not after[0][0].isupper():
            return ""
        longer = " ".join([*name, *after])
    return longer


@warning(english=True, text=EXAMPLE)
def longer_name(checked: CheckedNote[TypedNote | ChoiceNote]) -> Hits:
    claim = claim_of(checked)
    if claim is None or checked.key is None:
        return
    longer = ""
    for text in checked.key.texts:
        names = names_of(text, whole=True)
        if len(names) != 1 or len(names[0]) != len(text.split()):
            return
        longer = longer or _only_longer(names[0], claim.passage)
        if not _only_longer(names[0], claim.passage):
            return
    if longer:
        yield checked.hit_answer(
            f"the source has the longer name `{longer}`", "give the name in full"
        )
