"""The text of a right answer read into a value, and what both sides of a comparison share.

`read_answer` says what an author's text is taken for: Text, Quantity, Date, Range, Person or
Exact. The readers of numbers, units and dates serve given answers as well. Loaded on first use:
a deck of words never pays for numbers.
"""
