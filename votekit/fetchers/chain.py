"""One chamber of one Congress from its sources in order: where one refuses, the next is asked."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from votekit.fetchers.boundary import Boundary
from votekit.fetchers.gathering import Gathering, SiteClosedError, UnreachableSiteError
from votekit.fetchers.intake import Intake
from votekit.fetchers.selection import Choices
from votekit.fetchers.shelf import Shelf
from votekit.fetchers.site import Site
from votekit.fetchers.summary import ChamberSummary
from votekit.fetchers.transfer import CountedClient
from votekit.fetchers.watch import Watch


@dataclass(frozen=True)
class Chain:
    """What all chambers and sources of one fetch share."""

    client: CountedClient
    intake: Intake
    shelf: Shelf
    watch: Watch
    threads: int
    dry: bool
    boundary: Boundary

    def follow(self, sites: list[Site], summary: ChamberSummary, choices: Choices) -> None:
        """Bring a chamber up to date from the first site; from the next where something is left.

        The summary is filled as things come, so it tells what was fetched when this is stopped.

        Raises
        ------
        StoreError
            When the store cannot be read or written.
        """
        done: dict[int, set[int]] = defaultdict(set)
        summary.sources.clear()
        for site in sites:
            summary.sources.append(site.name)
            closed = self._from(site, summary, choices, done)
            if isinstance(closed, UnreachableSiteError):
                summary.unreachable.append(site.title)
                continue
            if closed:
                self._tell(f"{closed} {self._others(sites, site, summary)}".strip(), summary)
                continue
            summary.unreachable.clear()
            if summary.sources[1:]:
                summary.forget_lists()
            if summary.is_complete:
                return

    def _from(
        self, site: Site, summary: ChamberSummary, choices: Choices, done: Mapping[int, set[int]]
    ) -> SiteClosedError | None:
        before = self.client.asked
        gathering = Gathering(
            site,
            self.client,
            self.intake,
            self.shelf,
            summary,
            self.watch,
            self.threads,
            self.dry,
            self.boundary,
        )
        try:
            for session, choice in sorted(choices.items()):
                gathering.bring(session, choice, done[session])
        except SiteClosedError as error:
            return error
        except KeyboardInterrupt:
            summary.stopped = True
            raise
        finally:
            summary.asked += self.client.asked - before
        return None

    def _others(self, sites: list[Site], site: Site, summary: ChamberSummary) -> str:
        """Name the other sources of the same roll calls, and how to ask them."""
        after = sites[sites.index(site) + 1 :]
        if after:
            return f"{after[0].title} is asked instead."
        command = f"votekit fetch {summary.congress} --chamber {summary.chamber} --source"
        has_key = any(one.name == "congress.gov" for one in sites)
        ways = [f"`{command} unitedstates --from PATH`", f"`{command} voteview`"]
        if summary.chamber == "house" and summary.congress >= 117 and not has_key:
            ways.insert(0, f"`{command} congress` (with a key in CONGRESS_API_KEY)")
        return (
            "Other sources hold the same roll calls: the unitedstates project and Voteview"
            f"{', and Congress.gov' if len(ways) == 3 else ''}. Try {', or '.join(ways)}."
        )

    def _tell(self, line: str, summary: ChamberSummary) -> None:
        summary.said.append(line)
        self.watch.say(line)
