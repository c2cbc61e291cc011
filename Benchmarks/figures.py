"""What a message costs a process, and the figures that come of many rounds."""

import ctypes
import os
import statistics
import time
from dataclasses import dataclass

C = ctypes.CDLL(None, use_errno=True)


def cpu_clock(pid):
    """The number of the clock that counts the CPU time of all threads of a process, in nanoseconds.

    The ticks in /proc/PID/stat are hundredths of a second: too coarse for a round.
    """
    clock = ctypes.c_int()
    error = C.clock_getcpuclockid(pid, ctypes.byref(clock))
    if error:
        raise OSError(error, os.strerror(error))
    return clock.value


@dataclass(frozen=True)
class Sample:
    """One server's share of one round."""

    # CPU time in microseconds a message.
    cost: float
    # Messages a second of wall time.
    rate: float


def take_sample(clock, work, count):
    """Measures what `work`, which is `count` messages, costs the process whose clock it is."""
    cpu, wall = time.clock_gettime_ns(clock), time.monotonic_ns()
    work()
    cpu, wall = time.clock_gettime_ns(clock) - cpu, time.monotonic_ns() - wall
    return Sample(cost=cpu / 1_000 / count, rate=count / (wall / 1e9))


class Figure:
    """What the rounds of one load say of one server."""

    def __init__(self, samples):
        costs = [sample.cost for sample in samples]
        self.cost, self.least, self.most = statistics.median(costs), min(costs), max(costs)
        self.rate = statistics.median(sample.rate for sample in samples)
        self.samples = samples

    def summary(self):
        """The figures for a file, with those of each round in the order they were taken."""
        return {
            "microseconds": self.cost,
            "least": self.least,
            "most": self.most,
            "messages_per_second": self.rate,
            "rounds": [sample.cost for sample in self.samples],
        }
