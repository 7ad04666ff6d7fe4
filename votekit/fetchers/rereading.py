"""Reading kept documents again, without a network: those not yet in the tables, or all."""

from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import urlsplit

from votekit.congresses import spell_vote_id
from votekit.errors import StoreError
from votekit.fetchers.boundary import Boundary
from votekit.fetchers.errors import DocumentError
from votekit.fetchers.gathering import read_documents
from votekit.fetchers.intake import Intake
from votekit.fetchers.known import LazyMembers
from votekit.fetchers.shelf import Shelf
from votekit.fetchers.site import Site
from votekit.fetchers.summary import ChamberSummary
from votekit.fetchers.watch import Watch
from votekit.store.documents import Damaged, Document, Group


def read_again(
    groups: Iterable[Group],
    sites: Mapping[str, Site],
    intake: Intake,
    shelf: Shelf,
    watch: Watch,
    boundary: Boundary,
) -> tuple[list[ChamberSummary], dict[str, str]]:
    """Take kept documents into the store as if they had just come; each group is a roll call.

    Gives what became of them by chamber, and why damaged ones could not be read.

    Raises
    ------
    StoreError
        When the documents or the store cannot be read, or the store not be written.
    """
    summaries: dict[tuple[str, int], ChamberSummary] = {}
    damaged: dict[str, str] = {}
    for group in _whole(groups, sites, damaged):
        first = group[0]
        place = (first.chamber, first.congress)
        summary = summaries.setdefault(place, ChamberSummary(*place))
        vote_id = spell_vote_id(first.chamber, first.number, first.congress, first.session)
        for document in group:
            shelf.remember(document)
        try:
            members = LazyMembers(intake.known, (first.congress, first.chamber))
            vote = read_documents(sites[first.source], group, members)
            (change,) = intake.take([vote])
        except Exception as error:
            if isinstance(error, StoreError) and not isinstance(error, DocumentError):
                raise
            why = str(boundary.failure(vote_id, error))
            summary.failed[vote_id] = why
            watch.step(f"{vote_id}: {why}", failed=True)
            continue
        if first.source not in summary.sources:
            summary.sources.append(first.source)
        summary.add(change)
        watch.step(f"{vote_id}: {change.kind}")
    intake.flush()
    return list(summaries.values()), damaged


def _whole(
    groups: Iterable[Group], sites: Mapping[str, Site], damaged: dict[str, str]
) -> Iterator[list[Document]]:
    """Leave out what was not fetched from a site, and what a kill has left of two documents.

    Of what was fetched from two addresses of one site, as a mirror's, the latest is read.
    """
    for group in groups:
        if isinstance(group, Damaged):
            damaged[group.name] = group.why
            continue
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
