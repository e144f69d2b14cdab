"""Hostile submissions: what somebody might write to gain points, to learn answers, or to do harm.

Each is bounded by itself (a few seconds, 2 GiB, 50 processes, loopback addresses only), so that a wall that fails does the
machine no harm. `HONEST` stands in each beside the hostile part, and has to keep its points; `TARGET` is the exercise
that the hostile part is to get points for, and must not.
"""

import json
from dataclasses import dataclass, field

HONEST, TARGET = "relu", "sigmoid"
HONEST_CELL = "import numpy as np\n@check\ndef relu(z):\n    return np.maximum(z, 0)"


@dataclass(frozen=True)
class Hostile:
    """id, the code cells beside the honest one, and what must be so: `leaks` says that it tries to gain points or to learn
    something, which the first wall by itself has to prevent; the others try to do harm."""

    id: str
    cells: tuple
    leaks: bool = False
    before: bool = False        # the hostile cells stand before the honest one
    keeps: bool = True          # the honest exercise keeps its points
    extra: dict = field(default_factory=dict)

    @property
    def notebook(self):
        cells = [*self.cells, HONEST_CELL] if self.before else [HONEST_CELL, *self.cells]
        return as_notebook(cells)


def as_notebook(cells, **more):
    made = {"cells": [{"cell_type": "code", "id": f"c{i}", "metadata": {}, "source": text, "outputs": [], "execution_count": None}
                      for i, text in enumerate(cells)], "metadata": {}, "nbformat": 4, "nbformat_minor": 5, **more}
    return json.dumps(made).encode()


def body(text):
    """A cell with the target exercise, whose body is this."""
    return f"@check\ndef {TARGET}(z):\n" + "\n".join("    " + line for line in text.strip("\n").split("\n"))


def harm(id, text, top="", **more):
    return Hostile(id, tuple(cell for cell in (top, body(text)) if cell), **more)


def leak(id, text, top="", **more):
    return harm(id, text, top, leaks=True, **more)


SEARCH = """
import gc
found = [o for o in gc.get_objects() if isinstance(o, np.ndarray) and o.shape == z.shape and o is not z and np.all((0 <= o) & (o <= 1))]
return found[0].copy() if found else z * 0
"""

FORGED = """
import os, struct, json
def outcome(**more):
    return {'Outcome': {'status': 'returned', 'value': {'a': ['<f8', [3], 0]}, 'raised': None, 'warnings': {'t': []}, 'printed': '', 'printed_more': {'n': '0'},
                        'changed': {'t': []}, 'returned_argument': None, 'array_class': '', 'torch_names': {'t': []}, 'global_random': False,
                        'seconds': {'n': 'nan'}, **more}}
for _ in range(1):
    head = json.dumps({'d': {'outcomes': {'l': [outcome(changed={'t': [{'n': '999'}]} if k % 2 else {'t': []}) for k in range(9)]}}}).encode()
    message = struct.pack('<QQ', len(head), 24) + head + bytes(24)
    for fd in range(3, 64):
        try:
            os.write(fd, struct.pack('<Q', len(message)) + message)
        except OSError:
            pass
os._exit(0)
"""

