"""How near the different notes of a deck come to being taken for one, by the thresholds of identity.

    python -m tests.likeness decks/cart.yaml

For each pair of notes of one kind: were one of them gone and the other new, would progress move?
"""

import sys
from itertools import combinations

from quizkit import load_deck
from quizkit.identity.likeness import SAME_NOTE, SAME_PROMPT, alike, asked, likeness
from quizkit.identity.wordings import answers_of, prompt_of


def main(paths: list[str]) -> None:
    for path in paths:
        notes = [
            (note, asked(note.kind, prompt_of(note), answers_of(note, "")))
            for note in load_deck(path).notes
        ]
        pairs = [(a, b) for a, b in combinations(notes, 2) if a[1].kind == b[1].kind]
        scores = [alike(" ".join(a.words), " ".join(b.words)) for (_, a), (_, b) in pairs]
        print(f"{path}: {len(pairs)} pairs of notes of one kind, letter by letter")
        for threshold in (0.5, 0.6, 0.7, SAME_NOTE, 0.8, SAME_PROMPT, 0.95):
            print(
                f"  {sum(score >= threshold for score in scores):7} are {threshold} alike or more"
            )
        for (one, a), (other, b) in pairs:
            if score := likeness(a, b):
                print(f"  taken for one, {score:.2f}: {one.prompt!r} and {other.prompt!r}")


if __name__ == "__main__":
    main(sys.argv[1:])
