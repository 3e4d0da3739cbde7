"""Work on several threads: nothing lost, nothing out of order, no wait without end."""

import random
import threading
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente._threads import Behind, in_order


class Stop(Exception):
    """What goes wrong in these tests."""


def dawdle(number):
    """Give the number back, sooner or later."""
    time.sleep(random.Random(number).random() / 1000)
    return -number


def failing(items, at):
    for item in items:
        if item == at:
            raise Stop
        yield item


@given(st.lists(st.integers(), max_size=30), st.integers(1, 5))
def test_results_come_in_the_order_of_the_items(items, jobs):
    assert list(in_order(iter(items), dawdle, jobs)) == [(item, -item) for item in items]


@pytest.mark.parametrize("jobs", [1, 2, 5])
@pytest.mark.parametrize("at", [0, 7])
def test_an_error_comes_behind_all_that_was_before_it(jobs, at):
    def work(number):
        if number == at:
            raise Stop
        return dawdle(number)

    before = [(number, -number) for number in range(at)]
    for results in (in_order(failing(range(20), at), dawdle, jobs), in_order(iter(range(20)), work, jobs)):
        assert [next(results) for _ in range(at)] == before
        with pytest.raises(Stop):
            next(results)


def test_work_that_raises_stop_iteration_is_no_end():
    def work(number):
        raise StopIteration

    # A generator must not let it through: Python makes another error of it.
    with pytest.raises(RuntimeError):
        list(in_order(iter(range(3)), work, 2))


def test_no_more_is_drawn_than_is_wanted():
    drawn = []

    def source():
        for number in range(1000):
            drawn.append(number)
            yield number

    results = in_order(source(), dawdle, 2)
    assert next(results) == (0, 0)
    time.sleep(0.05)
    assert len(drawn) < 10
    results.close()
    deadline = time.monotonic() + 10
    while any(thread.name.startswith("detente-worker") for thread in threading.enumerate()):
        assert time.monotonic() < deadline, "threads that nobody needs go on"
        time.sleep(0.01)
    assert len(drawn) < 10


def test_what_is_done_behind_is_done_in_order_and_whole():
    done = []
    with Behind(lambda number: done.append(dawdle(number))) as give:
        for number in range(20):
            give(number)
    assert done == [-number for number in range(20)]


def test_an_error_behind_is_raised():
    def fail(number):
        raise Stop

    with pytest.raises(Stop), Behind(fail) as give:
        give(1)
