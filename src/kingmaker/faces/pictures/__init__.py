"""Pictures for reports: drawn once in Python, as SVG that needs no script and no other file."""
