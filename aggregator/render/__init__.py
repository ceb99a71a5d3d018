"""Digest -> Rendered: page, mail, text, calendar and JSON of one record. Pure but for reading the shipped templates.

``forms`` makes them all; nothing is imported here, so that a command that needs a few words does not load the templates.
"""
