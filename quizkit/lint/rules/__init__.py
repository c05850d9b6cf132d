"""The rules, one file each: it opens with the lesson, and its name begins with the rule's code."""
