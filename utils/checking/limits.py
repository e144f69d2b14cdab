"""Limits: a call into a student's code comes back, whatever the code does.

On the main thread of a POSIX machine the clock and Ctrl-C arrive as signals.
Elsewhere (Windows, other threads) a watching thread asks Python to raise in the
thread that runs the code. Either way the exception is raised again and again
until the code has ended, because `except:` in a loop can swallow one of them.
With signals that ends any loop within moments; the watching thread gets its turn
only when the loop hands it over, and may need half a minute for one that swallows all.
"""

import contextlib
import ctypes
import random
import signal
import sys
import threading
import time

AGAIN = 0.02    # seconds between one exception and the next


class TimeUp(BaseException):
    """The code did not end in the time it was given."""


class Interrupted(BaseException):
    """The person at the keyboard stopped the code (Ctrl-C, or the notebook's stop button)."""


class _Over(BaseException):
    """Takes the place of a `TimeUp` that is no longer wanted."""


class Limit:
    """`with Limit(seconds) as limit:` ends its body with `TimeUp` or `Interrupted`.

    `limit.fired` is the class that was raised, or None: code that swallows the
    exception and goes on is found out by it.
    """

    def __init__(self, seconds):
        self.seconds = max(float(seconds), AGAIN)
        self._active, self.fired, self._raised = False, None, 0

    def __enter__(self):
        on_main = threading.current_thread() is threading.main_thread()
        self._uses_timer = on_main and hasattr(signal, "setitimer")
        self._catches_interrupts = on_main
        self._active, self._started = True, time.monotonic()
        if self._catches_interrupts:
            self._old_interrupt = signal.signal(signal.SIGINT, self._on_interrupt)
        if self._uses_timer:
            self._old_alarm = signal.signal(signal.SIGALRM, self._on_alarm)
            self._old_timer = signal.setitimer(signal.ITIMER_REAL, self.seconds, AGAIN)
        else:
            self._start_watching()
        return self

    def __exit__(self, *_):
        self._active = False
        if self._uses_timer:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, self._old_alarm or signal.SIG_DFL)
            if self._old_timer[0]:      # somebody else's clock goes on
                left = self._old_timer[0] - (time.monotonic() - self._started)
                signal.setitimer(signal.ITIMER_REAL, max(left, 0.001), self._old_timer[1])
        else:
            self._stop_watching()
        if self._catches_interrupts:
            signal.signal(signal.SIGINT, self._old_interrupt or signal.SIG_DFL)
        return False

    def _on_alarm(self, _, frame):
        if self._active and frame.f_code is not Limit.__exit__.__code__:
            if self._raised > 3:    # swallowed that often: strike at random moments, until one lies between two `try`s
                signal.setitimer(signal.ITIMER_REAL, random.uniform(1e-6, 2e-4), AGAIN)
            self._raised += 1
            self.fired = self.fired or TimeUp
            raise self.fired()

    def _on_interrupt(self, _, frame):
        if self._active and frame.f_code is not Limit.__exit__.__code__:
            self.fired = Interrupted
            if self._uses_timer:
                signal.setitimer(signal.ITIMER_REAL, AGAIN, AGAIN)
            raise Interrupted()

    def _start_watching(self):
        self._lock, self._done, self._thread = threading.Lock(), threading.Event(), threading.get_ident()
        threading.Thread(target=self._watch, daemon=True).start()

    def _watch(self):
        self._done.wait(self.seconds)
        while self._active and not self._done.wait(AGAIN):
            if self._raised > 3:    # swallowed that often: as in _on_alarm, strike at random moments
                return self._watch_closely()
            self._strike()

    def _watch_closely(self):
        """Two strikes in quick succession, again and again, until the second meets code that is handling the first."""
        switching = sys.getswitchinterval()
        _wake_at_once()
        sys.setswitchinterval(1e-6)
        try:
            while self._active and not self._done.is_set():
                self._strike()
                time.sleep(random.choice((0, 0, 1e-6, random.uniform(0, 1e-4))))    # hands the interpreter over
        finally:
            sys.setswitchinterval(switching)

    def _strike(self):
        with self._lock:
            if self._active:
                self.fired, self._raised = TimeUp, self._raised + 1
                self._raise_in_thread(TimeUp)

    def _stop_watching(self):
        self._done.set()
        with self._lock:        # no more strikes after this
            pass
        if self._raised:
            # One may still be under way. Python can take it back, but then looks for it at every step from there on
            # (3.11 does not come to an end in that); so another takes its place, and is awaited.
            try:
                self._raise_in_thread(_Over)
                while True:
                    pass
            except (_Over, TimeUp):
                pass

    def _raise_in_thread(self, exception):
        ctypes.pythonapi.PyThreadState_SetAsyncExc(
            ctypes.c_ulong(self._thread), ctypes.py_object(exception))


def _wake_at_once():
    """Let this thread's sleeps end when they should: Linux otherwise adds 50 microseconds to each."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(29, 1, 0, 0, 0)     # PR_SET_TIMERSLACK, in nanoseconds