HOSTILE = [
    # ------------------------------------------------------------ never ending
    harm("loop", "while True:\n    pass"),
    harm("loop-that-ignores-interrupts", """
import time
end = time.time() + 30
while time.time() < end:
    try:
        while time.time() < end:
            pass
    except BaseException:
        pass
"""),
    harm("loop-with-signals-ignored", """
import signal, time
for s in (signal.SIGALRM, signal.SIGINT, signal.SIGTERM, signal.SIGXCPU):
    signal.signal(s, signal.SIG_IGN)
end = time.time() + 30
while time.time() < end:
    pass
"""),
    harm("sleep", "import time\ntime.sleep(30)\nreturn z"),
    harm("loop-in-c", "return sum(range(10 ** 10)) * z"),
    harm("loop-at-the-top-level", "return BAD", top="import time\nend = time.time() + 30\nBAD = [None for _ in iter(lambda: time.time() > end, True)]"),
    harm("regular-expression", "import re\nre.match(r'(a+)+$', 'a' * 40 + 'b')\nreturn z"),
    # ------------------------------------------------------------ too much
    harm("memory", "keep = [np.ones(2 ** 24) for _ in range(16)]\nreturn z"),
    harm("one-large-array", "return np.ones(2 ** 27)"),
    harm("large-result", "return np.broadcast_to(1.0, (40000, 40000))"),
    harm("large-list", "return [1.0] * (10 ** 8)"),
    harm("string-flood", "return 'x' * (2 ** 30)"),
    harm("output-flood", "for _ in range(200_000):\n    print('flood' * 100)\nreturn z"),
    harm("output-flood-to-descriptors", """
import os
for _ in range(20_000):
    for fd in range(64):
        try:
            os.write(fd, b'x' * 4096)
        except OSError:
            pass
return z
"""),
    harm("disk-flood", """
for i in range(20):
    with open(f'flood-{i}.bin', 'wb') as file:
        file.write(b'x' * 2 ** 22)
return z
"""),
    harm("open-files", "import os\nkeep = [os.open('/dev/null', 0) for _ in range(5000)]\nreturn z"),
    harm("recursion", "import sys\nsys.setrecursionlimit(10 ** 6)\nreturn sigmoid(z)"),
    harm("c-stack", "import functools\nf = abs\nfor _ in range(10 ** 6):\n    f = functools.partial(f)\nreturn f(z)"),
    # ------------------------------------------------------------ processes
    harm("forks", """
import os, time
for _ in range(50):
    if os.fork() == 0:
        time.sleep(20)
        os._exit(0)
return z
"""),
    harm("detached-process", """
import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        time.sleep(20)
    os._exit(0)
os._exit(0)
"""),
    harm("subprocess", "import subprocess\nsubprocess.run(['sleep', '20'])\nreturn z"),
    harm("shell", "import os\nos.system('sleep 20')\nreturn z"),
    harm("threads", """
import threading, time
for _ in range(50):
    threading.Thread(target=time.sleep, args=(20,)).start()
return z
"""),
    harm("thread-that-goes-on", """
import threading, time
def work():
    end = time.time() + 10
    while time.time() < end:
        pass
threading.Thread(target=work).start()
return z * 2
"""),
    # ------------------------------------------------------------ ending what runs it
    harm("exit-at-the-top-level", "return BAD", top="import os\nBAD = os._exit(0)"),
    harm("exit-in-the-function", "import os\nos._exit(0)"),
    harm("exit-with-success-as-status", "import sys\nsys.exit(0)"),
    harm("kill-itself", "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)"),
    harm("abort", "import os\nos.abort()"),
    harm("segmentation-fault", "import ctypes\nreturn ctypes.string_at(0)"),
    harm("kill-the-parent", "import os, signal\nos.kill(os.getppid(), signal.SIGTERM)\nreturn z"),
    harm("stop-the-parent", "import os, signal\nos.kill(os.getppid(), signal.SIGSTOP)\nreturn z", extra={"undo": "SIGCONT"}),
    harm("kill-the-group", "import os, signal\nos.killpg(0, signal.SIGTERM)\nreturn z"),
    harm("raise-strange", "class Strange(BaseException):\n    def __str__(self):\n        raise self\nraise Strange()"),
    harm("raise-on-exit", "import atexit\natexit.register(lambda: print('bye'))\nraise KeyboardInterrupt"),
    harm("input", "return float(input()) * z"),
    # ------------------------------------------------------------ gaining points
    leak("patched-numpy", "return z", top="np.allclose = np.array_equal = np.isclose = np.all = lambda *a, **k: True\nDONE = 1", before=True, keeps=False),
    leak("patched-numpy-in-the-function", "np.all = np.isclose = np.allclose = np.abs = lambda *a, **k: True\nreturn z", keeps=False),
    leak("patched-builtins", "import builtins\nbuiltins.all = builtins.any = lambda *a: True\nbuiltins.isinstance = lambda *a: True\nreturn z", keeps=False),
    leak("redefined-check", "return z", top="def check(f):\n    return f\ndef examine(*a):\n    return 'right'"),
    leak("patched-checker", """
import sys
for name, module in list(sys.modules.items()):
    if 'checking' in name or 'grading' in name:
        for key in list(vars(module)):
            if key in ('equal', 'close', 'plain', 'unchanged', 'run', 'call', 'outcomes'):
                setattr(module, key, lambda *a, **k: True)
return z
"""),
    leak("forged-outcomes", """
import sys
running = sys.modules.get('utils.checking.running')
if running:
    running.run = lambda f, cases, seconds: [running.Outcome('returned', 'right', None) for _ in cases]
return z
"""),
    leak("forged-message", """
import os, struct, json
head = json.dumps({'d': {'outcomes': {'l': []}, 'status': 'right', 'share': {'n': '1.0'}}}).encode()
message = struct.pack('<QQ', len(head), 0) + head
for fd in range(3, 64):
    try:
        os.write(fd, struct.pack('<Q', len(message)) + message)
    except OSError:
        pass
return z
"""),
    leak("forged-times-and-places", FORGED),
    leak("forged-parts-by-the-million", """
import os, struct
head = b'{"l":[' + b','.join([b'{"l":[]}'] * 5_000_000) + b']}'
message = struct.pack('<QQQ', len(head) + 16, len(head), 0) + head
for fd in range(3, 64):
    try:
        os.fstat(fd)
        left = memoryview(message)
        while left:
            left = left[os.write(fd, left):]
    except OSError:
        pass
os._exit(0)
"""),
    leak("message-of-garbage", "import os\nfor fd in range(3, 64):\n    try:\n        os.write(fd, b'\\xff' * 4096)\n    except OSError:\n        pass\nreturn z"),
    leak("message-that-claims-to-be-huge", """
import os, struct
for fd in range(3, 64):
    try:
        os.write(fd, struct.pack('<Q', 2 ** 62))
    except OSError:
        pass
return z
"""),
    leak("ast-transformer", "return z", top="import ast, sys\nast.NodeTransformer.visit = lambda self, node: node\nast.parse = lambda *a, **k: None\nDONE = 1"),
    leak("display-hook", "import sys\nsys.displayhook = lambda value: print('right')\nreturn z"),
    leak("equal-to-anything", """
class Anything:
    def __eq__(self, other):
        return True
    __array_priority__ = 1e9
    shape, dtype, ndim, size = z.shape, z.dtype, z.ndim, z.size
    def __array__(self, *a, **k):
        return z
return Anything()
"""),
    leak("array-that-lies", """
class Lies(np.ndarray):
    @property
    def shape(self):
        return (3,)
    def __eq__(self, other):
        return np.ones(3, dtype=bool)
    def __array_function__(self, function, types, args, kwargs):
        return True
    def __array_ufunc__(self, *a, **k):
        return np.zeros(3)
return np.zeros_like(z).view(Lies)
"""),
    leak("nan-everywhere", "return np.full_like(z, np.nan, dtype=float)"),
    leak("object-array", "return np.array([object()] * z.size, dtype=object).reshape(z.shape)"),
    leak("memmap-of-size", "return np.lib.stride_tricks.as_strided(z, shape=(10 ** 6, 10 ** 6), strides=(0, 0))"),
    leak("search-by-gc", SEARCH),
    leak("search-in-the-frames", """
import sys
frame = sys._getframe()
while frame:
    for name, value in list(frame.f_locals.items()):
        if 'expected' in name or 'reference' in name or 'trial' in name:
            return np.array(getattr(value, 'expected', value)[0])
    frame = frame.f_back
return z
"""),
    leak("search-in-the-modules", """
import sys
for name, module in list(sys.modules.items()):
    if 'exercises' in name or 'solutions' in name:
        return vars(module)['sigmoid'](z)
return z
"""),
    leak("import-the-solutions", "import utils.solutions.mlp as s\nreturn s.sigmoid(z)"),
    leak("import-the-exercises", "from utils.exercises.mlp import sigmoid as s\nreturn s.stand_in()(z)"),
    leak("import-by-path", """
import importlib.util, os, sys
for module in list(sys.modules.values()):
    path = getattr(module, '__file__', None) or ''
    if 'checking' in path:
        root = path.split('checking')[0]
        spec = importlib.util.spec_from_file_location('s', os.path.join(root, 'solutions', 'mlp.py'))
        s = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(s)
        return s.sigmoid(z)
return z
"""),
    leak("torch", "import torch\nreturn torch.sigmoid(torch.tensor(z)).numpy()"),
    leak("torch-by-path", """
import sys, glob
sys.path += glob.glob('/**/site-packages', recursive=False) + [np.__path__[0].rsplit('/', 1)[0]]
import torch
return torch.sigmoid(torch.tensor(z)).numpy()
"""),
    leak("read-the-environment", "import os\nreturn np.array([float(len(os.environ['SEED']))]) * z"),
    # ------------------------------------------------------------ files, network
    harm("read-files", "return z * len(open('/etc/passwd').read())"),
    harm("read-proc", "import os\nreturn z * len(open(f'/proc/{os.getppid()}/environ', 'rb').read())"),
    harm("read-the-parents-memory", "import os\nopen(f'/proc/{os.getppid()}/mem', 'rb').read(10)\nreturn z"),
    harm("search-the-files-for-the-solutions", """
import os
for top in ('/work', '/home', '/root', '/builds', '/tmp', '/'):
    for place, folders, names in os.walk(top):
        if place.endswith('utils/solutions') and 'mlp.py' in names:
            found = {}
            exec(open(place + '/mlp.py').read(), found)
            return found['sigmoid'](z)
        if place.count('/') > 6:
            folders.clear()
return z
"""),
    harm("find-the-gradebook", """
import os
for place, folders, names in os.walk('/tmp'):
    for name in names:
        if name.endswith('.sqlite'):
            open(os.path.join(place, name), 'r+b').write(b'spoiled')
return z
"""),
    harm("delete-files", "import os\nfor name in os.listdir('/tmp'):\n    if name.startswith('next-student'):\n        os.unlink('/tmp/' + name)\nreturn z"),
    harm("symbolic-link", "import os\nos.symlink('/etc/passwd', 'link')\nreturn z * len(open('link').read())"),
    harm("socket", "import socket\ns = socket.create_connection(('127.0.0.1', 9), timeout=2)\nreturn z"),
    harm("unix-socket", "import socket\ns = socket.socket(socket.AF_UNIX)\ns.connect('/tmp/nothing-there')\nreturn z"),
    harm("datagram", "import socket\nsocket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'hello', ('127.0.0.1', 9))\nreturn z"),
    harm("shared-memory", "from multiprocessing import shared_memory\nm = shared_memory.SharedMemory(create=True, size=10)\nreturn z"),
    # ------------------------------------------------------------ words that reach the reports
    harm("html-in-what-it-prints", "print('<script>alert(1)</script><img src=x onerror=alert(2)>')\nreturn z"),
    harm("html-in-what-it-raises", "raise ValueError('<script>alert(1)</script>')"),
    harm("terminal-codes", "print('\\x1b[2J\\x1b[31m')\nraise ValueError('\\x1b]0;title\\x07')"),
    harm("lone-surrogate", "raise ValueError('\\ud800')"),
]
