"""Mutated real documents for every parser; ``VOTEKIT_FUZZ`` says how many for each family."""
