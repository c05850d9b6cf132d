"""`quizkit completion`: commands, options and decks completed by the shell."""

import click
from click.shell_completion import BashComplete, FishComplete, ZshComplete


class _Bash(BashComplete):
    """Offers files beside the words; click's own script leaves one of them out, and expands `*`."""

    source_template = """\
%(complete_func)s() {
    local IFS=$'\\n' type value
    local word="${COMP_WORDS[COMP_CWORD]}" line="${COMP_WORDS[*]}"
    COMPREPLY=()
    while IFS=, read -r type value; do
        case $type in
        plain) COMPREPLY+=("$value") ;;
        dir | file)
            compopt -o filenames
            mapfile -t -O ${#COMPREPLY[@]} COMPREPLY < <(compgen -A "${type/dir/directory}" -- "$word")
            ;;
        esac
    done < <(env COMP_WORDS="$line" COMP_CWORD=$COMP_CWORD %(complete_var)s=bash_complete "$1")
}

complete -o nosort -F %(complete_func)s %(prog_name)s
"""


class _Fish(FishComplete):
    """Shows what words are for as a whole; click's own script cuts it off at the first comma."""

    source_template = FishComplete.source_template.replace('split ","', 'split -m 1 ","')


_SHELLS = {"bash": _Bash, "zsh": ZshComplete, "fish": _Fish}


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
