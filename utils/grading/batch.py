"""Grading what waits in a gradebook, on all cores of this machine or on a Dask cluster.

The same function, `mark_one`, is handed to an executor's workers; each keeps a warm `Marker`. What comes back is written
down one by one by this process alone.
"""

import atexit
import concurrent.futures
import multiprocessing
import os
import sqlite3
import sys
import threading
import time
from concurrent.futures.process import BrokenProcessPool

from .gradebook import Gradebook

AHEAD = 4           # submissions handed out per worker beyond the one it is at: enough to keep it busy, few enough to hold in memory
TRIES = 2           # of a submission that takes its worker down with it
UNWRITABLE = (ValueError, TypeError, OverflowError, sqlite3.IntegrityError, sqlite3.InterfaceError, sqlite3.ProgrammingError, sqlite3.DataError)

_markers, _one_at_a_time = {}, threading.Lock()      # a Dask worker may have several threads


def mark_one(data, seed, notebooks, trusting):
    """Mark one notebook (bytes), in whatever process this is called. Returns what `Marker.mark` does.

    trusting : whether to go on where this machine's second wall is not whole; what there is of it is put up in any case.
    """
    from .marking import Marker     # torch, which a grader's front need not load

    key = seed, notebooks, trusting
    with _one_at_a_time:
        if key not in _markers:
            _close()
            _markers[key] = Marker(seed, notebooks, trusting=trusting).__enter__()
        return _markers[key].mark(data)


@atexit.register
def _close():
    """End the markers that this process keeps, with their helpers and the helpers' folders."""
    for marker in _markers.values():
        marker.__exit__(None, None, None)
    _markers.clear()


def local_executor(jobs):
    """Workers on this machine, each a fresh process."""
    return concurrent.futures.ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn"), initializer=_begin)


def _begin():
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)        # Ctrl-C is the front's affair: what is under way is finished
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    from . import walls
    walls.hide_from_others()
    threading.Thread(target=_end_with_the_front, daemon=True).start()


def _end_with_the_front():
    """Wait until the front has ended, even by kill -9; a worker of the standard library's would go on without it for ever."""
    multiprocessing.parent_process().join()
    with _one_at_a_time:        # what is under way is finished: a helper that it starts anew would be left behind
        try:
            _close()
        finally:
            os._exit(1)


def dask_executor(address):
    """The workers of a running Dask cluster. Raises RuntimeError where the package or the cluster is not to be had."""
    try:
        from distributed import Client
    except ImportError:
        raise RuntimeError("--scheduler needs the package distributed: pip install distributed (here and on the cluster's workers).") from None
    try:
        client = Client(address, timeout=20)
    except OSError as error:
        raise RuntimeError(f"There is no Dask scheduler at {address} ({error}). Start one with `dask scheduler`, and workers with `dask worker {address}`.") from None
    return client.get_executor(pure=False)


class Progress:
    """A bar with an estimate, on a terminal; a line now and then elsewhere."""

    def __init__(self, total, stream=sys.stderr):
        self.total, self.done, self.stream = total, 0, stream
        self.started = self.told = time.monotonic()
        self.live = stream.isatty()

    def step(self):
        self.done += 1
        now = time.monotonic()
        if self.live and now - self.told > 0.1 or now - self.told > 10 or self.done == self.total:
            self.told = now
            left = (now - self.started) / self.done * (self.total - self.done)
            filled = 30 * self.done // max(self.total, 1)
            line = f"[{'#' * filled}{'.' * (30 - filled)}] {self.done}/{self.total}, {_span(left)} left"
            self.stream.write(("\r" if self.live else "") + line + ("" if self.live and self.done < self.total else "\n"))
            self.stream.flush()


def _span(seconds):
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min"


def grade(book: Gradebook, seed, notebooks, make, trusting=False, workers=1, progress=None):
    """Grade everything that waits in the gradebook; returns how many that were.

    make : a function that makes the executor in which `mark_one` is run, such as `local_executor`; called again when a worker
    has died. KeyboardInterrupt ends it after what is under way; the rest waits.
    """
    pool, pending, done, kept = make(), {}, 0, time.monotonic()
    try:
        while True:
            while len(pending) < workers * (1 + AHEAD) and (hashes := book.claim(seed, 1)):
                data, reason = book.content(hashes[0])
                if data is None:
                    done += _record(book, hashes[0], seed, {"readable": False, "reason": reason, "exercises": {}, "seconds": 0.0}, progress)
                else:
                    pending[pool.submit(mark_one, data, seed, notebooks, trusting)] = hashes[0]
            if not pending:
                return done
            finished, _ = concurrent.futures.wait(pending, timeout=20, return_when=concurrent.futures.FIRST_COMPLETED)
            if time.monotonic() - kept > 60:
                book.keep_claims()
                kept = time.monotonic()
            if any(isinstance(future.exception(), BrokenProcessPool) for future in finished):
                pool.shutdown(wait=False)
                for digest in pending.values():
                    done += _record(book, digest, seed, _on_its_own(make, book, digest, seed, notebooks, trusting), progress)
                pool, pending = make(), {}
                continue
            for future in finished:
                done += _record(book, pending.pop(future), seed, _result(future), progress)
    finally:
        for future in pending:
            future.cancel()
        pool.shutdown(wait=True)


def _result(future):
    try:
        return future.result()
    except Exception as error:
        return _could_not(f"the grader failed on it: {type(error).__name__}: {str(error)[:200]}")


def _record(book, digest, seed, result, progress):
    try:
        book.record(digest, seed, result)
    except UNWRITABLE as error:     # a result that the gradebook cannot hold costs its own submission alone
        book.record(digest, seed, _could_not(f"what was found cannot be written down: {type(error).__name__}"))
    if progress:
        progress.step()
    return 1


def _on_its_own(make, book, digest, seed, notebooks, trusting):
    """The result of one that was under way when a worker died, in a pool of its own: the one that kills it is found, and costs no other."""
    data, _ = book.content(digest)
    for _ in range(TRIES):
        with make() as pool:
            future = pool.submit(mark_one, data, seed, notebooks, trusting)
            if not isinstance(future.exception(), BrokenProcessPool):
                return _result(future)
    return _could_not("the process that judged it ended, twice over")


def _could_not(reason):
    return {"readable": False, "reason": reason, "failed": reason, "exercises": {}, "seconds": 0.0}
