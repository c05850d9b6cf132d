r"""HTML of other programs made into texts of a deck, and texts of a deck into HTML.

More than half of real fields hold no element, or only line breaks: they stay plain words, and no
library is loaded. Others become Markdown: nh3 drops what no card may hold, scripts and all that is
loaded from elsewhere, and markdownify writes what is left. Formulas between `\(` and `\)`, in
`[latex]` and the like become formulas between dollars.
"""

import re
from collections.abc import Callable, Iterator
from html import unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING, NamedTuple

from quizkit.interchange.extras import MissingPackageError, needed
from quizkit.interchange.values import MEDIA
from quizkit.lazy import pattern

if TYPE_CHECKING:
    from quizkit.markup import Block

Shown = Callable[[str, str], str]
"""Gives the Markdown of a picture, of its address and its words, such as `shown(NAME, words)`."""

Lost = Callable[[str, str], object]
"""Is told what is lost, and why."""

_BREAKING = frozenset(("br", "div", "p"))
_MEANING_NOTHING = frozenset(("span", "font", "center", "o:p", "u", "big", "small", "ins"))
_TAG = pattern(r"</?([A-Za-z][A-Za-z0-9:]*)((?:\s[^<>]*)?)/?>")
_ODD = pattern(r"<[!?]|<(?:script|style|template|iframe|object|math|svg)\b", re.IGNORECASE)
_PICTURE = pattern(r"<img\b[^<>]*>", re.IGNORECASE)
_CODE = pattern(r"<(/?)(code|pre)\b[^<>]*>", re.IGNORECASE)
_MATHS = pattern(
    r"\\\((?P<a>.{1,2000}?)\\\)|\\\[(?P<A>.{1,2000}?)\\\]|\[latex\](?P<b>.{1,2000}?)\[/latex\]"
    r"|\[\$\$\](?P<C>.{1,2000}?)\[/\$\$\]|\[\$\](?P<c>.{1,2000}?)\[/\$\]"
    r"|<anki-mathjax(?P<block>[^<>]*)>(?P<d>.{1,2000}?)</anki-mathjax>",
    re.DOTALL,
)
_DOLLARS = pattern(r"\$\$(?P<A>[^$]{1,2000})\$\$")
_READ_BY_OTHERS = pattern(r"(<[^<>]*>)|(\\(?=[(\[])|\[(?=latex\]|\${1,2}\]|sound:|anki:)|\$(?=\$))")
_KEPT = pattern("\ue000(\\d+)\ue001")
_OWN = pattern("[\ue000-\ue007]")
_NO_WORDS = "script", "style", "title", "template", "iframe", "object"
_UNSEEN = pattern(
    rf"<!--(?:[^-]|-(?!->))*(?:-->|\Z)|<({'|'.join(_NO_WORDS)})\b(?:[^<]|<(?!/\1\b))*(?:</\1\b[^<>]*>|\Z)",
    re.IGNORECASE,
)
_LINES = pattern(
    r"</?(?:blockquote|d[dlt]|h[1-6]|hr|li|ol|pre|table|tr|ul)\b[^<>]*>", re.IGNORECASE
)
_CELLS = pattern(r"</t[dh]\b[^<>]*>", re.IGNORECASE)

_ELEMENTS = frozenset(
    "a b blockquote br caption code dd del div dl dt em h1 h2 h3 h4 h5 h6 hr i kbd li ol p pre q rp"
    " rt ruby s samp span strike strong sub sup table tbody td tfoot th thead tr tt u ul var".split()
)


class HtmlText(NamedTuple):
    """What a text in HTML says.

    Args:
        text: plain words with line breaks, or Markdown.
        is_markdown: which of the two.
    """

    text: str
    is_markdown: bool


def shown(name: str, words: str = "") -> str:
    """Return the Markdown of a picture of an import, by its name in `Import.media`."""
    words = re.sub(r"[\[\]\\\n]", " ", words).strip()
    return f"![{words}](<{MEDIA}{name}>)"


def named_picture(address: str, words: str) -> str:
    """Return the Markdown of a picture that is not there, by its address."""
    words = re.sub(r"[\[\]\\\n]", " ", words).strip()
    if re.match(r"(?i)(?:https?:)?//", address):  # what is loaded from elsewhere is no picture here
        return f"[{words or 'picture'}](<{re.sub('[<>]', '', address)}>)"
    if address[:5].lower() == "data:":
        return words
    return f"![{words}](<{re.sub('[<>]', '', address)}>)"


