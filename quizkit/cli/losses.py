"""What did not come along, told by kind, with the first places."""

from collections.abc import Sequence

from quizkit.cli.fitting_lines import say
from quizkit.interchange import Loss, by_kind
from quizkit.visible import shortened, visible

_ROOM = 50
"""Characters of a question."""


def tell_losses(losses: Sequence[Loss], *, err: bool = False) -> None:
    """Print losses, a few lines for each kind."""
    for kind in by_kind(losses):
        times = f"{kind.number} times: " if kind.number > 1 else ""
        why = f" ({kind.why})" if kind.why else ""
        say(visible(f"Lost: {times}{kind.what}{why}"), err=err)
        for loss in kind.first:
            if loss.place or loss.card:
                card = shortened(" ".join(loss.card.split()), _ROOM)
                told = visible("  ".join(filter(None, (loss.place, card))))
                say(told, indent="    ", err=err)


def losses_as_json(losses: Sequence[Loss]) -> list[dict[str, str]]:
    """Return losses for `--json`, each."""
    return [loss._asdict() for loss in losses]
