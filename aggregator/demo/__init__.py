"""``asagao demo``: the whole program on sample sources of this machine, so that a newcomer sees a live page in a minute."""
