"""A progress bar for cells that take more than a few seconds."""

import time

import ipywidgets as widgets
from IPython import get_ipython
from IPython.display import display

SECONDS_APART = 0.1  # a bar that is redrawn more often slows down what it tells of


def with_bar(items, description):
    """Go through `items`, with a bar above that fills up: `for batch in with_bar(batches, "training"): ...`.

    items: a list, or anything of known length. description: str, in two or three words, before the bar.
    The bar says how many items are done and how many seconds it took; outside a notebook there is none.
    Yields the items, in order.
    """
    count, started = len(items), time.monotonic()
    bar = widgets.IntProgress(value=0, min=0, max=max(count, 1), description=description, style={"description_width": "initial"})
    words = widgets.Label(value=f"0 of {count:,}")
    if get_ipython() is not None:
        display(widgets.HBox([bar, words], layout=widgets.Layout(flex_flow="row wrap")))
    told = 0.0
    for done, item in enumerate(items, start=1):
        yield item
        seconds = time.monotonic() - started
        if seconds - told >= SECONDS_APART or done == count:
            bar.value, words.value, told = done, f"{done:,} of {count:,} in {seconds:.0f} s", seconds
