"""Write the messages of every broken case anew: ``python tests/broken/refresh.py``.

Read what has changed, aloud, before it is committed.
"""

from __future__ import annotations

from pathlib import Path

from kingmaker.files.loading import loads
from kingmaker.files.problems import CaseError
from kingmaker.files.text import decode

HERE = Path(__file__).parent


def told(file: Path) -> str:
    """What the loader says of a file, with no folder in it."""
    try:
        loads(decode(file.read_bytes(), file.name), file.name)
    except CaseError as error:
        return f"{error}\n"
    return "nothing is wrong\n"


if __name__ == "__main__":
    for case in sorted(HERE.glob("*.yaml")):
        case.with_suffix(".expected.txt").write_text(told(case), encoding="utf-8")
