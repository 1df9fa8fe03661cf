"""x."""
from kingmaker.files import *
