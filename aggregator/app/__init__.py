"""The straight line, wired once: the only place that calls all steps. CLI, web and scheduler call this, never a step.

``gather`` fetches, parses, normalises, merges and stores; ``morning`` matches, ranks and makes the Digest; ``send`` renders
and delivers it; ``story`` tells all that is known of one event; ``preview`` reads one page without keeping anything.
"""
