"""What every page works with: the desk, what is asked, what may be shown, and the names for templates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

from starlette.requests import Request
from starlette.responses import HTMLResponse

from onrecord.model.answer import ClaimLine, Said
from onrecord.record.guarded import Screen
from onrecord.record.workbench import Workbench
from onrecord.web import rendering
from onrecord.web.asking import View, view_of
from onrecord.web.desk import Desk
from onrecord.web.palette import Palette

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """One request's view of the record."""

    desk: Desk
    bench: Workbench
    view: View
    screen: Screen
    palette: Palette

    @staticmethod
    def of(request: Request) -> Room:
        """The room of a request. Raises InputError where it asks what cannot be."""
        desk: Desk = request.app.state.desk
        view = view_of(request)
        return Room(
            desk=desk,
            bench=desk.bench,
            view=view,
            screen=desk.screen(view.audience),
            palette=request.app.state.palette,
        )

    def shown(self, answer: T) -> T:
        """An answer as this audience may read it."""
        return self.screen.shown(answer)

    def page(self, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
        """A page of a template; where a decision was just taken, it says which."""
        done = self.view.query.get("done", "")
        values["done"] = self.shown(self.bench.logged(done)) if done else None
        return rendering.page(template, self.view, status=status, palette=self.palette, steps=steps, **values)

    def notes(self, kind: str, id: str) -> dict[str, Any]:
        """What the part of a page needs that holds the notes and links on its subject."""
        return {"notes": self.shown(self.bench.notes(id, kind)), "hung": (kind, id)}


def steps(said: Said | None, claim: ClaimLine) -> tuple[str, ...]:
    """How a word reached the page: source, whom it spoke to, agency, outlet; none twice."""
    ends = (claim.agency, claim.outlet)
    through = (said.name, *said.via, *ends) if said else ends
    return tuple(dict.fromkeys(step for step in through if step))


def speakers(claim: ClaimLine) -> str:
    """Who makes a claim, in a few words: its sources, else its outlet."""
    return ", ".join(said.name for said in claim.sources) or claim.outlet
