"""One target under atheris: `python -m tests.fuzz TARGET SECONDS FOUND CRASHES`.

FOUND is a folder for new inputs that reached new code; CRASHES one for those that failed. Exits
with another code than 0 if one did.
"""

import sys

import atheris

with atheris.instrument_imports(include=["quizkit"]):
    from tests.fuzz.targets import TARGETS
    from tests.places import ROOT

name, seconds, found, crashes = sys.argv[1:]
options = [
    f"-max_total_time={seconds}",
    f"-artifact_prefix={crashes}/{name}-",
    "-max_len=4000",
    "-timeout=10",
    "-rss_limit_mb=2048",
    "-print_final_stats=1",
    "-verbosity=0",
]
atheris.Setup([sys.argv[0], *options, found, str(ROOT / "tests/fuzz/corpus" / name)], TARGETS[name])
atheris.Fuzz()
