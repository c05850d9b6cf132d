"""What did not come along, told by kind, with the first places."""

from collections.abc import Sequence

from quizkit.cli.fitting_lines import say
from quizkit.interchange import Loss, by_kind
from quizkit.visible import shortened, visible
from quizkit.wording import count

_ROOM = 50
"""Characters of a question."""


def tell_losses(losses: Sequence[Loss]) -> None:
    """Print losses, a few lines for each kind."""
    for kind in by_kind(losses):
        why = f": {kind.why}" if kind.why else ""
        say(visible(f"{count(kind.number, 'time')}  {kind.what}{why}"))
        for loss in kind.first:
            if loss.place or loss.card:
                card = shortened(" ".join(loss.card.split()), _ROOM)
                say(visible("  ".join(filter(None, (loss.place, card)))), indent="    ")


def losses_as_json(losses: Sequence[Loss]) -> list[dict[str, str]]:
    """Return losses for `--json`, each."""
    return [loss._asdict() for loss in losses]
