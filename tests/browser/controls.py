"""The controls of interactive pieces: each driven by keyboard and by mouse, and what it governs seen to change."""

from typing import NamedTuple

from playwright.sync_api import Locator

STILL = 150  # milliseconds for which a picture must stay as it is before the next control is touched
PATIENCE = 2000  # milliseconds: the kernel idle for so long, and nothing changed: nothing will
TIMEOUT = 60  # seconds, for what a control sets going
BY_KEYBOARD, BY_MOUSE = WAYS = ("by keyboard", "by mouse")

KINDS = {
    "slider": ".noUi-handle",
    "drop-down": "select",
    "check box": "input[type=checkbox]",
    "radio button": "input[type=radio]",
    "number field": "input[type=number]",
    "text field": "input[type=text], textarea",
    "play button": ".widget-play button:first-child",
    "button": "button:not(.widget-play button)",
}
# Of a control that is driven as a whole: the number beside a slider, a player's stop and repeat.
PARTS = ".widget-readout, .widget-play button"
# What a picture gives way to when the function behind it fails or warns.
WORDS_FOR_A_PICTURE = ("Nothing to draw", "NumPy warned")


class Control(NamedTuple):
    """A control: the id of its cell, its kind in KINDS, its label, its locator."""

    cell: str
    kind: str
    label: str
    place: Locator

    def __str__(self):
        return f"cell {self.cell}, {self.kind} {self.label!r}"


def drive_all(page):
    """Drives every control that the outputs of a `NotebookPage` hold, by keyboard and by mouse; returns them, first to last.

    Noted as a problem: one that changes nothing of what its cell shows, that the Tab key does not reach, that raises in
    its callback, or that is of no kind known here.
    """
    controls = []
    for cell in page.cells():
        found = _controls(page, cell["id"]) if cell["code"] else []
        if found:
            _tab_through(page, found)
            _drive_together(page, found)
        controls += found
    return controls


def _controls(page, cell):
    found = page.page.evaluate("([id, kinds, parts]) => course.controls(id, kinds, parts)", [cell, KINDS, PARTS])
    controls = [
        Control(cell, each["kind"], each["label"], page.page.locator(f'[data-course-control="{each["number"]}"]'))
        for each in found
    ]
    for control in controls:
        if control.kind is None:
            page.complain(f"cell {cell}: this can be used and is of no kind in tests/browser/controls.py: {control.label}", control.place)
    return [control for control in controls if control.kind]


def _tab_through(page, controls):
    """The Tab key goes from one to the next; a group of radio buttons is one stop, within which arrows lead on."""
    controls = [control for control in controls if control.kind != "radio button"]
    reached = set()
    if controls:
        controls[0].place.focus()
    for _ in range(3 * len(controls)):
        reached.add(page.page.evaluate("document.activeElement.dataset.courseControl"))
        page.page.keyboard.press("Tab")
    for control in controls:
        if control.place.get_attribute("data-course-control") not in reached:
            page.complain(f"{control}: the Tab key does not reach it", control.place)


def _drive_together(page, controls):
    ways = [(control, way) for control in controls for way in WAYS]
    dead = [pair for pair in ways if not _drive(page, *pair)]
    alive = [control for control, way in ways if way is BY_KEYBOARD and (control, way) not in dead]
    for control, way in dead:
        # "back" does nothing at the beginning: after each of the others, nearest first, it gets one more chance.
        place = controls.index(control)
        others = sorted((other for other in alive if other is not control), key=lambda other: abs(controls.index(other) - place))
        if not any(_drive(page, other, BY_KEYBOARD) and _drive(page, control, way) for other in others):
            page.complain(f"{control}: {way} it changes nothing of what the cell shows", control.place)


def _drive(page, control, way):
    """Uses the control; returns whether what its cell shows is another thing afterwards."""
    control.place.scroll_into_view_if_needed()
    act = _ACTS[control.kind, way]
    before = page.page.evaluate("id => course.shows(id)", control.cell)
    act(page.page, control.place)
    if control.kind == "play button":
        changed = _changed(page, control, before, still=0)
        act(page.page, control.place)  # and stop
        _changed(page, control, None)
    else:
        changed = _changed(page, control, before)
    page.overheard(f"{control}, {way}")
    after = page.page.evaluate("id => course.shows(id)", control.cell)
    for words in WORDS_FOR_A_PICTURE:
        if words in after and words not in before:
            page.complain(f"{control}, {way}: {after[after.index(words):].split('<')[0][:300]}", control.place)
    return changed


