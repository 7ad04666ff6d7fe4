"""What no chart can be drawn of is refused with a sentence that says what to do."""

import pytest

import votekit as vk
from votekit.errors import RequestError


@pytest.mark.parametrize(
    ("kind", "references", "options", "told"),
    [
        ("map", ["h2-118.2023"], {}, "election of the Speaker"),
        ("map", ["hr3364-115"], {}, "name one of h413-115.2017, s175-115.2017"),
        ("map", ["s175-115.2017"], {"chamber": "house"}, "is of the Senate"),
        ("map", ["s216-116.2020"], {}, "no yeas and nays"),
        ("map", ["s175-115.2017"], {"height": 240}, "larger --height"),
        ("ideology", ["s175-115.2017"], {"dimension": 3}, "no dimension 3"),
        ("timeline", ["s175-115.2017"], {}, "its bill is hr3364-115"),
        ("trend", ["sunshine"], {}, "No measure is called"),
        ("trend", ["party-unity"], {"since": "2017-01-03", "until": "2017-02-01"}, "two periods"),
        ("trend", [], {}, "votekit chart trend party-unity"),
        ("overrides", [], {"congress": 113}, "no attempt to override"),
        ("agreement", [], {"congress": 115}, "add --congress 115 --chamber"),
        ("agreement", ["hr3364-115"], {"congress": 115, "chamber": "senate"}, "no reference"),
        ("timeline", ["hr1-119"], {"congress": 119}, "no option"),
    ],
)
def test_a_refusal_is_a_sentence_that_says_what_to_do(kind, references, options, told):
    with pytest.raises(RequestError) as refused:
        vk.chart(kind, *references, **options)
    sentence = str(refused.value)
    assert told in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence
