"""Reading a submitted notebook: the text of its code cells, whatever wrote the file and in whatever state it is."""

import json

MOST_BYTES = 64 * 2**20


class Unreadable(ValueError):
    """The file is no notebook that can be read; the message says why."""


def read(data):
    """A notebook as a dict. data : the file's bytes. Raises Unreadable."""
    if not data.strip():
        raise Unreadable("the file is empty")
    if len(data) > MOST_BYTES:
        raise Unreadable(f"the file has {len(data) / 2**20:.0f} MiB; {MOST_BYTES // 2**20} MiB are the most that is read")
    try:
        notebook = json.loads(_text(data))
    except RecursionError:
        raise Unreadable("its JSON is nested too deeply") from None
    except (ValueError, MemoryError) as error:
        raise Unreadable(f"it is no JSON ({str(error)[:120]}): perhaps the upload was cut off, or it is another kind of file") from None
    if not isinstance(notebook, dict) or not isinstance(_cells(notebook), list):
        raise Unreadable("it is JSON, but no notebook: it has no cells")
    return notebook


def _text(data):
    for encoding in ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig",):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            pass
    return data.decode("utf-8", "replace")


def _cells(notebook):
    """The list of cells: format 4 has one, format 3 has it in worksheets."""
    if isinstance(notebook.get("cells"), list):
        return notebook["cells"]
    sheets = notebook.get("worksheets")
    if isinstance(sheets, list):
        return [cell for sheet in sheets if isinstance(sheet, dict) and isinstance(sheet.get("cells"), list) for cell in sheet["cells"]]
    return None


def code_cells(notebook):
    """`(index among all cells, text)` of each code cell; a cell that is malformed is passed over."""
    found = []
    for index, cell in enumerate(_cells(notebook)):
        if isinstance(cell, dict) and cell.get("cell_type") == "code":
            text = cell.get("source", cell.get("input", ""))
            text = "".join(map(str, text)) if isinstance(text, list) else text
            if isinstance(text, str):
                found.append((index, text.encode("utf-8", "replace").decode("utf-8")))
    return found


def cells(notebook):
    """The list of the notebook's cells, which may be written into."""
    return _cells(notebook)
