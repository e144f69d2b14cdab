"""Pages: the class on one, and for each student the notebook they sent in with the verdicts written under each exercise.

Every page stands alone: no script, no request to anywhere. Whatever comes from a submission (names, code, what it
printed) is text and never markup. No page holds what a hidden case expects.
"""

import difflib
import hashlib
import itertools
import json
import re
import shutil
from collections import Counter, defaultdict
from html import escape
from pathlib import Path

from ..checking.registry import exercises
from ..checking.verdict import marked
from . import exports, notebook
from .gradebook import points

ALIKE = 0.9         # of two answers' code, names apart
MOST_ALIKE = 30     # pairs that are listed
MOST_COMPARED = 400  # answers of an exercise that are compared with each other
FEWEST_CHARACTERS = 120     # of an answer's code, to say anything by being alike

STYLE = """
:root { color-scheme: light dark; --ink: #1a1a1a; --back: #fff; --pale: #e4e4e4; --grey: #595959; --right: #1d6b46; --wrong: #a33f00; --none: #666; --bar: #0072b2; }
@media (prefers-color-scheme: dark) { :root { --ink: #ececec; --back: #16181c; --pale: #33363c; --grey: #b0b0b0; --right: #6fcf97; --wrong: #ff9f6b; --none: #a8a8a8; --bar: #56b4e9; } }
body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--back); max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.25rem; margin-top: 2.2rem; border-bottom: 1px solid var(--pale); }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .25rem .8rem .25rem 0; vertical-align: top; border-bottom: 1px solid var(--pale); }
td.n, th.n { text-align: right; } .scroll { overflow-x: auto; } code, pre { font: .9em ui-monospace, monospace; }
pre { overflow-x: auto; padding: .6rem .8rem; border: 1px solid var(--pale); border-radius: 4px; white-space: pre-wrap; overflow-wrap: anywhere; }
.right { color: var(--right); font-weight: 600; } .wrong { color: var(--wrong); font-weight: 600; } .none { color: var(--none); font-weight: 600; }
.bar { display: inline-block; height: .8em; background: var(--bar); vertical-align: baseline; } .quiet { color: var(--grey); }
.verdict { border-left: 4px solid var(--grey); padding: .2rem 1rem; margin: 1rem 0; } a { color: inherit; }
"""
SIGNS = {"right": ("right", "✓ right"), "not right": ("wrong", "✗ not right"), "not yet": ("none", "○ not yet")}


def write(book, seed, settings, folder):
    """Write class.html and the students' pages and notebooks into a folder; what an earlier run wrote there is replaced."""
    folder = Path(folder)
    counting = book.counting(seed, settings)
    draft = folder.with_name(folder.name + ".new")
    shutil.rmtree(draft, ignore_errors=True)
    (draft / "students").mkdir(parents=True)
    everybody, codes = [], defaultdict(list)
    for student, name in book.students():
        marks = book.marks(student, seed, settings, counting)
        place = place_of(student)
        _write_student(draft / "students" / place, book, student, name, marks, settings, seed, codes)
        everybody.append((student, name, place, marks))
    page = class_page(everybody, counting, settings, book.not_graded(seed), alike(codes), seed)
    (draft / "class.html").write_text(page, encoding="utf-8")
    old = folder.with_name(folder.name + ".old")
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.rename(old)
    draft.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def place_of(student):
    """A folder name for a student's id, whatever it holds: readable where it can be, and never the same for two."""
    plain = re.sub(r"[^A-Za-z0-9.-]+", "-", student).strip(".-")[:40] or "student"
    return plain if plain == student else f"{plain}-{hashlib.sha256(student.encode('utf-8', 'replace')).hexdigest()[:8]}"


def _page(title, body):
    return (f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
            f'<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'unsafe-inline\'">'
            f"<title>{escape(title)}</title><style>{STYLE}</style></head><body><main>\n{body}\n</main></body></html>\n")


