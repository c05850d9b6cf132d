"""Clean HTML as Markdown that says the same words: markdownify, with the signs of our own Markdown.

It loads markdownify, and so Beautiful Soup: `html_text` imports it when a field needs it.
"""

import re
from importlib import import_module
from typing import Any

from quizkit.lazy import pattern

_markdownify: Any = import_module("markdownify")

_ALWAYS = pattern(r"[\\`]")
_STAR = pattern(r"\*(?! )|(?<! )\*")
_LINE_BELOW = pattern(r"(?<![^\W_])_|_(?![^\W_])")
_STRUCK = pattern(r"~(?=~)|(?<=~)~")
_BRACKET = pattern(r"\[|!(?=\[)")
_ANGLE = pattern(r"<(?=[A-Za-z/!?])")
_ENTITY = pattern(r"&(?=#?[A-Za-z0-9]{1,32};)")
_DOLLAR = pattern(r"\$")
_READING = pattern(r"(?<!\{)\{(?!\{)")
_OF_SEVERAL = {("](", "]:", "]["): _BRACKET, ("|",): _READING}
"""Signs that are marks only where others follow, which may stand in another element."""
_AT_START = pattern(r"(?m)^( *)(?=[-+>#=]|\d{1,9}[.)](?:\s|$))(\d{0,9})")
_RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")


def _around(mark: str, *names: str) -> Any:
    """Return what puts marks around elements of these names, once where they are in each other."""
    put = _markdownify.abstract_inline_conversion(lambda _: f"<\ue007{mark}>")

    def convert(self: Any, el: Any, text: str, parent_tags: set[str]) -> Any:
        return put(self, el, text, parent_tags) if parent_tags.isdisjoint(names) else text

    return convert


class _Converter(_markdownify.MarkdownConverter):  # type: ignore[misc]
    """Writes Markdown as quizkit reads it."""

    class Options:
        """Those of markdownify that are other than its own."""

        bullets = "-"
        heading_style = "atx"
        newline_style = "backslash"
        table_infer_header = True
        autolinks = False
        code_language_callback = staticmethod(lambda element: _language(element))

    def convert(self, html: str) -> str:
        """Return HTML as Markdown, with the signs of `_MARKS` around what is emphasised."""
        seen = re.sub("<[^<>]*>", "", html)
        self._of_several = [
            sign for marks, sign in _OF_SEVERAL.items() if any(mark in seen for mark in marks)
        ]
        if html.count("$") > 1:
            self._of_several.append(_DOLLAR)
        soup = _markdownify.BeautifulSoup(html, "html.parser", element_classes=_ELEMENTS)
        text: str = self.convert_soup(soup)
        soup.decompose()  # its parts name each other, and would stay until garbage is searched for
        return text

    convert_b = convert_strong = _around("**", "b", "strong")
    convert_i = convert_em = _around("*", "i", "em")
    convert_s = convert_del = _around("~~", "s", "del")

    def escape(self, text: str, parent_tags: set[str]) -> str:
        """Return words with a backslash before each sign that would be a mark."""
        if text.isalnum():
            return text
        for sign in (_ALWAYS, _STAR, _LINE_BELOW, _STRUCK, _ANGLE, _ENTITY):
            text = sign.sub(r"\\\g<0>", text)
        for sign in self._of_several:
            text = sign.sub(r"\\\g<0>", text)
        if "td" in parent_tags or "th" in parent_tags:
            text = text.replace("|", r"\|")
        return text

    def process_text(self, el: Any, parent_tags: set[str] | None = None) -> str:
        """Return the words of a text; at the beginning of a line a sign may begin a list."""
        text: str = super().process_text(el, parent_tags)
        before = el.previous_sibling
        is_first = before is None or before.name in _BLOCKS
        if is_first and _AS_THEY_STAND.isdisjoint(parent_tags or ()):
            text = _AT_START.sub(r"\1\2\\", text)
        return text

    def convert_sub(self, el: Any, text: str, parent_tags: set[str]) -> str:
        """Return lowered letters, where all of them are there."""
        return _in_script(text, _LOWERED, "_")

    def convert_sup(self, el: Any, text: str, parent_tags: set[str]) -> str:
        """Return raised letters, where all of them are there."""
        return _in_script(text, _RAISED, "^")

    def convert_ruby(self, el: Any, text: str, parent_tags: set[str]) -> str:
        """Return a word with its reading above."""
        parts = re.split("\ue002", text)
        return "".join(
            f"{{{base.strip()}|{reading.strip()}}}" if reading.strip() else base
            for base, reading in zip(parts[::2], [*parts[1::2], ""], strict=False)
        )

    def convert_rt(self, el: Any, text: str, parent_tags: set[str]) -> str:
        """Return a reading between signs that `convert_ruby` looks for."""
        return f"\ue002{text}\ue002"

    def convert_rp(self, el: Any, text: str, parent_tags: set[str]) -> str:
        """Return nothing: it is shown where readings are not."""
        return ""

    def convert_div(self, el: Any, text: str, parent_tags: set[str]) -> str:
        """Return a line of its own, which is no paragraph."""
        inner = text.strip("\n")
        if "_inline" in parent_tags:
            return f" {inner} "
        return f"\ue003{inner}\ue003" if inner else ""


