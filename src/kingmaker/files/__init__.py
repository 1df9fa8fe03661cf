"""Reading and writing: files into cases, cases into files, and what is wrong with them."""

from kingmaker.files.case import Case, World
from kingmaker.files.examples import example, examples
from kingmaker.files.importing import load
from kingmaker.files.loading import loads
from kingmaker.files.problems import CaseError, Place, Problem
from kingmaker.files.schema import schema
from kingmaker.files.starter import starter
from kingmaker.files.writing import dumps, inline

__all__ = [
    "Case", "CaseError", "Place", "Problem", "World", "dumps", "example", "examples", "inline",
    "load", "loads", "schema", "starter",
]  # fmt: skip
