"""What all tests share."""


def pytest_addoption(parser):
    parser.addoption(
        "--accept", action="store_true", help="write what the source cases give now into their expected.json"
    )
