"""Charts: pure functions from answers and tables to a ``Picture``, one module each.

How to add a chart, with ``margin`` as the example:

1. ``charts/<kind>.py`` has ``<kind>_chart(answers, style) -> Picture``. It takes what the analysers
   give, never the record, a file or the network. Its words and its data may live in
   ``charts/<kind>_story.py``.
2. Make the data behind the chart: ``<kind>_rows(...) -> list[dict]``, one dict per line of the
   ``.csv``, plain Python values, the roll call's id among them. No pandas: the command line draws
   without it.
3. Make the words: a ``frame.Story``. ``headline`` states the finding from the numbers ("Senate
   passed H.R. 3364, 98–2, 31 above the 67 needed to override a veto"), never "Chart of…".
   ``subtitle`` is roll call, day and question (``wording.rollcall_line``). ``source`` names the
   official documents (``wording.source_line``). ``description`` is the alt text: what is shown and
   the numbers that matter, in sentences, without colours.
4. Ask for room: ``frame = Frame(style, story, left=…, right=…, above=…, below=…)`` (pixels for axis
   labels around the plot), ``height = frame.height(natural)``, ``frame.width``. All type sizes go
   through ``frame.type(12)``, so that they fit the size asked for; ``frame.narrow`` is a column.
   Never write text longer than its room: ``lettering.text_width``, ``wrap``, ``shorten``.
5. Draw layers of Vega-Lite with the words of ``charts/vegalite.py``: ``layer(rows, mark, look={…},
   x=number("dim1", (-1, 1), (0, frame.width), axis={…}), y=pixels("y"), color=colours("fill"))``.
   Every position has either ``pixels(name)`` or ``number(name, domain, extent)``; in one picture,
   layers share a scale unless ``resolve={"scale": {"y": "independent"}, "axis": {"y": …}}`` is
   passed on. Small multiples are several layers with different ``extent``. ``Sketch`` places boxes,
   lines and words in pixels. Colours come from ``style.theme``: ``theme.party("R")``,
   ``theme.light(colour)`` for a nay, hollow for who was away; seats have marks of their own
   (``seat_marks``).
   For a tooltip give the rows a text and the layer ``tooltip=words("told")`` and
   ``description=words("told")``: the first serves notebooks and the JSON, the second the page.
6. ``return frame.picture(kind, layers, rows, height)``.
7. Add one line to ``KINDS`` in ``votekit/api/pictures.py`` with the function that reads what the
   chart draws, and the options and number of references that it takes. The command line and
   ``vk.chart`` then know it.
8. Look at it: light, dark, print, grey; web, column, social; and test it in ``tests/``.

Refusals are ``RequestError`` of one sentence: what cannot be drawn, and what to name instead.
"""
