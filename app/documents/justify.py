"""Chinese lines end flush: the slack of a line is shared out between its signs.

The PDF library stretches blanks only, and a Chinese line has none. This adapter changes three of its functions; it is
given the library's modules by `render`, fits one release of it, and a test measures the right edge.
"""

import re
from typing import Any, Final

RELEASE: Final = "70."
"""The release the adapter was written for; with any other one lines stay ragged."""
HAN: Final = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
WIDEST: Final = 0.12
"""A gap grows by this part of the type size at most; a line that needs more is left ragged."""


class _Spaced:
    """A style with another letter-spacing."""

    def __init__(self, style: Any, spacing: float) -> None:
        self._style, self._spacing = style, spacing

    def __getitem__(self, name: str) -> Any:
        return self._spacing if name == "letter_spacing" else self._style[name]


def _spacing(style: Any) -> float:
    own = style["letter_spacing"]
    return 0.0 if own == "normal" else float(own)


def _ends_in_han(box: Any, text_box: type[Any]) -> bool:
    """Whether the last text of a line is stretched."""
    while not isinstance(box, text_box):
        if not getattr(box, "children", ()):
            return False
        box = box.children[-1]
    return bool(HAN.search(box.text))


def fit(version: str, inline: Any, boxes: Any, layout: type[Any]) -> bool:
    """Put the adapter in, once for each process; tell whether it fits this release."""
    if not version.startswith(RELEASE):
        return False
    if hasattr(layout, "stretches_han"):
        return True
    blanks, set_text = inline.count_expandable_spaces, layout.set_text

    def count(box: Any) -> int:
        if isinstance(box, boxes.TextBox):
            return len(box.text) if HAN.search(box.text) else int(blanks(box))
        if isinstance(box, (boxes.LineBox, boxes.InlineBox)):
            return sum(map(count, box.children))
        return 0

    def justify_line(context: Any, line: Any, slack: float) -> None:
        places, missing = count(line), slack
        if places > 1 and _ends_in_han(line, boxes.TextBox):
            # After the last sign stands no gap: it is not stretched, and its own spacing is not to be seen.
            places, missing = places - 1, slack + _spacing(line.style)
        if places and missing / places <= WIDEST * line.style["font_size"]:
            inline.add_word_spacing(context, line, missing / places, 0)

    def set_stretched(self: Any, text: str, justify: bool = False) -> None:
        extra, style = self.justification_spacing, self.style
        if not (justify and extra and HAN.search(text)):
            set_text(self, text, justify)
            return
        self.style, self.justification_spacing = _Spaced(style, extra + _spacing(style)), 0
        try:
            set_text(self, text, justify)
        finally:
            self.style, self.justification_spacing = style, extra

    inline.count_expandable_spaces, inline.justify_line = count, justify_line
    layout.set_text, layout.stretches_han = set_stretched, True
    return True