def _table(head, rows, numeric=()):
    cells = "".join(f'<th scope="col"{" class=n" if i in numeric else ""}>{h}</th>' for i, h in enumerate(head))
    body = "\n".join("<tr>" + "".join(f'<td{" class=n" if i in numeric else ""}>{c}</td>' for i, c in enumerate(row)) + "</tr>" for row in rows)
    return f'<div class="scroll"><table><thead><tr>{cells}</tr></thead><tbody>\n{body}\n</tbody></table></div>'


def _status(mark):
    kind, words = SIGNS[mark.status]
    return f'<span class="{kind}">{words}</span>'


# ---------------------------------------------------------------- one student


def _write_student(folder, book, student, name, marks, settings, seed, codes):
    folder.mkdir(parents=True)
    used = {}
    for mark in marks.values():
        if mark.hash:
            used.setdefault(mark.hash, mark.label)
    for number, (digest, label) in enumerate(used.items()):
        data, _ = book.content(digest)
        try:
            sent_in = notebook.read(data or b"")
        except notebook.Unreadable:
            continue
        results = book.results(digest, seed)
        for exercise, code in _codes(sent_in, results):
            codes[exercise].append((student, name, code))
        stem = re.sub(r"[^A-Za-z0-9._-]+", "-", Path(label).stem).strip(".-")[:60] or "notebook"
        text = json.dumps(with_verdicts(sent_in, results), indent=1)
        (folder / f"{number + 1}-{stem}.ipynb").write_text(text, encoding="utf-8")
    (folder / "report.html").write_text(student_page(student, name, marks, settings), encoding="utf-8")


def student_page(student, name, marks, settings):
    """What a student may read: each exercise's mark, and what the verdict says."""
    head = f"<h1>{escape(name)}</h1>\n<p>{exports.total(marks, settings):g} of {exports.possible(marks, settings):g} points.</p>"
    parts = [head]
    for notebook_name in dict.fromkeys(exercises()[n].notebook for n in marks):
        parts.append(f"<h2>{escape(notebook_name)}</h2>")
        for exercise, mark in marks.items():
            if exercises()[exercise].notebook == notebook_name:
                parts.append(_mark_block(exercise, mark, settings))
    return _page(f"{name}: marks", "\n".join(parts))


def _mark_block(exercise, mark, settings):
    notes = []
    if mark.days_late and settings.late_factor(mark.days_late) < 1 and not mark.override:
        notes.append(f"Sent in late, {mark.days_late} day(s) begun: it counts {settings.late_factor(mark.days_late):.0%}.")
    if mark.override:
        notes.append(f"Marked by hand: {mark.override}")
    said = "".join(f"<p class=quiet>{escape(note)}</p>" for note in notes) + (f"<pre>{escape(mark.text)}</pre>" if mark.text else "")
    return (f'<div class="verdict"><p><code>{escape(exercise)}</code>: {_status(mark)}, {points(mark, settings):g} of {settings.worth(exercise):g} points</p>{said}</div>')


def with_verdicts(sent_in, results):
    """The notebook with a cell under each exercise that says how it was marked. Outputs that run scripts are not carried along."""
    made = json.loads(json.dumps(sent_in))
    cells = notebook.cells(made)
    for cell in cells:
        if isinstance(cell, dict) and cell.get("cell_type") == "code":
            cell["outputs"] = []
    after = defaultdict(list)
    for name, result in results.items():
        if result["cell"] is not None and 0 <= result["cell"] < len(cells):
            after[result["cell"]].append((name, result))
    old = not isinstance(made.get("cells"), list)
    for index in sorted(after, reverse=True):
        for name, result in reversed(after[index]):
            cell = {"cell_type": "markdown", "metadata": {"tags": ["verdict"]}, "source": _as_markdown(name, result)}
            if not old and made.get("nbformat") == 4 and (made.get("nbformat_minor") or 0) >= 5:
                cell["id"] = f"verdict-{name}"[:64]
            _insert(made, index + 1, cell)
    return made


def _insert(made, index, cell):
    if isinstance(made.get("cells"), list):
        made["cells"].insert(index, cell)
        return
    for sheet in made["worksheets"]:
        if isinstance(sheet, dict) and isinstance(sheet.get("cells"), list):
            if index <= len(sheet["cells"]):
                sheet["cells"].insert(index, cell)
                return
            index -= len(sheet["cells"])


