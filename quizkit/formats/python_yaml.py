"""A YAML parser in Python that gives what libyaml gives: every event, and every error in its place.

Some Pythons come without libyaml: subinterpreters, PyPy, a PyYAML built from its source alone. The
parser that PyYAML has in Python reads decks otherwise: it ends a text in braces at `?`, takes a tab
in fewer places, puts empty values elsewhere. What differs is written here anew, as libyaml does it
(0.2.5 and 0.2.6, src/scanner.c and src/parser.c); the rest is PyYAML's. A law in
`test_two_parsers.py` holds the two equal. This module is loaded only where libyaml is missing, and
nobody asks it for speed.
"""

# mypy: disallow-untyped-calls=False

import re
from typing import Any

from yaml.error import Mark
from yaml.events import ScalarEvent
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner, ScannerError
from yaml.tokens import (
    AnchorToken,
    DirectiveToken,
    FlowEntryToken,
    FlowSequenceEndToken,
    ScalarToken,
    TagToken,
    ValueToken,
)

_BREAKS = "\r\n\x85\u2028\u2029"
_ENDS = "\0 \t" + _BREAKS  # of a word; a null character ends the text

_BREAK = re.compile(f"\r\n|[{_BREAKS}]")
_RUN_OF_BLANKS = f"[ \t{_BREAKS}]*"
_TAB_IN_INDENT = re.compile(f"[{_BREAKS}]( *)\t")
_LINE = f"[^\0{_BREAKS}]*"
_COMMENT = f"(?:#{_LINE})?"
_DOCUMENT_MARK = rf"(?:---|\.\.\.)[{_ENDS}]"

_WORD = rf"(?:[^:{_ENDS}]|:(?![{_ENDS}]))*"
_WORD_IN_BRACKETS = rf"(?:[^:{_ENDS},\[\]{{}}]|:(?![{_ENDS},?\[\]{{}}]))*"
_HEX = "[0-9A-Fa-f]"
_WORD_IN_QUOTES = {"'": f"(?:[^'{_ENDS}]|'')*", '"': rf'[^"\\{_ENDS}]*'}
_ESCAPED = dict(
    zip('0abt\tnvfre "/\\N_LP', '\0\a\b\t\t\n\v\f\r\x1b "/\\\x85\xa0\u2028\u2029', strict=True)
)
_DIGITS = {"x": 2, "u": 4, "U": 8}  # behind an escape that begins with the letter

_NAME = "[0-9A-Za-z_-]"
_OCTETS = (
    f"%[0-7]{_HEX}|%[CDcd]{_HEX}%[89ABab]{_HEX}"
    f"|%[Ee]{_HEX}(?:%[89ABab]{_HEX}){{2}}|%[Ff][0-7](?:%[89ABab]{_HEX}){{3}}"
)
_URI = rf"(?:{_NAME}|[;/?:@&=+$.!~*'()]|{_OCTETS})"
_URI_IN_FULL = rf"(?:{_URI}|[,\[\]])"
_END = f"(?=[{_ENDS}])"
_LINE_END = f"(?=[\0{_BREAKS}])"
_DIRECTIVES = {
    "%YAML": (_END, "[ \t]*", "[0-9]{1,9}", r"\.", "[0-9]{1,9}"),
    "%TAG": (_END, "[ \t]*", f"!{_NAME}*", "!|(?<=!)", "[ \t]+", f"{_URI_IN_FULL}+", _END),
}


