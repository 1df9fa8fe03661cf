"""Holdings as a table, a row each: CSV, a spreadsheet or Parquet, in and out.

The columns are those of a holding in a case file, with the bounds of its share apart; beside
them stands what is said of the two parties. People's own headings are understood where they are
plain, and can be mapped where they are not.
"""

from kingmaker.files.exchange.table.columns import COLUMNS
from kingmaker.files.exchange.table.reading import is_table, read
from kingmaker.files.exchange.table.writing import write

__all__ = ["COLUMNS", "is_table", "read", "write"]
