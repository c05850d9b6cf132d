"""A whole log at once, by numpy: columns of reviews in, the state of every card out.

- `arrays`: the columns as arrays, and their order.
- `formulas`: the memory models over arrays.
- `memories`: what is remembered of all cards after their last review.
- `replay`: the public call, `replay_log`.
"""
