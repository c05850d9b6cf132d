"""`quizkit completion`: commands, options and decks completed by the shell."""

import click
from click.shell_completion import BashComplete, FishComplete, ZshComplete

_SHELLS = {"bash": BashComplete, "zsh": ZshComplete, "fish": FishComplete}


@click.command(
    epilog='Example:  eval "$(quizkit completion bash)"',
)
@click.argument("shell", type=click.Choice(list(_SHELLS)))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> int:
    """Print a script that makes SHELL complete commands, options, decks and their ids.

    \b
    bash, in ~/.bashrc:  eval "$(quizkit completion bash)"
    zsh, in ~/.zshrc:    eval "$(quizkit completion zsh)"
    fish, once:          quizkit completion fish > ~/.config/fish/completions/quizkit.fish
    """
    group = ctx.find_root().command
    click.echo(_SHELLS[shell](group, {}, "quizkit", "_QUIZKIT_COMPLETE").source())
    return 0
