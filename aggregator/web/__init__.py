"""The local web page (``asagao serve``): Starlette pages over the same calls that the commands make."""
