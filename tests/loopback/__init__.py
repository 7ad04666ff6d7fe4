"""The official sites on loopback: a real HTTP server in its own process that can misbehave.

``made`` writes documents for volume, ``sites`` lays them and the real ones out as the sites do,
``server`` serves that directory, ``faults`` is what it can be told to do wrong, and ``process``
starts it and speaks with it from a test.
"""
