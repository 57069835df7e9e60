"""Signals answered by a thread of their own: no lock that the main thread holds can stand in their way."""

import signal
import subprocess
import sys

import pytest

# Signals hit a main thread that does nothing but take and give back the lock of the event that the answer sets.
UNDER_FIRE = """
import os, signal, threading, time
from monitor.interrupts import answered

event, over = threading.Event(), threading.Event()

def fire():
    for _ in range(400):
        os.kill(os.getpid(), signal.SIGUSR1)
        time.sleep(0.001)
    over.set()

with answered({signal.SIGUSR1: event.set}):
    firing = threading.Thread(target=fire)
    firing.start()
    while not over.is_set():
        event.wait(0)
        event.clear()
    firing.join()
print("alive", signal.getsignal(signal.SIGUSR1) == signal.SIG_DFL, threading.active_count())
"""

ANSWERED = """
import os, signal, threading
from monitor.interrupts import answered

asked = threading.Event()
with answered({signal.SIGTERM: asked.set}):
    os.kill(os.getpid(), signal.SIGTERM)
    print(asked.wait(10), flush=True)
os.kill(os.getpid(), signal.SIGTERM)
print("still here")
"""


def said(program: str) -> subprocess.CompletedProcess[str]:
    """What a program in a process of its own says, and how it ends."""
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.timeout(90)
def test_a_signal_in_the_middle_of_a_wait_stops_nothing() -> None:
    """Hundreds of them while the main thread waits for what they set; afterwards everything is as before."""
    ended = said(UNDER_FIRE)

    assert (ended.returncode, ended.stdout.split()) == (0, ["alive", "True", "1"]), ended.stderr


def test_a_signal_is_answered_within_the_block_alone() -> None:
    """Behind it the signal does what it does anywhere."""
    ended = said(ANSWERED)

    assert (ended.returncode, ended.stdout.split()) == (-signal.SIGTERM, ["True"]), ended.stderr
