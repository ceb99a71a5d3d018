"""One file per change of the tables, oldest first. A shipped one is never edited."""
