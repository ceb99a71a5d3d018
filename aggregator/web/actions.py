"""What the pages do: marks and their undoing, weights, merging, dismissing, sources, settings. Every deed is a POST."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any, Final
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from aggregator.app.adding import remove_source
from aggregator.app.gather import settle
from aggregator.app.links import holds
from aggregator.app.opml import write_opml
from aggregator.app.story import find
from aggregator.app.taste import forget, set_weight
from aggregator.config.edit import set_in_item, set_values
from aggregator.errors import ConfigError
from aggregator.i18n import Translate, told
from aggregator.model import Listing
from aggregator.store import BY_WORD
from aggregator.web.desk import Desk
from aggregator.web.guard import hold_token
from aggregator.web.pages import back, desk_of, page, stamp

_LINES: Final = 20
"""So many lines that would be lost are shown."""

Form = dict[str, str]
FIELDS: Final = 10_000
"""Most fields of a form: a feed reader's list of some three thousand subscriptions, each with three."""
Deed = Callable[[Request, Desk, Form], Response]


def deed(work: Deed) -> Callable[[Request], Awaitable[Response]]:
    """A POST of the person's own form: the token must be the session's."""

    @wraps(work)
    async def guarded(request: Request) -> Response:
        form = {key: value for key, value in (await request.form(max_fields=FIELDS)).items() if isinstance(value, str)}
        hold_token(request, form.get("token", ""))
        request.state.back = _local(form.get("back", "/"))
        return await run_in_threadpool(work, request, desk_of(request), form)

    return guarded


def _local(path: str) -> str:
    """A path of these pages; anything else is the front page."""
    parts = urlsplit(path)
    return path if path.startswith("/") and not path.startswith("//") and not parts.netloc and "\\" not in path else "/"


def _listing(desk: Desk, key: str) -> Listing:
    found = find(desk.store, key)
    if found is None:
        raise HTTPException(404, desk.say("その催しは見つかりません"))
    return found


@deed
def mark(request: Request, desk: Desk, form: Form) -> Response:
    """Put a mark on a listing, or take it back."""
    word = request.path_params["verb"]
    if word not in BY_WORD:
        raise HTTPException(404)
    listing = _listing(desk, request.path_params["code"])
    if form.get("undo"):
        desk.store.unmark(desk.profile, listing.id, BY_WORD[word])
        return back(request, desk.say("取り消しました: {title}").format(title=listing.event.title))
    desk.store.mark(desk.profile, listing.id, BY_WORD[word], desk.clock())
    return back(request, desk.say("印をつけました: {title}").format(title=listing.event.title))


@deed
def dismiss(request: Request, desk: Desk, form: Form) -> Response:
    """Note that the person has looked into an organiser, or take it back."""
    organiser = _listing(desk, request.path_params["code"]).event.organiser
    if organiser is None:
        raise HTTPException(404)
    if form.get("undo"):
        desk.store.undismiss(desk.profile, organiser)
        return back(request, desk.say("取り消しました: {title}").format(title=organiser))
    desk.store.dismiss(desk.profile, organiser, desk.clock())
    return back(request, desk.say("この主催者の注意書きをしまいました: {name}").format(name=organiser))


@deed
def decide(request: Request, desk: Desk, form: Form) -> Response:
    """Merge two copies, or split them."""
    first, second = form.get("a", ""), form.get("b", "")
    if not first or not second or first == second:
        raise HTTPException(400)
    same = request.path_params["what"] == "merge"
    (desk.store.merge if same else desk.store.split)(first, second, desk.clock())
    settle(desk.loaded, desk.store, desk.clock())
    return back(request, desk.say("同じ会としてまとめました") if same else desk.say("別の会に分けました"))


@deed
def weigh(request: Request, desk: Desk, form: Form) -> Response:
    """Set a weight by hand, leave it to what is learnt, or forget everything."""
    profile = desk.loaded.settings.profile
    if form.get("reset"):
        forget(desk.store, profile)
        return back(request, desk.say("学んだことをすべて消しました"))
    try:
        value = None if form.get("unset") else float(form.get("value", ""))
        set_weight(desk.store, profile, form.get("feature", ""), value, desk.clock())
    except ConfigError as error:
        raise HTTPException(400, told(error.message, desk.say)) from error
    except ValueError as error:
        raise HTTPException(400, desk.say("重みは -1 から 1 までの数です")) from error
    return back(request, desk.say("覚えました。"))


