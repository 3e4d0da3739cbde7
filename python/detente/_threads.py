"""Work that goes on beside other work: on all threads, in order, and behind what goes on."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from itertools import islice
from types import TracebackType
from typing import Generic, TypeAlias, TypeVar

from detente._core import n_threads

T = TypeVar("T")
R = TypeVar("R")

#: Where the result of an item will be: the item with it, or an error, or neither at the end.
_Box: TypeAlias = queue.SimpleQueue[tuple[tuple[T, R] | None, BaseException | None]]

#: Seconds between two looks at whether the other side has stopped. (A wait without end hides Ctrl-C on Windows.)
_LOOK = 0.2


def in_order(source: Iterator[T], work: Callable[[T], R], jobs: int) -> Iterator[tuple[T, R]]:
    """Do work on what an iterator gives, on ``jobs`` threads (0: one per core); give both, in the iterator's order.

    Each thread draws its next item itself, by turns, so that it works on what is still in its cache. An error of the
    iterator or of the work is raised when all before it was given. With one job the calling thread does all.
    """
    threads = n_threads(jobs)
    if threads == 1:
        for item in source:
            yield item, work(item)
        return
    boxes: queue.Queue[_Box[T, R]] = queue.Queue(2 * threads)
    turn, stopped = threading.Lock(), threading.Event()

    def run() -> None:
        while True:
            box: _Box[T, R] = queue.SimpleQueue()
            try:
                with turn:
                    if not _put(boxes, box, stopped):
                        return
                    drawn = list(islice(source, 1))
                if not drawn:
                    stopped.set()
                    box.put((None, None))
                for item in drawn:
                    box.put(((item, work(item)), None))
            except BaseException as error:  # handed on to the consumer, whatever it is
                stopped.set()
                box.put((None, error))

    for number in range(threads):
        threading.Thread(target=run, name=f"detente-worker-{number}", daemon=True).start()
    try:
        while True:
            done, error = _get(_get(boxes))
            if error is not None:
                raise error
            if done is None:
                return
            yield done
    finally:
        stopped.set()


def _put(waiting: queue.Queue[T], item: T, stopped: threading.Event) -> bool:
    """Wait for room; say whether there was some before all was stopped."""
    while not stopped.is_set():
        try:
            waiting.put(item, timeout=_LOOK)
        except queue.Full:
            continue
        return True
    return False


def _get(waiting: queue.Queue[T] | queue.SimpleQueue[T]) -> T:
    """Wait for an item."""
    while True:
        try:
            return waiting.get(timeout=_LOOK)
        except queue.Empty:
            continue


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
