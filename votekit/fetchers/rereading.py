"""Reading kept documents again, without a network: those not yet in the tables, or all."""

from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import urlsplit

from votekit.congresses import spell_vote_id
from votekit.fetchers.errors import DocumentError
from votekit.fetchers.gathering import check_place
from votekit.fetchers.intake import Intake
from votekit.fetchers.known import LazyMembers
from votekit.fetchers.shelf import Shelf
from votekit.fetchers.site import Site
from votekit.fetchers.summary import ChamberSummary
from votekit.fetchers.watch import Watch
from votekit.store.documents import Document


def read_again(
    groups: Iterable[list[Document]],
    sites: Mapping[str, Site],
    intake: Intake,
    shelf: Shelf,
    watch: Watch,
) -> list[ChamberSummary]:
    """Take kept documents into the store as if they had just come; each group is a roll call.

    Raises
    ------
    StoreError
        When the documents or the store cannot be read, or the store not be written.
    """
    summaries: dict[tuple[str, int], ChamberSummary] = {}
    for group in _whole(groups, sites):
        first = group[0]
        place = (first.chamber, first.congress)
        summary = summaries.setdefault(place, ChamberSummary(*place))
        vote_id = spell_vote_id(first.chamber, first.number, first.congress, first.session)
        for document in group:
            shelf.remember(document)
        try:
            members = LazyMembers(intake.known, (first.congress, first.chamber))
            vote = sites[first.source].parse(group, members)
            check_place(vote, first)
        except DocumentError as error:
            summary.failed[vote_id] = str(error)
            watch.step(f"{vote_id}: {error}", failed=True)
            continue
        if first.source not in summary.sources:
            summary.sources.append(first.source)
        (change,) = intake.take([vote])
        summary.add(change)
        watch.step(f"{vote_id}: {change.kind}")
    intake.flush()
    return list(summaries.values())


def _whole(groups: Iterable[list[Document]], sites: Mapping[str, Site]) -> Iterator[list[Document]]:
    """Leave out what was not fetched from a site, and what a kill has left of two documents.

    Of what was fetched from two addresses of one site, as a mirror's, the latest is read.
    """
    for group in groups:
        first = group[0]
        site = sites.get(first.source)
        if site is None:
            continue
        count = len(site.addresses(first.congress, first.session, first.number))
        whole = [found for found in _by_host(group) if len(found) == count]
        if whole:
            yield max(whole, key=lambda found: min(one.fetched_at for one in found))


def _by_host(group: list[Document]) -> Iterable[list[Document]]:
    hosts: dict[tuple[str, str], list[Document]] = {}
    for document in group:
        parts = urlsplit(document.url)
        hosts.setdefault((parts.scheme, parts.netloc), []).append(document)
    return hosts.values()
