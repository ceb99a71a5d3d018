"""A listing page without selectors: find the repeated block, and the selectors that read it. Pure."""
