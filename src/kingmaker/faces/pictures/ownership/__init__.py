"""Who holds what of whom: a chart of parties and their holdings, and the same as a table."""

from kingmaker.faces.pictures.ownership.drawing import MOST, ownership_chart
from kingmaker.faces.pictures.ownership.table import ownership_table

__all__ = ["MOST", "ownership_chart", "ownership_table"]
