"""Rewrite the outputs that the documentation shows, from real runs.

Run ``python tests/docs/refresh.py`` and review what has changed; with names of pages, only those.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from docs.pages import ROOT, Page, pages


def main(chosen: list[str]) -> int:
    """Refresh every page, or those chosen; return how many examples could not be put right."""
    wrong = 0
    for path in pages():
        name = str(path.relative_to(ROOT))
        if not path.exists() or (chosen and not any(part in name for part in chosen)):
            continue
        with tempfile.TemporaryDirectory() as folder:
            page = Page(path, Path(folder))
            fresh = page.run()
        if fresh != path.read_text(encoding="utf-8"):
            path.write_text(fresh, encoding="utf-8")
            sys.stdout.write(f"{name}: {len(page.differences)} outputs rewritten\n")
        for difference in page.differences:
            if difference.of.startswith("a case that"):
                sys.stdout.write(f"{difference}\n")
                wrong += 1
    return wrong


if __name__ == "__main__":
    sys.exit(min(1, main(sys.argv[1:])))