def text_of(
    html: str,
    *,
    picture: Shown = named_picture,
    dollars: bool = False,
    extra: str = "convert",
    lose: Lost | None = None,
) -> HtmlText:
    """Return what HTML says, as plain words where that is all there is to it, else as Markdown.

    Args:
        html: a field, with HTML in it or none.
        picture: gives the Markdown of each picture.
        dollars: whether `$$…$$` is a formula too, as it is for Moodle.
        extra: what brings the libraries that read HTML.
        lose: is told, where they are not there, what is lost and why: words, pictures and formulas
            come along, and no more. Formats that are HTML all over give none.

    Raises:
        QuizkitError: it takes libraries that are not there, and there is no `lose`.
    """
    if not html.isascii():
        html = _OWN.sub("", html)
    has_maths = bool(("\\" in html or "[" in html or "<anki" in html) and _MATHS.search(html))
    has_maths = has_maths or (dollars and bool(_DOLLARS.search(html)))
    if not has_maths:
        if "<" not in html and "&" not in html:
            return HtmlText(_tidied(html), False)
        names = {found[1].lower() for found in _TAG.finditer(html)}
        if names <= _BREAKING | _MEANING_NOTHING and not _ODD.search(html):
            return HtmlText(_tidied(_without_tags(html)), False)
    kept: list[str] = []
    html = "".join(
        part if is_code else _with_kept(part, kept, picture, dollars=dollars)
        for part, is_code in _parts(html)
    )
    from quizkit.interchange.texts import as_markdown
    from quizkit.markup import is_plain

    try:
        markdown = _markdown(html, extra)
    except MissingPackageError as error:
        if lose is None:
            raise
        lose(
            "formatting in HTML", f"only the words came along; {error.remedy} brings what reads it"
        )
        markdown = _words_alone(html)
        if not kept:
            return HtmlText(markdown, False)
        markdown = as_markdown(markdown)
    if not kept and is_plain(markdown):
        return HtmlText(_tidied(markdown), False)
    return HtmlText(_put_back(markdown, kept), True)


def _parts(html: str) -> Iterator[tuple[str, bool]]:
    """Yield the pieces of HTML, and whether each is code."""
    end, name = 0, ""
    for found in _CODE.finditer(html):
        if not name and not found[1]:
            yield html[end : found.start()], False
            end, name = found.start(), found[2].lower()
        elif found[1] and found[2].lower() == name:
            yield html[end : found.end()], True
            end, name = found.end(), ""
    yield html[end:], False


def _with_kept(html: str, kept: list[str], picture: Shown, *, dollars: bool) -> str:
    """Return HTML with a sign in the place of each formula and each picture, whose Markdown is kept."""

    def keep(markdown: str) -> str:
        kept.append(markdown)
        return f"\ue000{len(kept) - 1}\ue001"

    def formula(found: re.Match[str]) -> str:
        groups = found.groupdict()
        name, tex = next((name, tex) for name, tex in groups.items() if tex and name != "block")
        source = _tex(tex)
        is_block = name.isupper() or 'block="true"' in (groups.get("block") or "")
        return keep(f"$${source}$$" if is_block else f"${source}$") if source else ""

    def image(found: re.Match[str]) -> str:
        attributes = _attributes(found[0])
        address = attributes.get("src", "")
        return keep(picture(address, attributes.get("alt", ""))) if address else ""

    html = _MATHS.sub(formula, html)
    if dollars:
        html = _DOLLARS.sub(formula, html)
    return _PICTURE.sub(image, html)


def _tex(html: str) -> str:
    """Return the source of a formula that stands in HTML; a dollar in it would end it."""
    return " ".join(_without_tags(html).replace("$", "").split())


def _attributes(tag: str) -> dict[str, str]:
    parser = _Attributes()
    parser.feed(tag)
    return parser.found


class _Attributes(HTMLParser):
    """Keeps the attributes of the elements that it is fed."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the attributes of an element that begins."""
        self.found.update((name, value or "") for name, value in attrs)


def _without_tags(html: str) -> str:
    """Return HTML without its elements; those that break a line do."""
    if "<" in html and _TAG.search(html):
        html = _TAG.sub(lambda found: _SIGNS.get(found[1].lower(), ""), _BLANKS.sub(" ", html))
        html = _BROKEN.sub(lambda found: "\n\n" if "\ue006" in found[0] else "\n", html)
        html = _EMPTY.sub("\n", html).replace("\ue004", "\n")
    return unescape(html)


