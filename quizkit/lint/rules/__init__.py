"""The rules, one file each: it opens with the lesson, and its name begins with the rule's code.

Those that only look for words are rows of `words`, and what they look for stands in `patterns`.
"""
