"""Work that goes on beside other work: what is needed next is drawn ahead, what is done is written behind."""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Generic, TypeVar

T = TypeVar("T")

#: Seconds between two looks at whether the other side has stopped. (A wait without end hides Ctrl-C on Windows.)
_LOOK = 0.2


def several(jobs: int) -> bool:
    """Say whether there are threads to work beside each other: ``jobs`` of them, 0 meaning one per core."""
    return (jobs or os.cpu_count() or 1) > 1


def ahead(source: Iterator[T], depth: int = 1) -> Iterator[T]:
    """Draw from an iterator in a thread of its own, ``depth`` items ahead."""
    results: queue.Queue[tuple[T | None, BaseException | None]] = queue.Queue(maxsize=depth)
    stopped = threading.Event()

    def put(item: tuple[T | None, BaseException | None]) -> bool:
        while not stopped.is_set():
            try:
                results.put(item, timeout=_LOOK)
            except queue.Full:
                continue
            return True
        return False

    def draw() -> None:
        try:
            for item in source:
                if not put((item, None)):
                    return
        except BaseException as error:  # handed on to the consumer, whatever it is
            put((None, error))
        else:
            put((None, None))

    threading.Thread(target=draw, name="detente-reader", daemon=True).start()
    try:
        while True:
            try:
                item, error = results.get(timeout=_LOOK)
            except queue.Empty:
                continue
            if error is not None:
                raise error
            if item is None:
                return
            yield item
    finally:
        stopped.set()


class Behind(Generic[T]):
    """Does a piece of work after the other in a thread of its own; two may wait.

    Leaving the ``with`` block waits for the rest. An error of the work is raised by the next call, or there.
    """

    def __init__(self, work: Callable[[T], object]) -> None:
        self._work = work
        self._waiting: queue.Queue[T | None] = queue.Queue(maxsize=2)
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="detente-writer", daemon=True)

    def _run(self) -> None:
        while (item := self._waiting.get()) is not None:
            if self._error is None:
                try:
                    self._work(item)
                except BaseException as error:  # raised where the work was given, whatever it is
                    self._error = error

    def __call__(self, item: T) -> None:
        """Give a piece of work."""
        self._give(item)
        self._raise()

    def __enter__(self) -> Behind[T]:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._give(None)
        while self._thread.is_alive():
            self._thread.join(_LOOK)
        if error is None:
            self._raise()

    def _give(self, item: T | None) -> None:
        while True:
            try:
                return self._waiting.put(item, timeout=_LOOK)
            except queue.Full:
                continue

    def _raise(self) -> None:
        if self._error is not None:
            raise self._error
