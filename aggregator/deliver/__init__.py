"""Rendered -> where it is read: a file, a mail server, standard output."""
