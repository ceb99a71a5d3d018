"""Site adapters: the file name is the kind. None does I/O; each imports ``aggregator.plugin`` and ``sources.kinds`` only."""
