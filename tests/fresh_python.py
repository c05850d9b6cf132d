"""What code does in a Python of its own, where nothing of ours is loaded yet."""

import subprocess
import sys


def modules_after(code: str) -> set[str]:
    """Return the modules that are loaded once `code` has run in a fresh Python."""
    report = f"{code}\nimport sys; print('|'.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", report], capture_output=True, text=True, check=True
    )
    return set(done.stdout.splitlines()[-1].split("|"))
