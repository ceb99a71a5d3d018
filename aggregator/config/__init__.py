"""config.yaml -> Settings (``load``), and changes to it that keep its comments (``edit``).

A mistake is reported as ``config.yaml:LINE: key: what to do``.
"""