@deed
def source(request: Request, desk: Desk, form: Form) -> Response:
    """Pause, resume or remove a source."""
    name, what = form.get("name", ""), request.path_params["what"]
    if what not in ("pause", "resume", "remove") or name not in {one.name for one in desk.loaded.sources}:
        raise HTTPException(404)
    if what == "remove":
        remove_source(name, desk.file, request.app.state.data, desk.environment, desk.say)
    else:
        paused = {"paused": True if what == "pause" else None}
        desk.write(set_in_item(desk.file.read_text(encoding="utf-8"), ("sources",), name, paused))
    return back(request, desk.say("書きました: {file}").format(file=desk.file.name))


@deed
def save_settings(request: Request, desk: Desk, form: Form) -> Response:
    """Write config.yaml if it is right; else show the mistakes with their lines beside what was written.

    What was changed elsewhere since the page was shown is not lost unseen: its lines are shown first.
    """
    text = form.get("text", "").replace("\r\n", "\n")
    present = desk.file.read_text(encoding="utf-8")
    seen = stamp(present)
    if form.get("seen", seen) != seen:
        return page(request, "settings", 409, text=text, seen=seen, error=_overtaken(present, text, desk.say))
    try:
        desk.write(text)
    except ConfigError as error:
        return page(request, "settings", 422, text=text, seen=seen, error="\n".join(error.mistakes))
    request.state.back = "/settings"
    return back(request, desk.say("書きました: {file}").format(file=desk.file.name))


def _overtaken(present: str, text: str, say: Translate) -> str:
    """That the file has changed since it was shown, and the lines that would be lost."""
    here = set(text.splitlines())
    lost = [line for line in present.splitlines() if line.strip() and line not in here]
    told = say(
        "この画面を開いたあとに、config.yaml がほかで変わりました。もう一度「確かめて書く」を押すと、下の内容で書きかえます。"
    )
    return "\n".join((told, *([say("いまのファイルにあって、下にない行:"), *lost[:_LINES]] if lost else ())))


def export(request: Request) -> Response:
    """The sources as OPML."""
    attached = {"Content-Disposition": "attachment; filename=asagao.opml"}
    return Response(write_opml(desk_of(request).loaded.sources), media_type="text/x-opml", headers=attached)


async def signed(request: Request) -> Response:
    """A link from the mail: looking at it shows a button, only the button acts (RFC 8058 for unsubscribing)."""
    desk, path = desk_of(request), request.path_params
    known = holds(
        request.app.state.secret, path["deed"], path["listing"], path["until"], path["proof"], desk.clock().date()
    )
    if not known:
        raise HTTPException(403, desk.say("このリンクは使えません（期限が過ぎたか、書きかえられています）"))
    if request.method != "POST":
        stops = path["deed"] == "unsubscribe"
        title = desk.say("メールを止める") if stops else _listing(desk, path["listing"]).event.title
        return page(request, "mark", deed=path["deed"], title=title)
    return await run_in_threadpool(_act, request, desk, path)


def _act(request: Request, desk: Desk, path: dict[str, Any]) -> Response:
    if path["deed"] == "unsubscribe":
        if "mail" in desk.loaded.settings.digest.to:
            rest = [one for one in desk.loaded.settings.digest.to if one != "mail"]
            desk.write(set_values(desk.file.read_text(encoding="utf-8"), {("digest", "to"): rest or ["html"]}))
        return page(request, "mark", deed="", done=desk.say("メールを止めました"), title="")
    listing = _listing(desk, path["listing"])
    desk.store.mark(desk.profile, listing.id, BY_WORD[path["deed"]], desk.clock())
    done = desk.say("印をつけました: {title}").format(title=listing.event.title)
    return page(request, "mark", deed="", done=done, title=listing.event.title)


def health(_request: Request) -> Response:
    """Whether the server runs."""
    return JSONResponse({"ok": True})
