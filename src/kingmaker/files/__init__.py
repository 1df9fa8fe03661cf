"""Reading and writing: files into cases, cases into files, and what is wrong with them."""

from kingmaker.files.case import Case, World
from kingmaker.files.examples import example, examples
from kingmaker.files.loading import load, loads
from kingmaker.files.problems import CaseError, Place, Problem

__all__ = ["Case", "CaseError", "Place", "Problem", "World", "example", "examples", "load", "loads"]
