"""The command line: one command a question, read from the register, and a few for files.

Answers go to stdout and everything else to stderr. Exit status: 0 answered, 1 the case has
problems or is too large, 2 wrong usage.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Any

from cyclopts import App, CycloptsError

from kingmaker.analyses import UnknownName, questions
from kingmaker.engine import TooLarge
from kingmaker.faces import commands
from kingmaker.faces.asked import command
from kingmaker.faces.charting import chart
from kingmaker.faces.exchanging import convert
from kingmaker.files import CaseError

ANSWERED, PROBLEMS, USAGE = 0, 1, 2

_HELP = """Who really controls an organisation, and what happens under stress?

CASE is a case file, or the name of a shipped example such as openai-2023. Begin with:

kingmaker effective openai-2023 remove-ceo
"""


def build() -> App:
    """The command line, with a command for every question there is."""
    pretty = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    app = App(
        name="kingmaker",
        help=_HELP,
        help_format="plaintext",
        help_formatter="default" if pretty else "plain",
        version_flags=[],
    )
    for question in questions():
        app.command(command(question), name=question.name, group="Questions", help_flags=_FLAGS)
    for other in (
        commands.summary, commands.report, chart, convert, commands.check, commands.new,
        commands.examples, commands.schema,
    ):  # fmt: skip
        app.command(other, group="Files", help_flags=_FLAGS)

    @app.command(group="Files")
    def completion(shell: commands.Shell) -> None:  # pyright: ignore[reportUnusedFunction]
        """Print a script that completes commands in your shell.

        Parameters
        ----------
        shell : str
            bash, zsh or fish.
        """
        sys.stdout.write(app.generate_completion(shell=shell))

    return app


_FLAGS = ["--help", "-h"]


def run(arguments: Sequence[str]) -> int:
    """Run one command line.

    Parameters
    ----------
    arguments : sequence of str
        Without the name of the program.

    Returns
    -------
    int
        The exit status.
    """
    app = build()
    try:
        app(list(arguments), exit_on_error=False, print_error=False, result_action="return_value")
    except CaseError as error:
        return _refuse(str(error), PROBLEMS)
    except TooLarge as error:
        return _refuse(f"too large: {error}", PROBLEMS)
    except CycloptsError as error:
        return _refuse(f"{_plain(error)}\nTry: kingmaker --help", USAGE)
    except UnknownName as error:
        return _refuse(str(error), USAGE)
    except (KeyError, ValueError) as error:
        return _refuse(str(error.args[0] if error.args else error), USAGE)
    except BrokenPipeError:
        # whoever read us has read enough: nothing more can be written, not even at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        if error.errno is None:
            raise  # not a file's trouble but our own
        where = f"{error.filename}: " if error.filename else ""
        return _refuse(f"{where}{(error.strerror or str(error)).lower()}", USAGE)
    except KeyboardInterrupt:
        return _refuse("stopped", 130)
    return ANSWERED


def _refuse(message: str, status: int) -> int:
    sys.stderr.write(f"{message}\n")
    return status


def _plain(error: CycloptsError) -> str:
    """The library's sentence on one line, without its box."""
    return " ".join(str(error).split())


def main(arguments: Any = None) -> None:
    """Run the command line and leave with its status."""
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))
