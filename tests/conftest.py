"""What all tests share."""

import os

os.environ["LANGUAGE"] = "ja"  # the terminal's language is read when the commands are imported


def pytest_addoption(parser):
    parser.addoption(
        "--accept", action="store_true", help="write what the source cases give now into their expected.json"
    )