class _Element(_markdownify.Tag):  # type: ignore[misc]
    """An element that finds the one around it at once: each is asked whether it is in a `pre`."""

    def find_parent(self, name: str) -> Any:
        """Return the nearest element around it of a name; None if there is none."""
        found = self.parent
        while found is not None and found.name != name:
            found = found.parent
        return found


_ELEMENTS = {_markdownify.Tag: _Element}
_CONVERTER = _Converter()
_JOINTS = pattern(r"</(b|i|em|strong|code|s|del|u)><\1>")
"""Where an element ends and one of its kind begins at once."""
_AS_THEY_STAND = frozenset(("_noformat", "sub", "sup"))
_BLOCKS = frozenset("br div p ul ol li table tr td pre blockquote hr h1 h2 h3 h4 h5 h6".split())


def markdown_of(html: str) -> str:
    """Return clean HTML as Markdown.

    Raises:
        RecursionError: its elements are nested too deep.
    """
    html = _JOINTS.sub("", html)
    found = _CONVERTER.convert(html)
    text = _tidied(_MARKS.sub(r"\1", found))
    if not _DOUBTFUL.search(found):
        return text
    from quizkit.markup import words

    plain = _tidied(_MARKS.sub("", found))
    return text if words(text) == words(plain) else plain


_MARKS = pattern("</?\ue007([*~]+)>")
"""Where emphasis begins and ends."""
_DOUBTFUL = pattern(
    "[^\\W_]<\ue007[*~]+>(?:[^\\w\\s]|_)|(?:[^\\w\\s]|_)</\ue007[*~]+>[^\\W_]"
    "|[*~]</?\ue007|\ue007[*~]+>(?:</?\ue007|[*~])|\\\\</\ue007|(?:^|\\s)[*~]+\\s"
)
"""Where CommonMark may take the stars of emphasis for words: between a letter and another sign."""


def _tidied(text: str) -> str:
    text = re.sub("\n*\ue003(?:\\s*\ue003)*\n*", _line, text).strip("\ue003")
    text = text.replace("\ue002", "").replace("\xa0", " ")
    text = re.sub(r"(?m)^(?:[ \t]*\\\n)+", "\n", text)  # a break at the beginning of a block
    text = re.sub(r"(?:[ \t]*\\\n)+(?=[ \t]*\n|\Z)", "\n", text)
    text = re.sub(r"[ \t]*\\\s*\Z", "", text)
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n")


def _line(found: "re.Match[str]") -> str:
    return "\n\n" if "\n" in found[0] else "\\\n"


def _in_script(text: str, table: dict[int, int], sign: str) -> str:
    if not text.strip():
        return text
    found = text.replace("\u2212", "-").translate(table)
    if all(ord(char) in table.values() or char == " " for char in found):
        return found
    return f"{sign}({text})" if len(text) > 1 else f"{sign}{text}"


def _language(element: Any) -> str:
    inner = element.find("code") if element.name == "pre" else element
    names = (inner or element).get("class") or element.get("class") or []
    found = (name.removeprefix("language-") for name in names if name.startswith("language-"))
    language = next(found, "")
    return language if re.fullmatch(r"[\w+#.-]{1,30}", language) else ""
