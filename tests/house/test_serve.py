"""Web and worker live and die together."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

SERVE = Path(__file__).resolve().parents[2] / "scripts" / "serve.py"
SLEEPER = [sys.executable, "-c", "import os, time; os.write(1, b'up\\n'); time.sleep(60)"]


def served(*commands: list[str]) -> subprocess.Popen[str]:
    program = (
        f"import sys; sys.path.insert(0, {str(SERVE.parent)!r}); import serve; sys.exit(serve.serve({commands!r}))"
    )
    return subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)


def wait_for_both(whole: subprocess.Popen[str]) -> None:
    assert whole.stdout is not None
    assert [whole.stdout.readline() for _ in "ab"] == ["up\n", "up\n"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_ordered_stop_ends_both_with_status_0(number: signal.Signals) -> None:
    whole = served(SLEEPER, SLEEPER)
    wait_for_both(whole)
    whole.send_signal(number)
    assert whole.wait(10) == 0


def test_when_one_dies_the_other_is_stopped_and_its_status_returned() -> None:
    whole = served(SLEEPER, [sys.executable, "-c", "import sys; sys.exit(3)"])
    assert whole.wait(10) == 3


def test_an_unordered_end_is_never_a_success() -> None:
    whole = served(SLEEPER, [sys.executable, "-c", ""])
    assert whole.wait(10) == 1


def test_killing_the_supervisor_leaves_nothing_running() -> None:
    whole = served(SLEEPER)
    assert whole.stdout is not None
    assert whole.stdout.readline() == "up\n"
    whole.kill()
    assert whole.wait(10) == -signal.SIGKILL
    assert whole.stdout.read() == "", "the pipe is open as long as the child lives"
