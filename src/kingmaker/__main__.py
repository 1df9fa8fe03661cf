"""Run the command line: ``kingmaker``, or ``python -m kingmaker``."""

import sys


def main() -> None:
    """Answer ``--version`` at once; else read the command line."""
    if sys.argv[1:] == ["--version"]:
        from importlib.metadata import version

        sys.stdout.write(f"kingmaker {version('kingmaker')}, case format 1\n")
        return
    from kingmaker.faces.cli import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
