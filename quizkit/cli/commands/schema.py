"""`quizkit schema`: the deck format, for editors."""

import json

import click

from quizkit.authoring.schema import deck_schema


@click.command(
    epilog="Example:  quizkit schema > deck.schema.json",
)
@click.option("--included", is_flag=True, help="Of the files that a deck includes.")
@click.option("--json", "_as_json", is_flag=True, help="What is printed is JSON in any case.")
def schema(included: bool, _as_json: bool) -> int:
    """Print the JSON Schema (2020-12) of the deck format.

    With it an editor completes keys, shows what they mean, and marks mistakes while you type.
    docs/authoring.md says how to switch it on.
    """
    click.echo(json.dumps(deck_schema(included=included), indent=2, ensure_ascii=False))
    return 0
