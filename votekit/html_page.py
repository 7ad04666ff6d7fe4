"""The last step of every page in HTML: nothing unprintable, and a policy of what it may do."""

import hashlib
import re
from base64 import b64encode

from votekit.printable import printable

_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_CHARSET = '<meta charset="utf-8">\n'


def finished(page: str, *, evaluates: bool = False) -> str:
    """Give a page its Content-Security-Policy: its own scripts may run, and nothing is loaded.

    Should a title ever get through the escaping as a script, browsers refuse to run it: only the
    scripts whose hashes the policy lists are the page's own. ``evaluates`` is for Vega, which
    compiles a chart's expressions.
    """
    page = printable(page)
    digests = [hashlib.sha256(script.encode()).digest() for script in _SCRIPT.findall(page)]
    scripts = [f"'sha256-{b64encode(digest).decode()}'" for digest in digests]
    if evaluates:
        scripts.append("'unsafe-eval'")
    policy = "; ".join(
        [
            "default-src 'none'",
            f"script-src {' '.join(scripts)}",
            "style-src 'unsafe-inline'",
            "img-src data: blob:",
            "font-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )
    told = f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
    return page.replace(_CHARSET, f"{_CHARSET}{told}", 1)
