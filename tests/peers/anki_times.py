"""Says how long Anki takes to import a package into an empty collection, and to export it again.

python tests/peers/anki_times.py FOLDER PACKAGE
"""

import json
import statistics
import sys
import time
from pathlib import Path

from anki.collection import (
    Collection,
    ExportAnkiPackageOptions,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
)

ROUNDS = 3


def main(folder: Path, package: str) -> None:
    taken, given = [], []
    for at in range(ROUNDS):
        col = Collection(str(folder / f"times{at}.anki2"))
        options = ImportAnkiPackageOptions()
        begin = time.perf_counter()
        col.import_anki_package(ImportAnkiPackageRequest(package_path=package, options=options))
        taken.append(time.perf_counter() - begin)
        to = str(folder / f"times{at}.apkg")
        begin = time.perf_counter()
        whole = ExportAnkiPackageOptions(with_media=True, legacy=True)
        col.export_anki_package(out_path=to, options=whole, limit=None)
        given.append(time.perf_counter() - begin)
        col.close()
    print(json.dumps({"in": statistics.median(taken), "out": statistics.median(given)}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
