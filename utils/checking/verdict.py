"""A verdict: what is said of an answer, as text, as HTML and as a dict."""

import html
import re
from dataclasses import dataclass, field

NOT_YET, NOT_RIGHT, RIGHT = "not yet", "not right", "right"

_SIGNS = {NOT_YET: "○", NOT_RIGHT: "✗", RIGHT: "✓"}
# Each has a contrast of 3:1 or more against white and against a dark theme's black; words carry the meaning.
_COLOURS = {NOT_YET: "#8a7a3c", NOT_RIGHT: "#c8503c", RIGHT: "#3c8f5a"}


@dataclass(frozen=True)
class Block:
    """A paragraph of a verdict, or (`kind` "numbers") a label with numbers set out below it."""

    text: str
    kind: str = "words"
    label: str = ""


@dataclass(frozen=True)
class Verdict:
    """What was found.

    Attributes
    ----------
    name : the exercise.
    status : "not yet", "not right" or "right".
    mistake : the id of the rung of the ladder that spoke: a known mistake's, a relation's, or one
        of "not-written", "raised", "returned-none" and so on; None for a right answer and where
        only "these entries differ" can be said.
    blocks : what a student reads below the headline.
    passed, total : how many cases came out right.
    """

    name: str
    status: str
    mistake: str | None = None
    blocks: tuple = ()
    passed: int = 0
    total: int = 0
    details: dict = field(default_factory=dict, compare=False)

    @property
    def headline(self):
        return f"{self.name}: {self.status}"

    @property
    def earns(self):
        """Whether the exercise's points are earned: it is right, or would be but for another exercise's function that it
        calls. A mistake is paid for once, here as in grading."""
        return self.status == RIGHT or bool(self.details.get("right_otherwise"))

    @property
    def summary(self):
        """The status and the first sentence."""
        return f"{self.status}: {self.blocks[0].text}" if self.status == NOT_RIGHT and self.blocks else self.status

    @property
    def text(self):
        """What the student reads, as plain text."""
        lines = [f"{_SIGNS[self.status]} {self.headline}"]
        for block in self.blocks:
            if block.kind == "numbers":
                lines.append(block.label)
                lines.append("\n".join("    " + line for line in block.text.splitlines()))
            else:
                lines.append(block.text)
        return _printable("\n".join(lines))

    @property
    def html(self):
        """The same for a notebook: legible on light and dark, to a screen reader, and without colour."""
        colour = _COLOURS[self.status]
        parts = [f'<div role="status" aria-label="Verdict. {html.escape(self.headline, quote=True)}" '
                 f'style="border-left:5px solid {colour};padding:.3em 0 .3em .9em;margin:.4em 0;max-width:52em;'
                 'color:inherit;background:transparent;line-height:1.45">'
                 f'<div style="font-weight:700"><span aria-hidden="true">{_SIGNS[self.status]} </span>'
                 f"<code>{html.escape(self.name)}</code>: {self.status}</div>"]
        for block in self.blocks:
            if block.kind == "numbers":
                parts.append(f'<div style="margin:.4em 0 0">{marked(block.label)}</div>'
                             '<pre style="margin:.1em 0 .3em;padding:.2em 0 .2em 1em;overflow-x:auto;color:inherit;'
                             f'background:transparent" tabindex="0">{html.escape(block.text)}</pre>')
            else:
                parts.append(f'<p style="margin:.4em 0">{marked(block.text)}</p>')
        return _printable("".join(parts) + "</div>")

    def to_dict(self):
        """For programs: everything as JSON's own types."""
        return {"name": self.name, "status": self.status, "mistake": self.mistake, "passed": self.passed,
                "total": self.total, "text": self.text, **self.details}

    def __str__(self):
        return self.text

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"text/plain": self.text, "text/html": self.html}


def _printable(text):
    """Text that any UTF-8 channel takes: a student's message may hold half of a surrogate pair."""
    return text.encode("utf-8", "replace").decode("utf-8")


def marked(text):
    """Escaped text with `code` and *stress* marked as such, and line breaks kept."""
    escaped = re.sub(r"(?<![\w*`])\*(\w[\w -]*\w)\*(?![\w*`])", r"<em>\1</em>", html.escape(text, quote=False))
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escaped).replace("\n", "<br>")

