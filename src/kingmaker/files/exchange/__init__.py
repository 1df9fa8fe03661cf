"""Other people's formats: registers, tables and graphs of who owns whom, in and out."""
