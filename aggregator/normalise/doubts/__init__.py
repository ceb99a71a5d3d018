"""Which fields of a reading are likely to be wrong although no rule doubts them. Pure."""
