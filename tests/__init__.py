"""The tests: `laws` hold whatever comes, `cases` are examples, `rooms` say what each part does.

Here at the root stand what others call by path (the architecture, judged cases and vectors, which
take files of one's own), the data (`golden`, `vectors`, `good_decks`, `corpus`, `grading`), `benchmarks`, and what
tests share, each module named by the thing.
"""