_SIGNS = {"br": "\ue004", "div": "\ue005", "p": "\ue006"}
_BLANKS = pattern(r"[\t\r\n\f][ \t\r\n\f]*| [ \t\r\n\f]+")
_BROKEN = pattern("(?: *[\ue005\ue006])+ *")
_EMPTY = pattern("\n\ue004 ?(?=\n|$)")  # `<div><br></div>` is one empty line
_EMPTY_LINES = pattern(r"\n{3,}")


def _words_alone(html: str) -> str:
    """Return the words of any HTML, each block on lines of its own."""
    html = _LINES.sub("<div>", _CELLS.sub(" ", _UNSEEN.sub("", html)))
    return _tidied(_without_tags(html)).strip()


def _tidied(text: str) -> str:
    """Return a text without white space that nobody sees; spaces before a line are kept."""
    if "\n" not in text:
        return text.replace("\xa0", " ").strip()
    lines = [line.replace("\xa0", " ").rstrip() for line in text.split("\n")]
    joined = _EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip("\n")
    return joined if "\n" in joined else joined.strip()


def _markdown(html: str, extra: str) -> str:
    """Return HTML as Markdown, without what no card may hold."""
    nh3, _ = needed("nh3", extra), needed("markdownify", extra)
    clean = nh3.clean(
        html,
        tags=set(_ELEMENTS),
        attributes={"a": {"href"}, "code": {"class"}, "ol": {"start"}, "pre": {"class"}},
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
        clean_content_tags=set(_NO_WORDS),
    )
    from quizkit.interchange.html_markdown import markdown_of

    try:
        return markdown_of(clean)
    except RecursionError:  # elements within elements, thousands deep: only their words
        from quizkit.interchange.texts import as_markdown

        return as_markdown(_words_alone(clean))


def _put_back(markdown: str, kept: list[str]) -> str:
    """Return Markdown with formulas and pictures in their places."""

    def back(found: re.Match[str]) -> str:
        piece = kept[int(found[1])]
        if not piece.startswith("$$"):
            return piece
        begin, end = found.span()
        alone = markdown[:begin].rstrip(" ")[-1:] in ("", "\n") and (
            markdown[end:].lstrip(" ")[:1] in ("", "\n", "\\")
        )
        return piece if alone else piece[1:-1]

    return _KEPT.sub(back, markdown).strip()


def html_of(
    text: str,
    *,
    is_markdown: bool,
    picture: Callable[[str, str], str] | None = None,
    bare: bool = False,
) -> str:
    r"""Return a text of a deck as HTML, with formulas between `\(` and `\)`.

    Args:
        text: as it is written.
        is_markdown: whether it is Markdown; else its line breaks and its spaces are kept.
        picture: gives the HTML of a picture of its file and its words; by default an `img`.
        bare: whether a single paragraph has no element of its own.
    """
    from quizkit.markup.as_html import escaped

    if not is_markdown:
        said = escaped(text)
        if "\n" in said or "  " in said or said.startswith(" "):
            said = "<br>".join(map(_indented, said.split("\n")))
        return _unread(said)
    from quizkit.markup import blocks, html

    found = blocks(_OWN.sub("", text))
    formulas: list[str] = []

    def maths(source: str, display: bool) -> str:
        begin, end = (r"\[", r"\]") if display else (r"\(", r"\)")
        formulas.append(f"{begin}{escaped(source)}{end}")
        return f"\ue000{len(formulas) - 1}\ue001"

    said = html(
        found, bare=bare and _is_one_paragraph(found), maths=maths, picture=picture or _image
    )
    said = _unread(said)
    return _KEPT.sub(lambda each: formulas[int(each[1])], said) if formulas else said


def _unread(html: str) -> str:
    r"""Return HTML in whose words nothing is read as a formula or a sound: `\(`, `[sound:`."""
    if "\\" not in html and "[" not in html and "$$" not in html:
        return html
    return _READ_BY_OTHERS.sub(lambda found: found[1] or f"{found[2]}<span></span>", html)


def _indented(line: str) -> str:
    words = line.lstrip(" ")
    return "&nbsp;" * (len(line) - len(words)) + words.replace("  ", " &nbsp;")


def _is_one_paragraph(blocks: "tuple[Block, ...] | list[Block]") -> bool:
    from quizkit.markup import Paragraph

    return len(blocks) == 1 and isinstance(blocks[0], Paragraph)


def _image(file: str, words: str) -> str:
    from quizkit.markup.as_html import escaped

    alt = f' alt="{escaped(words)}"' if words else ""
    return f'<img src="{escaped(file)}"{alt}>'
