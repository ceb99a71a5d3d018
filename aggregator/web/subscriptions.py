"""A feed reader's list of subscriptions (OPML) as new sources: what is in it is shown first, only what is chosen is written."""

from __future__ import annotations

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from aggregator.app.opml import read_opml
from aggregator.config.edit import add_item
from aggregator.errors import ConfigError
from aggregator.i18n import told
from aggregator.web.actions import Form, deed
from aggregator.web.desk import Desk
from aggregator.web.guard import hold_token
from aggregator.web.pages import back, desk_of, page

_LARGEST = 2 * 1024 * 1024
"""Bytes of a file that are read; a list of subscriptions is far smaller."""


async def upload(request: Request) -> Response:
    """Show the subscriptions of an OPML file, those that are no sources yet to be chosen."""
    desk = desk_of(request)
    async with request.form(max_files=1) as form:
        hold_token(request, str(form.get("token", "")))
        file = form.get("file")
        body = await file.read(_LARGEST) if isinstance(file, UploadFile) else b""
    try:
        found = read_opml(body)
    except ConfigError as error:
        return page(request, "import", 422, rows=[], error=told(error.message, desk.say))
    taken = {one.name for one in desk.loaded.sources}
    return page(request, "import", rows=[(name, url, name in taken) for name, url in found], error="")


@deed
def add(request: Request, desk: Desk, form: Form) -> Response:
    """Write the chosen subscriptions as sources."""
    text = desk.file.read_text(encoding="utf-8")
    chosen = [key.removeprefix("pick-") for key in form if key.startswith("pick-")]
    for number in chosen:
        url = form.get(f"url-{number}", "")
        kind = "ics" if url.partition("?")[0].endswith(".ics") else "feed"
        text = add_item(text, ("sources",), {"name": form.get(f"name-{number}", url), "kind": kind, "url": url})
    if chosen:
        try:
            desk.write(text)
        except ConfigError as error:
            return page(request, "import", 422, rows=[], error="\n".join(error.mistakes))
    request.state.back = "/sources"
    return back(request, desk.say("{n}件を足しました").format(n=len(chosen)))
