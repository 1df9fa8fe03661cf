"""Print the part of constraints.txt that some groups of dependencies take, pins and hashes.

``python .ci/requirements.py test lint`` prints what the project, its build and these groups need,
for ``pip install --require-hashes -r``. Who needs whom is read from the comments in the file.
"""

import re
import sys
from pathlib import Path

BLOCKS = re.compile(r"(?m)^(?=\S)")


def main(groups: list[str]) -> str:
    """Everything that the wanted roots lead to."""
    blocks = [b for b in BLOCKS.split(Path("constraints.txt").read_text("utf-8")) if b.strip()]
    names = [re.split(r"[=\s;\[]", block, maxsplit=1)[0] for block in blocks]
    needed_by = [
        {
            said.strip(" #").removeprefix("via ").strip()
            for said in block.splitlines()
            if "#" in said
        }
        for block in blocks
    ]
    roots = ("pyproject.toml)", *(f"pyproject.toml:{group})" for group in ("build", *groups)))
    packages = list(zip(names, needed_by, blocks, strict=True))
    wanted = {name for name, by, _ in packages if any(one.endswith(roots) for one in by)}
    size = -1
    while len(wanted) != size:
        size = len(wanted)
        wanted |= {name for name, by, _ in packages if by & wanted}
    return "".join(block for name, _, block in packages if name in wanted)


sys.stdout.write(main(sys.argv[1:]))
