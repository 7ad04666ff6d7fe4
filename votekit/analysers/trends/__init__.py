"""The measures of a trend: what each roll call, or each member, adds to numerator and denominator.

Each function gives one row per roll call, roll call and party, or member and period, with
``period``, ``chamber``, ``party`` (``D``, ``R``, or ``all``), ``numerator``, ``denominator`` and
``left_out``; :mod:`votekit.analysers.trend` adds them up.
"""
