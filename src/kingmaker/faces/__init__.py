"""How people meet the answers: commands, tables, pictures, reports."""
