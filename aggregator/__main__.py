"""``python -m aggregator`` is the same program as ``asagao``."""

from aggregator.cli import main

if __name__ == "__main__":
    main()