def _as_markdown(name, result):
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall(r"`+", result["text"])), default=0))
    return f"**{SIGNS[result['status']][1]}** · `{name}`\n\n{fence}text\n{result['text']}\n{fence}\n"


# ---------------------------------------------------------------- the class


def class_page(everybody, counting, settings, not_graded, pairs, seed):
    """The whole class on one page. everybody : (student, name, folder, marks)."""
    most = exports.possible(counting, settings)
    totals = [exports.total(marks, settings) for *_, marks in everybody]
    tried = {name: [marks[name] for *_, marks in everybody] for name in counting}
    parts = [f"<h1>The class: {len(everybody)} students, {len(counting)} exercises</h1>",
             "<h2>Points</h2>", _distribution(totals, most),
             "<h2>Exercises</h2>", _exercise_table(tried),
             "<h2>Mistakes that the class made</h2>", _mistake_table(tried),
             "<h2>Nobody tried</h2>", _listed([f"<code>{escape(n)}</code>" for n, marks in tried.items() if all(m.status == "not yet" for m in marks)], "Each exercise was tried by somebody."),
             "<h2>Places to look: answers alike</h2>", _alike_table(pairs),
             "<h2>Not graded</h2>", _not_graded_table(not_graded),
             "<h2>Students</h2>", _student_table(everybody, settings, most),
             f'<p class="quiet">Seed of the hidden cases: {seed}.</p>']
    return _page("The class", "\n".join(parts))


