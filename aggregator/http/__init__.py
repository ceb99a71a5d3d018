"""The only door to the network: one client, with manners, caps and a guard against private addresses."""
