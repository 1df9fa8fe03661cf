"""The main job on the real case: who could decide, who could not, and why it did not last."""

import sys
from pathlib import Path

from kingmaker.faces.cli import run

OUT = Path(sys.argv[1])
STEPS = (
    ("In words", ["summary", "openai-2023", "remove-ceo"]),
    ("Formal power beside effective power", ["effective", "openai-2023", "remove-ceo"]),
    ("Which disputed facts change who can decide", ["winners", "openai-2023", "remove-ceo",
                                                    "--doubt"]),
    ("A day later: four directors are left", ["power", "openai-2023", "appoint-ceo",
                                              "--as-of", "2023-11-18"]),
)  # fmt: skip


def main() -> int:
    """Ask each question as a user would, then write the report."""
    for title, arguments in STEPS:
        sys.stdout.write(f"\n── {title}\n$ kingmaker {' '.join(arguments)}\n\n")
        sys.stdout.flush()
        if status := run(arguments):
            return status
    OUT.mkdir(exist_ok=True)
    sys.stdout.write("\n── Everything in one page\n")
    sys.stdout.flush()
    return run(["report", "openai-2023", "remove-ceo", "-o", str(OUT / "openai-2023.html")])


sys.exit(main())
