"""A link to what is no address.

`[words](target)` is a link, and the target is an address: `https://…` or `mailto:…`. Other targets are
not followed; in `xs[0](1)` the brackets of code are lost, since it is a link as well.

bad:
  - question: What does xs[0](1) do in Python?
    answer: It calls the first item of the list with 1.
    type: free
    markup: markdown
good:
  - question: What does `xs[0](1)` do in Python?
    answer: It calls the first item of the list with 1.
    type: free
    markup: markdown
"""

import re

from quizkit.lint.rule import Hits, warning
from quizkit.lint.written import Written
from quizkit.markup import Link
from quizkit.markup.as_words import inline_words


@warning()
def link_without_address(written: Written) -> Hits:
    """Return a hit on a text with a link to what cannot be opened."""
    for link in written.of(Link):
        if not link.is_safe:
            words, target = inline_words(link.inlines), link.target
            fix = "write the words alone, or the whole address: `https://…`"
            if re.match(r"(?:www\.|[\w-]+\.(?:com|org|net|edu|io|de|fr|uk)\b)", target):
                fix = f"write `https://{target}`"
            elif re.search(rf"\w\[{re.escape(words)}\]\(", written.text):
                fix = "put code between backquotes"
            said = f"`[{words}]({target})` is a link, and `{target}` no address"
            yield written.hit(said, fix, f"]({target}")
            return