def _changed(page, control, before, still=STILL):
    outcome = page.page.wait_for_function(
        "asked => course.outcome(asked)", arg=[control.cell, before, still, PATIENCE], timeout=TIMEOUT * 1000, polling=50
    )
    return outcome.json_value() == "changed"


# --- how each kind is used: functions of (playwright's page, the control's locator) ----------------------------------


def _press(*keys):
    def press(page, place):
        place.focus()
        for key in keys:
            page.keyboard.press(key)

    return press


def _click(page, place):
    place.click()


def _arrow(page, place):
    """One step on; back at the end."""
    place.focus()
    at_end = place.evaluate("handle => Number(handle.ariaValueNow) >= Number(handle.ariaValueMax)")
    page.keyboard.press("ArrowLeft" if at_end else "ArrowRight")


def _drag(page, place):
    """To three quarters of the way, or to one quarter: whichever is in the other half."""
    handle, track = place.bounding_box(), place.locator("xpath=ancestor::*[contains(@class, 'noUi-target')]").bounding_box()
    x, y = handle["x"] + handle["width"] / 2, handle["y"] + handle["height"] / 2
    share = 0.25 if x > track["x"] + track["width"] / 2 else 0.75
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(track["x"] + track["width"] * share, y, steps=5)
    page.mouse.up()


def _next_option(page, place):
    """Space unfolds the list. Folded, it gets no arrow and no letter: JupyterLab keeps them (ipywidgets issue 3912)."""
    place.focus()
    at_end = place.evaluate("list => list.selectedIndex === list.length - 1")
    for key in ("Space", "ArrowUp" if at_end else "ArrowDown", "Enter"):
        page.keyboard.press(key)


def _choose(page, place):
    """The list that unfolds is the system's, not the page's, and out of the mouse's reach: playwright chooses from it."""
    place.select_option(index=place.evaluate("list => (list.selectedIndex + 1) % list.length"))


def _enter_number(page, place):
    number = place.evaluate(
        "field => { const step = Number(field.step) || 1, on = Number(field.value) + step;"
        " return String(field.max && on > Number(field.max) ? on - 2 * step : on); }"
    )
    place.focus()
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type(number)
    page.keyboard.press("Enter")


def _click_spinner(page, place):
    """The small arrow in the field that points up; the one that points down at the end."""
    box = place.bounding_box()
    at_end = place.evaluate("field => field.max !== '' && Number(field.value) >= Number(field.max)")
    x, y = box["x"] + box["width"] - 8, box["y"] + box["height"] * (0.7 if at_end else 0.3)
    page.mouse.move(x, y)  # it shows under the mouse only
    page.mouse.click(x, y)


def _type_and_enter(page, place):
    place.focus()
    page.keyboard.type("1")
    page.keyboard.press("Enter")


def _type_and_leave(page, place):
    """Done by a click elsewhere."""
    place.click()
    page.keyboard.type("2")
    place.evaluate("field => field.closest('.jp-Cell').querySelector('.jp-InputPrompt').dataset.courseElsewhere = ''")
    page.locator("[data-course-elsewhere]").first.click()


_ACTS = {
    ("slider", BY_KEYBOARD): _arrow,
    ("slider", BY_MOUSE): _drag,
    ("drop-down", BY_KEYBOARD): _next_option,
    ("drop-down", BY_MOUSE): _choose,
    ("check box", BY_KEYBOARD): _press("Space"),
    ("check box", BY_MOUSE): _click,
    ("radio button", BY_KEYBOARD): _press("Space"),
    ("radio button", BY_MOUSE): _click,
    ("number field", BY_KEYBOARD): _enter_number,
    ("number field", BY_MOUSE): _click_spinner,
    ("text field", BY_KEYBOARD): _type_and_enter,
    ("text field", BY_MOUSE): _type_and_leave,
    ("play button", BY_KEYBOARD): _press("Enter"),
    ("play button", BY_MOUSE): _click,
    ("button", BY_KEYBOARD): _press("Enter"),
    ("button", BY_MOUSE): _click,
}
