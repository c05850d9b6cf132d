"""`python -m quizkit`: the same as the `quizkit` command."""

from quizkit.cli import main

if __name__ == "__main__":
    main()
