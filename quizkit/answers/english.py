"""English words that grading and lint both go by: what denies, what leads in, what is opposite."""

NEGATORS = frozenset("not no never none neither nor without cannot".split())

LEAD_INS = ("it is", "it was", "they are", "they were", "the answer is", "answer is")
"""What may stand before an answer and says nothing; `it's` is short for the first."""
LEAD_IN = "|".join((*LEAD_INS, "it ?'s"))
"""The same as a regular expression, to be used with `re.IGNORECASE` and in brackets."""

OVER = (
    "over", "more than", "greater than", "higher than", "larger than", "at least", "above",
    "exceeding", "no fewer than", "not fewer than", "no less than", "not less than", "upwards of",
    "a minimum of", "minimum",
)  # fmt: skip
UNDER = (
    "under", "fewer than", "less than", "lower than", "smaller than", "up to", "at most", "below",
    "nearly", "almost", "no more than", "not more than", "a maximum of", "maximum", "close to",
)  # fmt: skip
ABOUT = (
    "about", "around", "approximately", "approx.", "approx", "roughly", "circa", "ca.", "ca", "c.",
    "some", "more or less",
)  # fmt: skip
EXACTLY = ("exactly", "precisely", "only", "just")
"""What stands before a number and says how the true one lies to it."""

OPPOSITES = tuple(
    (one, other)
    for one, other in map(
        str.split,
        (
            "small large", "benefit harm", "benefits harms", "single multiple",
            "assistant associate", "increase decrease", "increased decreased", "rise fall",
            "rose fell", "before after", "north south", "east west", "longest shortest",
            "largest smallest", "highest lowest", "oldest youngest", "first last", "higher lower",
            "more less", "male female", "safe unsafe", "likely unlikely", "expand shrink",
            "victory defeat", "won lost", "import export", "safer riskier", "outweigh underweigh",
        ),
    )
)  # fmt: skip
OPPOSITE_STEMS = (
    *(pair for pair in OPPOSITES if pair[0] in ("before", "north", "east", "higher", "more")),
    ("increas", "decreas"), ("more", "fewer"), ("above", "below"), ("over", "under"),
    ("left", "right"), ("gain", "loss"), ("maxim", "minim"), ("true", "false"),
)  # fmt: skip
"""Those a few letters apart, which a slip of the finger must not be taken for; also inside words."""
