"""What all tests share."""

import os

from hypothesis import settings

os.environ["LANGUAGE"] = "ja"  # the terminal's language is read when the commands are imported

# No time limit for one example: speed is the benches' business, and a busy machine is no failure.
# The short form tries the same examples every time, so that main is as green tomorrow; `make fuzz` looks for new ones.
settings.register_profile("short", deadline=None, derandomize=True)
settings.register_profile("long", deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "short"))


def pytest_addoption(parser):
    parser.addoption(
        "--accept", action="store_true", help="write what the source cases give now into their expected.json"
    )


_LONG = ("test_wheel.py", "test_cli.py", "test_browser.py", "test_induce.py", "test_web.py")
"""What takes longest by far for so few tests: begun first, so that no worker is left alone with it at the end."""


def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: item.path.name not in _LONG)
