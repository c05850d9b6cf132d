"""Writes docs/rules.md, the page of all lint rules, from the rules themselves.

python -m tests.rules_page
"""

from quizkit.lint import Rule, all_rules
from tests.places import DOCS

PAGE = DOCS / "rules.md"
HEAD = """\
# Rules of good cards

What `quizkit check` looks for beyond the shape of the file. An error misleads a learner, a warning makes a card teach
badly, a hint is worth a look and comes with `--hints`. `lint: {ignore: [CODE]}` on a note, or under `defaults:` for all,
keeps a card as it is.

<!-- made from quizkit/lint/rules by `python -m tests.rules_page` -->
"""
FAMILIES = {
    "Q0": "Ignores",
    "Q1": "Prompts",
    "Q2": "Answers",
    "Q3": "Options",
    "Q4": "Decks",
    "Q5": "Sources",
    "Q6": "Examples",
    "Q7": "Markdown and pictures",
}


def section(rule: Rule) -> str:
    """Return what the page says of a rule, under its code and name."""
    lesson = rule.lesson
    source = f"The source says:\n\n```text\n{lesson.text}\n```\n\n" if lesson.text else ""
    return (
        f"### {rule.code} {rule.name}\n\n"
        f"*{rule.severity}*: {lesson.title}\n\n{lesson.reason}\n\n{source}"
        f"bad:\n\n```yaml\n{lesson.bad}\n```\n\ngood:\n\n```yaml\n{lesson.good}\n```\n"
    )


def page() -> str:
    """Return the page as it should be."""
    parts = [HEAD]
    for start, title in FAMILIES.items():
        parts.append(f"## {title}\n")
        parts += [section(rule) for code, rule in all_rules().items() if code.startswith(start)]
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
