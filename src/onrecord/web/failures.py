"""Bad input, unknown ids and damage: each answered on a page, in a sentence, with a way on."""

from __future__ import annotations

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from onrecord.errors import BadJudgement, InputError, MissingPart, OnrecordError, UnknownName
from onrecord.model.answer import Asked
from onrecord.model.audience import Audience
from onrecord.web.asking import View, view_of
from onrecord.web.headers import CARRIED
from onrecord.web.rendering import page

API = "/api/"


def answer_in(app: FastAPI) -> None:
    """Let an application answer what goes wrong."""
    app.add_exception_handler(OnrecordError, _ours)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _form)
    app.add_exception_handler(Exception, _ours_to_mend)


def status_of(error: OnrecordError) -> int:
    """The HTTP status that says what sort of failure this is."""
    if isinstance(error, UnknownName):
        return 404
    if isinstance(error, BadJudgement):
        return 422
    if isinstance(error, InputError):
        return 400
    return 503 if isinstance(error, MissingPart) else 500


async def _ours(request: Request, error: Exception) -> Response:
    if not isinstance(error, OnrecordError):
        raise error
    return told(request, status_of(error), error.message, error.hint)


async def _http(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    if error.status_code == 404:
        return told(request, 404, "There is no page at this address.", "")
    return told(request, error.status_code, str(error.detail), "")


async def _form(request: Request, error: Exception) -> Response:
    if not isinstance(error, RequestValidationError):
        raise error
    names = sorted({str(e["loc"][-1]) for e in error.errors()})
    return told(request, 422, f"The form lacks something, or holds what cannot be: {', '.join(names)}.", "")


async def _ours_to_mend(request: Request, _error: Exception) -> Response:
    """A fault of the program: told on a page, and raised on by the server, which prints it."""
    answer = told(
        request,
        500,
        "Something in onrecord itself broke while this page was made. The record is unharmed.",
        "what broke is printed where onrecord serve runs; onrecord doctor looks the record over",
    )
    answer.headers.update(CARRIED)  # made outside of all else, so nothing has added them
    return answer


def told(request: Request, status: int, message: str, hint: str) -> Response:
    """A failure as a page, or as JSON where JSON was asked for."""
    if request.url.path.startswith(API):
        return JSONResponse({"error": message, "hint": hint}, status_code=status)
    return page("error.html", _plain_view(request), status=status, number=status, message=message, hint=hint)


def _plain_view(request: Request) -> View:
    """The view as asked, or, where that is what went wrong, one that asks nothing."""
    try:
        return view_of(request)
    except InputError:
        plain = view_of(Request({**request.scope, "query_string": b"", "headers": []}))
        return View(audience=Audience.PUBLIC, asked=Asked(), now=plain.now, path=request.url.path)
