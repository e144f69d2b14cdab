"""What all interactive pieces share: a picture's place on the page, and words in it when a student's function fails."""

import html
import warnings

import ipywidgets as widgets

from ..torch_import import own_warnings

WIDE = {"description_width": "initial"}  # a style: descriptions are shown in full


def name_of(function):
    """What to call a function in a message."""
    name = getattr(function, "__name__", "<unnamed>")
    return "the function" if name.startswith("<") else name  # a lambda is called "<lambda>"


def shown(function, compute, draw):
    """The HTML to show: the picture, or in words why there is none. Never raises.

    function: the student's function that `compute` calls, for its name.
    compute: takes nothing, returns what `function` returned. draw: takes that, returns a Picture.
    NumPy's warnings are shown below the picture: printed from a widget's handler, they would be lost.
    """
    name = name_of(function)
    with own_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            result = compute()
        except (Exception, SystemExit) as error:  # noqa: BLE001 - all of it is the student's
            return note(
                f"Nothing to draw: {name} raised {_in_words(error)}. Mend it, run its cell again, then this one."
            )
        try:
            picture = draw(result).html()
        except Exception as error:  # noqa: BLE001 - a handler's exception would be lost in a log
            return note(f"Nothing to draw: what {name} returned cannot be drawn. {error}")
    said = sorted({str(warning.message) for warning in caught if issubclass(warning.category, RuntimeWarning)})
    return picture + "".join(note(f"Under {name} NumPy warned: {message}.") for message in said)


def _in_words(error):
    """Type and message of an exception, on one line, of bounded length."""
    message = " ".join(str(error).split()).rstrip(".")
    message = message if len(message) <= 400 else message[:400] + " ..."
    return f"{type(error).__name__}: {message}" if message else type(error).__name__


def note(text):
    """Text in a frame, legible on light and dark pages."""
    return (
        '<p role="status" style="margin:4px 0;padding:8px 12px;max-width:70em;line-height:1.4;background:#fff4e5;'
        f'color:#1a1a1a;border-left:5px solid #a33f00">{html.escape(text)}</p>'
    )


def slider(kind, description, low, high, value, **options):
    """A slider that redraws when it is let go: drawing takes longer than the mouse takes to move on."""
    return kind(
        value=value,
        min=low,
        max=high,
        description=description,
        continuous_update=False,
        style=WIDE,
        layout=widgets.Layout(width="420px", max_width="100%"),
        **options,
    )