class PythonParser(Reader, Scanner, Parser):
    """The events of a YAML text, as from `yaml.CSafeLoader`."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text.removeprefix("\ufeff"))
        Scanner.__init__(self)
        Parser.__init__(self)

    # Where we are, and what stands here.

    def forward(self, length: int = 1) -> None:
        """Go on by some characters; a byte-order mark has a column like any other."""
        passed = self.buffer[self.pointer : self.pointer + length]
        self.pointer = self.index = self.pointer + length
        begins = [found.end() for found in _BREAK.finditer(passed)]
        self.line += len(begins)
        self.column = length - begins[-1] if begins else self.column + length

    def _stands(self, pattern: str) -> re.Match[str] | None:
        return re.compile(pattern).match(self.buffer, self.pointer)

    def _taken(self, pattern: str, what: str = "", start: Mark | None = None) -> str:
        """Go behind what stands here of `pattern`, and return it.

        Raises:
            ScannerError: nothing of it does; `what` began at `start`.
        """
        found = self._stands(pattern)
        if found is None:
            raise self._error(what, start)
        self.forward(found.end() - found.start())
        return found[0]

    def _error(self, what: str, start: Mark | None) -> ScannerError:
        """Return that `what`, which begins at `start`, cannot go on as it does here."""
        return ScannerError(f"while scanning {what}", start, "unexpected", self.get_mark())

    def _at_document_mark(self) -> bool:
        return self.column == 0 and self._stands(_DOCUMENT_MARK) is not None

    # Keys and brackets.

    def need_more_tokens(self) -> bool:
        """Return whether the next token may still turn out a key; behind the end of a text none may."""
        if not self.tokens:
            return not self.done
        self.stale_possible_simple_keys()
        return bool(self.next_possible_simple_key() == self.tokens_taken)

    def fetch_stream_end(self) -> None:
        """End the last line with the text; keys that were required and did not come are errors."""
        if self.column:
            self.column, self.line = 0, self.line + 1
        keys = self.possible_simple_keys
        super().fetch_stream_end()
        self.possible_simple_keys = keys

    def fetch_flow_collection_end(self, TokenClass: Any) -> None:  # noqa: N803
        """Close a bracket; one that was never opened leaves the text outside of brackets."""
        super().fetch_flow_collection_end(TokenClass)
        self.flow_level = max(0, self.flow_level)

    # Between texts: blanks, comments, directives, tags.

    def scan_to_next_token(self) -> None:
        """Pass over blanks and comments; a tab is blank where no key can begin."""
        while True:
            if self.column == 0:
                self._taken("\ufeff?")
            blanks = "[ \t]*" if self.flow_level or not self.allow_simple_key else " *"
            self._taken(blanks + _COMMENT)
            if not self.scan_line_break():
                return
            self.allow_simple_key = self.allow_simple_key or not self.flow_level

    def scan_directive(self) -> DirectiveToken:
        """Take a line `%YAML 1.1` or `%TAG ! prefix`; there are no others."""
        start = self.get_mark()
        name = self._taken(f"%{_NAME}*")
        if name not in _DIRECTIVES:
            raise self._error("a directive", start)
        parts = [self._taken(step, "a directive", start) for step in _DIRECTIVES[name]]
        end = self.get_mark()
        self._rest_of_line("a directive", start)
        if name == "%YAML":
            version = int(parts[2]), int(parts[4])
            known = version in ((1, 1), (1, 2))
            return DirectiveToken("YAML", version if known else (0, 0), start, end)
        return DirectiveToken("TAG", (parts[2] + parts[3], parts[5]), start, end)

    def _rest_of_line(self, what: str, start: Mark) -> None:
        self._taken(f"[ \t]*{_COMMENT}")
        self._taken(_LINE_END, what, start)
        self.scan_line_break()

    def scan_tag(self) -> TagToken:
        """Take a tag, its %-escapes as they are."""
        start = self.get_mark()
        handle: str | None = None
        if self._stands("!<"):
            self.forward(2)
            suffix = self._taken(f"{_URI_IN_FULL}+", "a tag", start)
            self._taken(">", "a tag", start)
        else:
            name = self._taken(f"!{_NAME}*!?")
            if name[1:].endswith("!"):
                handle, suffix = name, self._taken(f"{_URI}+", "a tag", start)
            else:
                suffix = name[1:] + self._taken(f"{_URI}*")
                handle, suffix = ("!", suffix) if suffix else (None, "!")
        if not self._stands(f"{_END}|," if self.flow_level else _END):
            raise self._error("a tag", start)
        return TagToken((handle, suffix), start, self.get_mark())

    # Texts.

    def scan_plain(self) -> ScalarToken:
        """Take a text without quotes; in brackets it may hold `?`, and a `:` there is no end."""
        start = end = self.get_mark()
        word = _WORD_IN_BRACKETS if self.flow_level else _WORD
        text = joint = blanks = ""
        while not self._at_document_mark() and self.peek() != "#":
            taken = self._taken(word)
            if self.flow_level and self._stands(r":[,?\[\]{}]"):
                raise self._error("a plain text", start)
            if not taken:
                break
            text, end = text + joint + taken, self.get_mark()
            blanks = self._blanks(start)
            joint = _folded(blanks)
            if not blanks or (not self.flow_level and self.column <= self.indent):
                break
        self.allow_simple_key = _BREAK.search(blanks) is not None
        return ScalarToken(text, True, start, end)

    def _blanks(self, start: Mark) -> str:
        """Take the blanks and line breaks behind a word of a plain text that begins at `start`."""
        blanks = self._stands(_RUN_OF_BLANKS)
        assert blanks
        for tab in _TAB_IN_INDENT.finditer(blanks[0]):
            if len(tab[1]) <= self.indent:
                self.forward(tab.end() - 1)
                raise self._error("a plain text", start)
        return self._taken(_RUN_OF_BLANKS)

    def scan_flow_scalar(self, style: Any) -> ScalarToken:
        """Take a text in quotes; `style` is the quote."""
        start = self.get_mark()
        self.forward()
        text = ""
        while True:
            if self._at_document_mark() or self.peek() == "\0":
                raise self._error("a text in quotes", start)
            text += self._words(style, start)
            escaped = self._taken(rf"(?:\\(?:{_BREAK.pattern}))?") if style == '"' else ""
            if self.peek() == style:
                self.forward()
                return ScalarToken(text, False, start, self.get_mark(), style)
            blanks = self._taken(_RUN_OF_BLANKS)
            text += "".join(_breaks(blanks)) if escaped else _folded(blanks)

    def _words(self, quote: str, start: Mark) -> str:
        """Take the words up to a blank or the closing quote of the text that begins at `start`."""
        text = self._taken(_WORD_IN_QUOTES[quote])
        if quote == "'":
            return text.replace("''", "'")
        while self._stands(rf"\\[^{_BREAKS}]"):
            text += self._escape(start) + self._taken(_WORD_IN_QUOTES[quote])
        return text

    def _escape(self, start: Mark) -> str:
        """Take a backslash and what it goes with; return the character that both stand for."""
        letter = self.peek(1)
        if letter not in _ESCAPED and letter not in _DIGITS:
            raise self._error("a text in quotes", start)
        self.forward(2)
        if letter in _ESCAPED:
            return _ESCAPED[letter]
        digits = self._stands(f"{_HEX}{{{_DIGITS[letter]}}}")
        code = int(digits[0], 16) if digits else -1
        if not 0 <= code < 0xD800 and not 0xDFFF < code < 0x110000:
            raise self._error("a text in quotes", start)
        self.forward(_DIGITS[letter])
        return chr(code)

    def scan_block_scalar(self, style: Any) -> ScalarToken:
        """Take a text below `|` or `>`."""
        start = self.get_mark()
        self.forward()
        signs = self._taken("[+-][1-9]?|[1-9][+-]?|")
        self._rest_of_line("a block text", start)
        deeper = signs.strip("+-")
        known = max(self.indent, 0) + int(deeper) if deeper else 0
        breaks, end, indent = self._empty_lines(known, start)
        text = line_break = ""
        indented = False
        while self.column == indent and self.peek() != "\0":
            was_indented, indented = indented, self.peek() in " \t"
            if style == ">" and line_break == "\n" and not was_indented and not indented:
                line_break = "" if breaks else " "
            text += line_break + breaks + self._taken(_LINE)
            line_break = self.scan_line_break()
            breaks, end, _ = self._empty_lines(indent, start)
        if "-" not in signs:
            text += line_break + (breaks if "+" in signs else "")
        return ScalarToken(text, False, start, end, style)

    def _empty_lines(self, indent: int, start: Mark) -> tuple[str, Mark, int]:
        """Take lines without text, and the indentation of the next with one.

        Returns:
            their breaks, the end of the last of them, and the indentation of the text if it is not
            known (0) so far.
        """
        breaks, end, deepest = "", self.get_mark(), 0
        while True:
            self._taken(f" {{0,{max(0, indent - self.column)}}}" if indent else " *")
            deepest = max(deepest, self.column)
            if self.peek() == "\t" and (not indent or self.column < indent):
                raise self._error("a block text", start)
            line_break = self.scan_line_break()
            if not line_break:
                return breaks, end, indent or max(deepest, self.indent + 1, 1)
            breaks, end = breaks + line_break, self.get_mark()

    # Values, and those that are not there.

    def get_token(self) -> Any:
        """Take a token; what stands behind a tag is looked at before anything is said of the tag."""
        token = super().get_token()
        if isinstance(token, AnchorToken | TagToken):
            self.peek_token()
        return token

    def parse_node(self, block: bool = False, indentless_sequence: bool = False) -> Any:
        """Return a value; a tag whose %-escapes are no UTF-8 is an error of decoding."""
        event = super().parse_node(block, indentless_sequence)
        if tag := getattr(event, "tag", None):
            octets = re.sub(b"%(..)", lambda found: bytes.fromhex(found[1].decode()), tag.encode())
            event.tag = octets.decode()
        return event

    def parse_flow_sequence_entry_mapping_key(self) -> Any:
        """Take the key of `[? key : value]`; if it is empty, what stands behind it is passed over."""
        self.get_token()
        if not self.check_token(ValueToken, FlowEntryToken, FlowSequenceEndToken):
            self.states.append(self.parse_flow_sequence_entry_mapping_value)
            return self.parse_flow_node()
        self.state = self.parse_flow_sequence_entry_mapping_value
        at_end = self.check_token(FlowSequenceEndToken)
        mark = self.peek_token().start_mark if at_end else self.get_token().end_mark
        return super().process_empty_scalar(mark)

    def process_empty_scalar(self, mark: Any) -> ScalarEvent:
        """Place a value that is not there: in brackets at the sign that ends it."""
        in_brackets = self.state.__name__.startswith("parse_flow")
        return super().process_empty_scalar(self.peek_token().start_mark if in_brackets else mark)


def _breaks(blanks: str) -> list[str]:
    """Return the line breaks in a run of blanks, as they count in a text."""
    return [found if found in "\u2028\u2029" else "\n" for found in _BREAK.findall(blanks)]


def _folded(blanks: str) -> str:
    """Return what stands in a text for the blanks and line breaks between two words."""
    breaks = _breaks(blanks)
    if not breaks:
        return blanks
    return "".join(breaks[breaks[0] == "\n" :]) or " "
