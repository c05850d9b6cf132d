"""Texts that may be Markdown, of anything that may break what reads or draws them."""

from hypothesis import strategies as st

MARKS = [
    *r"*_`~$[](){}|<>!&#-+=\:.'", "\n", "\n\n", "\r\n", "\t", "    ", "  \n", "**", "__", "~~", "``",
    "```", "$$", "](", "![", "a", "b ", " é", "1", "5. ", "- ", "> ", "漢", "{漢字|かんじ}", "|-|-|\n",
    "&amp;", "&#0;", "<b>", "<!--", "<a:b>", "https://x.y", "javascript:", '"t"', "[a]: b\n", r"\frac{1}{2}",
    "\0", "\x1b[31m", "\u202e", "\ud800", "\ufdd0", "\U0010f000", "\ufeff", "\u2028", "\x85", "\x0c",
]  # fmt: skip
marked = st.lists(st.one_of(st.sampled_from(MARKS), st.text(max_size=3)), max_size=30).map("".join)
"""What may be Markdown, and what may break what reads it."""
