"""Generic kinds: a new source of one of these is configuration only. Modules with a leading underscore are their parts."""
