"""A sign of life for work that takes longer than half a second."""

from __future__ import annotations

import sys
import threading
from collections.abc import Generator
from contextlib import contextmanager

PATIENCE = 0.5
"""Seconds before anything is shown."""


@contextmanager
def waiting(what: str = "Working") -> Generator[None]:
    """Show on stderr, if that is a terminal, that work goes on and for how long."""
    if not sys.stderr.isatty():
        yield
        return
    done = threading.Event()

    def show() -> None:
        waited = PATIENCE
        while not done.wait(PATIENCE):
            sys.stderr.write(f"\r{what} … {waited:.0f} s")
            sys.stderr.flush()
            waited += PATIENCE
        if waited > PATIENCE:
            sys.stderr.write("\r\033[K")

    thread = threading.Thread(target=show, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
