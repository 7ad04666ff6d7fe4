"""Charts: a typed result in, an Altair chart out; one file a kind.

How a kind is written, with ``margin`` as the example:

1. ``charts/<kind>.py`` has ``<kind>_chart(result, style) -> VoteChart``. It takes what analysers
   give, never the record, a file or the network.
2. ``<kind>_rows(...)`` is the table behind the chart: one dict for each mark or roll call, plain
   values in fields that mean something (``party``, ``yea``, ``needed``), no pandas. Where position
   is the design (seats, tiles, swarms), computed coordinates are fields beside the names. Fields
   that serve the drawing only are named in ``helpers`` and stay out of ``.csv``.
3. ``<kind>_words(...)`` returns ``chart.Words``. ``headline`` states the finding from the numbers;
   ``alt`` is one sentence; ``description`` says all that is shown, without colors.
4. The layers are Altair: ``alt.Chart().mark_bar().encode(...)``. Layers without data of their own
   draw the rows, so that a user's ``transform_filter`` reaches them; derive what they need with
   ``transform_calculate``, ``transform_fold`` and the like. Axes, legends and titles are Altair's.
   Words name what they are: ``mark_text(style="label")``, ``value``, ``heading``, ``figure``,
   ``note`` (see ``theme.config_of``); sizes in pixels go through ``style.type(12)``. Party colors
   are ``alt.Scale(domain=[...], range=[theme.party(...)])``; text about a party takes
   ``theme.label(party)``. Nays are ``theme.light(color)``, hatched where ``theme.hatched``.
   Every mark that stands for something has ``tooltip=[...]`` and ``description="told:N"``.
5. ``with building(): return finish(kind, layers, rows, words, style, plot=…, left=…, below=…)``.
   ``plot`` is the plot's natural height; a fixed size gives the plot all that the words leave
   (Vega's ``fit``: width and height are the outer size). ``left`` is the width of the labels of a
   y axis, fixed with ``minExtent=maxExtent=left``; ``below`` the height of the x axis and of a
   legend at the bottom, so that the source line stands clear. Headline and source line are broken
   when the chart is written out, so that ``.properties(width=300)`` fits.
6. One line in ``KINDS`` of ``votekit/api/pictures.py`` with the function that reads what it draws.
7. ``tests/charts/test_chart_<kind>.py``, and a line in ``tests/charts/test_altair.py``.
8. Look at it: light, dark, print, gray; web, column, social, square, portrait, slide; and run
   ``scripts/check_charts.py <kind>``, which measures its words in a browser.

Refusals are ``RequestError`` of one sentence: what cannot be drawn, and what to name instead.
"""