def _distribution(totals, most):
    if not totals or not most:
        return "<p>No marks yet.</p>"
    ordered = sorted(totals)
    bins = [0] * 10
    for value in totals:
        bins[min(int(10 * value / most), 9)] += 1
    rows = [(f"{10 * i} to {10 * i + 10} %", f'<span class="bar" style="width:{20 * count / max(bins):.2f}rem"></span> {count}') for i, count in enumerate(bins)]
    middle = (ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2
    return (f"<p>Of {most:g} points: mean {sum(totals) / len(totals):.2f}, median {middle:.2f}, from {ordered[0]:g} to {ordered[-1]:g}.</p>"
            + _table(("share of the points", "students"), rows))


def _exercise_table(tried):
    rows = []
    for name, marks in tried.items():
        counts = Counter(m.status for m in marks)
        share = counts["right"] / len(marks) if marks else 0
        rows.append((escape(exercises()[name].notebook), f"<code>{escape(name)}</code>", f'<span class="bar" style="width:{8 * share:.2f}rem"></span> {share:.0%}',
                     counts["right"], counts["not right"], counts["not yet"]))
    return _table(("notebook", "exercise", "right", "✓ right", "✗ not right", "○ not yet"), rows, numeric=(3, 4, 5))


def _mistake_table(tried):
    rows = []
    for name, marks in tried.items():
        known = {m.id: m.title for m in exercises()[name].mistakes}
        counts = Counter(m.mistake for m in marks if m.status == "not right")
        for mistake, count in counts.items():
            title = known.get(mistake) or OTHER.get(mistake) or ("Wrong in a way that has no name here." if mistake is None else mistake.replace("-", " ") + ".")
            rows.append((count, name, escape(mistake or "not named"), marked(title)))
    rows.sort(key=lambda row: (-row[0], row[1], row[2]))
    rows = [(count, f"<code>{escape(name)}</code>", mistake, title) for count, name, mistake, title in rows]
    head = "how often", "exercise", "mistake", "what the answer does"
    shared, single = [row for row in rows if row[0] > 1], [row for row in rows if row[0] == 1]
    if len(single) <= FEW:
        shared, single = rows, []
    shown = _table(head, shared, numeric=(0,)) if shared else "<p>None that two students share.</p>" if single else "<p>None.</p>"
    return shown + (f"<details><summary>{len(single)} more, each made by one student</summary>{_table(head, single, numeric=(0,))}</details>" if single else "")


FEW = 20        # mistakes of one student each that are shown unfolded

OTHER = {
    "raised": "It raises an exception.", "returned-none": "It returns None.", "wrong-type": "It returns something of the wrong kind.",
    "wrong-shape": "Its result has the wrong shape.", "changed-input": "It changes its arguments.", "returned-argument": "It returns an argument itself.",
    "timed-out": "It does not come to an end.", "killed": "The process that ran it ended.", "refused": "What it returned could not be read.",
    "used-torch": "It is answered with torch.", "wrong-signature": "It takes other arguments.", "not-repeatable": "It gives another result when called again.",
    "used-global-random": "It draws from numpy's global random state.", "unreadable": "Its cell is no Python.", "definition-failed": "It could not be defined.",
    "relies-on": "It relies on an exercise that is not right.",
}


def _alike_table(pairs):
    if not pairs:
        return "<p>None.</p>"
    rows = [(escape(a), escape(b), f"{len(names)} exercise{'s' * (len(names) > 1)}: " + ", ".join(f"<code>{escape(n)}</code>" for n in names)) for a, b, names in pairs]
    return ("<p>The code of these answers is the same, or nearly, names of variables aside. That says nothing by itself: short exercises have few answers.</p>"
            + _table(("", "", "where"), rows))


def _not_graded_table(not_graded):
    if not not_graded:
        return "<p>Everything was graded.</p>"
    return _table(("student", "file", "why"), [tuple(map(escape, map(str, row))) for row in not_graded])


def _student_table(everybody, settings, most):
    rows = []
    for student, name, place, marks in everybody:
        counts = Counter(m.status for m in marks.values())
        rows.append((f'<a href="students/{escape(place)}/report.html">{escape(name)}</a>', escape(student), f"{exports.total(marks, settings):g}",
                     counts["right"], counts["not right"], counts["not yet"]))
    return _table(("name", "id", f"points of {most:g}", "✓ right", "✗ not right", "○ not yet"), rows, numeric=(2, 3, 4, 5))


def _listed(items, otherwise):
    return f"<p>{', '.join(items)}.</p>" if items else f"<p>{otherwise}</p>"


# ---------------------------------------------------------------- answers alike


def _codes(sent_in, results):
    """(exercise, its cell's code without comments and with variables renamed) for each answer that was written."""
    cells = notebook.cells(sent_in)
    for name, result in results.items():
        if result["status"] == "not yet" or result["cell"] is None or not 0 <= result["cell"] < len(cells):
            continue
        source = cells[result["cell"]].get("source", cells[result["cell"]].get("input", ""))
        text = "".join(map(str, source)) if isinstance(source, list) else str(source)
        code = normalised(text)
        if len(code) >= FEWEST_CHARACTERS:
            yield name, code


def normalised(text):
    """Code as it is alike: comments, docstrings, space and the names of variables do not count."""
    text = re.sub(r'("""|\'\'\').*?\1', "", text, flags=re.DOTALL)
    text = re.sub(r"#.*", "", text)
    names = {}
    words = re.sub(r"(?<![.\w])[a-z_]\w*(?!\w*\()", lambda m: names.setdefault(m[0], f"v{len(names)}") if m[0] not in _KEPT else m[0], text)
    return re.sub(r"\s+", "", words)


_KEPT = frozenset("def return for in if else elif while not and or is lambda with try except raise import from as None True False np pass break continue class yield".split())


def alike(codes):
    """(name, name, exercises) of pairs of students whose answers to several exercises, or to a long one, are nearly the same."""
    pairs = defaultdict(list)
    for exercise, answers in codes.items():
        usual = Counter(code for *_, code in answers)
        for (s, a, x), (t, b, y) in itertools.combinations(answers[:MOST_COMPARED], 2):
            if s != t and usual[x] <= max(2, len(answers) // 10) and abs(len(x) - len(y)) <= (1 - ALIKE) * max(len(x), len(y)) * 2:
                matcher = difflib.SequenceMatcher(None, x, y, autojunk=False)
                if x == y or matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE:
                    pairs[(f"{a} ({s})", f"{b} ({t})")].append(exercise)
    found = sorted(pairs.items(), key=lambda item: -len(item[1]))
    return [(a, b, names) for (a, b), names in found[:MOST_ALIKE]]
