"""Pages fit to publish: from answers and pictures to a page, and from the page to HTML or Markdown.

``model`` says what a page is made of; ``part`` puts one together for a bill or a roll call,
``vetoes`` for a Congress; ``html`` and ``markdown`` write it. Nothing here reads the record.
"""
