"""Templates: which filters they have, and how a page is made of an answer."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import HTMLResponse

from onrecord.model.answer import CREDIT
from onrecord.model.audience import Audience
from onrecord.model.claim import EventType, Extent, Stance
from onrecord.model.control import Status
from onrecord.model.incident import GradeName
from onrecord.web import sentences, wording
from onrecord.web.asking import View
from onrecord.web.drawing import ranges, strips, weights

HERE = Path(__file__).parent


@cache
def environment() -> Environment:
    """The templates of this package; everything is escaped, and an unknown name is an error."""
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        day=wording.day,
        short_day=wording.short_day,
        minute=wording.minute,
        words=wording.words,
        joined=wording.joined,
        toll=wording.toll,
        toll_words=wording.toll_words,
        figure=wording.figure,
        statement=wording.statement,
    )
    made.globals.update(
        w=wording,
        count=wording.count,
        days=wording.days,
        told=strips.told,
        careful=sentences.careful,
        origin_name=sentences.origin_name,
        main_toll=sentences.main_toll,
        ranges=ranges,
        weights=weights,
        STATUS=tuple(Status),
        STANCE=tuple(Stance),
        GRADE=tuple(GradeName),
        EVENT_TYPES=tuple(EventType),
        EXTENTS=tuple(Extent),
        AUDIENCES=tuple(Audience),
        CREDIT=CREDIT,
        built=(HERE / "static" / "map.js").exists(),
    )
    return made


def page(template: str, view: View, *, status: int = 200, **values: Any) -> HTMLResponse:
    """A whole page; a template of the name with `_` before it is a part of one."""
    text = environment().get_template(template).render(view=view, **values)
    return HTMLResponse(text, status_code=status, headers={"Cache-Control": "no-store"})


def part(template: str, name: str, view: View, **values: Any) -> Markup:
    """One block of a template, for a page that changes in place."""
    found = environment().get_template(template)
    context = found.new_context({"view": view, **values})
    return Markup("").join(found.blocks[name](context))
