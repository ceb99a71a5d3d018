"""The commands as a person uses them, against sample sites on the loopback interface and a real mail server."""

from __future__ import annotations

import email
import email.policy
import io
import json
import os
import pty
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, suppress
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from unittest import mock
from zoneinfo import ZoneInfo

import pytest
import time_machine
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message
from click.testing import CliRunner, Result
from loopback import Loopback, Reply

from aggregator.cli import COMMANDS, cli, main
from aggregator.cli.failure import Failure
from aggregator.cli.init import STARTER_AREAS, ask
from aggregator.cli.run import Day
from aggregator.cli.session import session
from aggregator.config.load import load
from aggregator.config.schema import Settings
from aggregator.demo.server import SampleSites, serve
from aggregator.store import BY_WORD

MORNING = datetime(2026, 11, 20, 6, 0, tzinfo=ZoneInfo("Asia/Tokyo"))
CONFIG = """\
profile:
  home: 吉祥寺駅
  work: 新宿駅
  free: [平日 6:30-8:45, 水・金 18:30-22:00, 土日祝 9:00-18:00]
  hobbies: [ボードゲーム, 読書]
  words: [Python]
digest: {{to: [{to}]}}
{mail}
store: events.db
sources:
  - {{name: 便り, kind: feed, url: "{rss}/rss", allow_private: true}}
  - {{name: 技術, kind: feed, url: "{atom}/atom", allow_private: true}}
{more}
"""
BROKEN = '  - {{name: こわれた, kind: feed, url: "{broken}/broken", allow_private: true}}'


@pytest.fixture(scope="module")
def sites() -> Iterator[SampleSites]:
    with serve(SampleSites(today=MORNING.date(), morning=True)) as running:
        yield running


@pytest.fixture(autouse=True)
def morning() -> Iterator[None]:
    with time_machine.travel(MORNING, tick=True):
        yield


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def configure(folder: Path, sites: SampleSites, *, to: str = "html", mail: str = "", more: str = "") -> None:
    text = CONFIG.format(to=to, mail=mail, more=more.format(**sites.bases), **sites.bases)
    (folder / "config.yaml").write_text(text, encoding="utf-8")


def run(*arguments: str, text: str | None = None) -> Result:
    return CliRunner().invoke(cli, arguments, input=text, catch_exceptions=False, standalone_mode=False)


def code(result: Result) -> int:
    """The exit code that the program would leave with."""
    return int(result.return_value or 0)


def fails(*arguments: str) -> str:
    """Standard error of a call that ends with the user's mistake."""
    with (
        mock.patch.object(sys, "argv", ["asagao", *arguments]),
        redirect_stderr(io.StringIO()) as told,
        pytest.raises(SystemExit) as left,
    ):
        main()
    assert left.value.code == 2, told.getvalue()
    return told.getvalue()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str) -> None:
    result = run(command, "--help")
    assert "使い方:" in result.output


def test_check_tells_what_is_wrong_in_the_readers_words(folder: Path, sites: SampleSites) -> None:
    configure(folder, sites, more='  - {{name: 海, kind: feed, url: "{broken}/broken", allow_private: true}}\n')
    result = run("check")
    assert code(result) == 3
    told = result.stdout.partition("✗ 海: ")[2].splitlines()[:3]
    assert told[0] == "11/20から、サイトがエラーを返しました（500: サイトの不調です）。"
    assert told[1].strip() == f"{sites.bases['broken']}/broken"
    assert told[2].strip() == "確かめるには: asagao sources test 海"


@pytest.mark.parametrize(("language", "head"), [("ja_JP.UTF-8", "外れました: "), ("C", "Out: ")])
def test_why_tells_reasons_in_the_terminals_language(
    folder: Path, sites: SampleSites, language: str, head: str
) -> None:
    configure(folder, sites)
    run("digest", "--quiet")
    environment = {key: value for key, value in os.environ.items() if key not in ("LANGUAGE", "LC_ALL", "LC_MESSAGES")}
    told = subprocess.run(
        [sys.executable, "-m", "aggregator", "why", "多摩川ゆるラン"], capture_output=True, text=True, env={**environment, "LANG": language},
        check=True,
    )  # fmt: skip
    line = next(line for line in told.stdout.splitlines() if line.startswith(head))
    assert line.removeprefix(head).isascii() == (language == "C")


def test_the_demo_speaks_the_pages_language_whatever_the_terminals(folder: Path) -> None:
    environment = {key: value for key, value in os.environ.items() if key not in ("LANGUAGE", "LC_ALL", "LC_MESSAGES")}
    told = subprocess.run(
        [sys.executable, "-m", "aggregator", "demo", "--out", str(folder), "--language", "ja"],
        capture_output=True,
        text=True,
        env={**environment, "LANG": "C"},
        check=True,
    )
    first = told.stdout.splitlines()[0]
    assert "題名" in first
    assert "title" not in first
    assert "件" in told.stderr


def test_a_new_user_gets_from_nothing_to_a_page(folder: Path, sites: SampleSites) -> None:
    assert code(run("init", "--yes", "--home", "三鷹駅", "--hobby", "ボードゲーム", "--free", "毎日")) == 0
    assert "三鷹駅" in (folder / "config.yaml").read_text(encoding="utf-8")
    configure(folder, sites)
    result = run("check")
    assert code(result) == 0
    assert "2/2" in result.output
    result = run("digest")
    assert code(result) == 0
    assert "読書会" in (folder / "out" / "digest.html").read_text(encoding="utf-8")


OWN = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//ことのは//JA
BEGIN:VEVENT
UID:1
DTSTAMP:20261101T000000Z
DTSTART:20261119T100000Z
DTEND:20261119T110000Z
RRULE:FREQ=WEEKLY;COUNT=3
SUMMARY:歯医者
END:VEVENT
END:VCALENDAR
"""


def test_check_tells_of_each_own_calendar_and_never_its_address(folder: Path, sites: SampleSites) -> None:
    (folder / "own.ics").write_text(OWN, encoding="utf-8")
    (folder / "page.ics").write_text("<html>ログイン</html>", encoding="utf-8")
    with Loopback() as site:
        known, lost = "/own.ics?private-0a1b2c", "/lost.ics?private-3d4e5f"
        site.on(known, Reply(body=OWN.encode(), headers={"Content-Type": "text/calendar"}), Reply(503))
        site.on(lost, Reply(404))
        calendars = [
            "{name: 家, file: own.ics}",
            f"{{name: 仕事, url: '{site.url(known)}', allow_private: true}}",
            f"{{name: 昔, url: '{site.url(lost)}', allow_private: true}}",
            f"{{name: 内, url: '{site.url(known)}'}}",
            "{name: ない, file: none.ics}",
            "{name: 頁, file: page.ics}",
        ]
        configure(
            folder,
            sites,
            more="calendars:\n" + "".join(f"  - {one}\n" for one in calendars).replace("{", "{{").replace("}", "}}"),
        )
        first, second = run("check"), run("check")
    lines = [line for line in first.output.splitlines() if "予定表" in line]
    assert lines[:2] == [
        "予定表 家: 読めました。30日のあいだに予定が2件",
        "予定表 仕事: 読めました。30日のあいだに予定が2件",
    ]
    assert lines[2].startswith("✗ 予定表 昔: サイトがエラーを返しました（404")
    assert lines[3].startswith("✗ 予定表 内: ")
    assert lines[4:] == ["✗ 予定表 ない: ファイルがありません。", "✗ 予定表 頁: iCalendar（.ics）ではありません。"]
    again = next(line for line in second.output.splitlines() if "予定表 仕事" in line)
    assert again.startswith("✗ 予定表 仕事: サイトがエラーを返しました（503")
    assert again.endswith("11/20 6:00に読んだ予定2件で数えます。")
    assert code(first) == code(second) == 3
    assert "private-" not in first.output + second.output


def test_init_never_overwrites_by_accident(folder: Path) -> None:
    (folder / "config.yaml").write_text("profile: {}\n", encoding="utf-8")
    assert "--force" in fails("init", "--yes")
    assert code(run("init", "--yes", "--force")) == 0
    assert (folder / "config.yaml.bak").read_text(encoding="utf-8") == "profile: {}\n"


def test_init_asks_for_what_it_writes(folder: Path) -> None:
    assert "どこか分かりません" in fails("init", "--yes", "--home", "とおいところ")
    assert not (folder / "config.yaml").exists()


def written(folder: Path) -> Settings:
    return load(folder / "config.yaml", {}, str).settings


def test_init_takes_over_no_place_of_the_example(folder: Path) -> None:
    run("init", "--yes", "--home", "梅田駅")
    profile = written(folder).profile
    assert (profile.home, profile.work, profile.areas) == ("梅田駅", None, ())
    run("init", "--yes", "--force", "--home", "三鷹駅", "--work", "渋谷駅")
    profile = written(folder).profile
    assert (profile.work, profile.areas) == ("渋谷駅", STARTER_AREAS)


def test_init_takes_over_no_words_of_the_example_from_who_says_what_they_like(folder: Path) -> None:
    for given, words in (
        (("--hobby", "囲碁"), ()),
        (("--hobby", "囲碁", "--word", "詰碁"), ("詰碁",)),
        (("--home", "三鷹駅"), ("Python", "生成AI")),
    ):
        run("init", "--yes", "--force", *given)
        assert tuple(one.value for one in written(folder).profile.interests if one.group == "word") == words


def test_init_with_an_address_opens_the_mail_block_that_is_there(folder: Path) -> None:
    run("init", "--yes", "--mail", "me@example.com")
    mail = written(folder).mail
    assert mail is not None
    assert (mail.to, mail.user, mail.port) == (("me@example.com",), "me@example.com", 587)
    assert (folder / "config.yaml").read_text(encoding="utf-8").count("mail:\n") == 1
    advice = run("check", "--offline").output
    assert "mail.host が見本のままです" in advice
    assert "ASAGAO_SMTP_PASSWORD に入れてください" in advice


def test_check_names_an_area_that_is_nowhere(folder: Path, sites: SampleSites) -> None:
    configure(folder, sites)
    text = (folder / "config.yaml").read_text(encoding="utf-8")
    areas = "areas: [東京, 横浜市, 京都府, 町田, 関東, 東京と]"
    (folder / "config.yaml").write_text(text.replace("home:", f"{areas}\n  home:"), encoding="utf-8")
    told = re.findall("areas の「(.+?)」", run("check", "--offline").output)
    assert told == ["関東", "東京と"]


def test_a_wrong_answer_is_asked_again_and_points_into_no_file(folder: Path) -> None:
    answers = iter(["とおいところ", "三鷹駅", "", "平日の夜、いつか", "平日の夜、土日の午後", "読書", "IT", "朝活", ""])
    typed = "\n".join(answers) + "\n"
    with CliRunner().isolation(input=typed) as (out, *_rest):
        told: dict[str, object] = dict.fromkeys(("home", "work", "free", "hobbies", "industries", "kinds", "purposes"))
        ask(told)
        shown = out.getvalue().decode()
    assert told == {
        "home": "三鷹駅", "work": None, "free": ("平日の夜", "土日の午後"), "hobbies": ["読書"], "industries": ["IT"],
        "kinds": ["朝活"], "purposes": ["学び"], "words": [],
    }  # fmt: skip
    assert "どこか分かりません" in shown
    assert "「いつか」の曜日が分かりません" in shown
    told_flags = fails("init", "--yes", "--home", "とおいところ", "--hobby", "ないこと")
    assert "config.yaml" not in told_flags + shown
    assert told_flags.startswith("--home: ")
    assert "--hobby: " in told_flags


def typed(folder: Path, *answers: str) -> str:
    """What a person sees who gives these answers to ``asagao init`` at a terminal."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "LANG": "ja_JP.UTF-8", "PYTHONUTF8": "1"}
    with subprocess.Popen(
        [sys.executable, "-m", "aggregator", "init"],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=folder,
        env=environment,
    ) as running:
        os.close(theirs)
        os.write(ours, "".join(f"{answer}\n" for answer in answers).encode())
        seen = b""
        with suppress(OSError):  # the other end is closed
            while piece := os.read(ours, 4096):
                seen += piece
    os.close(ours)
    assert running.returncode == 0, seen.decode()
    return seen.decode()


def test_at_a_terminal_a_newcomer_is_asked_and_no_answer_is_lost(folder: Path) -> None:
    shown = typed(
        folder, "三鷹駅", "", "いつか", "平日の夜", "読書、水切り、ぼーどげーむ", "なし", "朝活、体験会", "なし"
    )
    assert "「いつか」の曜日が分かりません" in shown
    assert "「水切り」は一覧にないので、言葉（words）として探します" in shown
    assert "近い名前: ボードゲーム" in shown
    text = (folder / "config.yaml").read_text(encoding="utf-8")
    assert "hobbies: [読書]" in text
    assert "industries: []" in text
    assert "kinds: [朝活" in text
    assert "purposes: []" in text
    assert "words: [水切り, ぼーどげーむ]" in text
    assert "設定に問題はありません" in run("check", "--offline").output


def test_a_config_mistake_ends_in_one_line_each(folder: Path) -> None:
    (folder / "config.yaml").write_text("digest:\n  att: 6:30\n  limit: x\n", encoding="utf-8")
    lines = fails("digest").splitlines()
    assert lines[0].startswith("config.yaml:2: digest.att:")
    assert lines[1].startswith("config.yaml:3: digest.limit:")


def test_a_source_that_fails_costs_only_itself_and_the_exit_code_tells(folder: Path, sites: SampleSites) -> None:
    configure(folder, sites, more=BROKEN)
    result = run("digest")
    assert code(result) == 3
    page = (folder / "out" / "digest.html").read_text(encoding="utf-8")
    assert "こわれた" in page
    assert "もくもく会" in page


def test_json_and_dry_run_write_nothing(folder: Path, sites: SampleSites) -> None:
    configure(folder, sites)
    record = json.loads(run("digest", "--json", "--quiet").stdout)
    assert record["counts"]["total"] == len(record["events"])
    assert "読書会" in run("digest", "--dry-run", "--quiet").stdout
    assert not (folder / "out").exists()


def test_a_second_run_reads_nothing_again_and_says_the_same(folder: Path, sites: SampleSites) -> None:
    configure(folder, sites)
    first = json.loads(run("digest", "--json", "--quiet").stdout)
    second = json.loads(run("digest", "--json", "--quiet").stdout)
    assert [event["id"] for event in first["events"]] == [event["id"] for event in second["events"]]


def test_events_are_listed_searched_and_filtered(folder: Path, sites: SampleSites) -> None:
    configure(folder, sites)
    run("digest", "--quiet")
    assert "ボードゲーム" in run("events", "ボードゲーム").output
    by_hobby = [json.loads(line) for line in run("events", "--hobby", "ボードゲーム", "--json").output.splitlines()]
    assert [event["title"] for event in by_hobby] == ["仕事帰りのボードゲーム会 vol.31"]
    by_industry = run("events", "--industry", "IT").output
    assert "読書会" not in by_industry
    assert "見つかりません" in run("events", "存在しない言葉").output
    assert "ほか" in run("events", "--limit", "1").output
    assert "labels.md" in fails("events", "--hobby", "ない趣味")


def test_why_tells_the_whole_story(folder: Path, sites: SampleSites) -> None:
    configure(folder, sites)
    run("digest", "--quiet")
    story = run("why", "ボードゲーム会").output
    assert "入りました" in story
    assert "好きな「ボードゲーム」の会" in story
    table = story.partition("理由")[2].partition("読み取った内容")[0].split("\n")
    assert not re.search(r"[a-z]+_?[a-z]*:|\b(soon|travel|free)\b", "".join(table))
    assert all(len(line.split()) >= 3 for line in table if re.match(r"\s*[-+]\d", line))
    assert "7時" not in story
    rejected = run("why", "多摩川ゆるラン").output
    assert "外れました: 中止" in rejected
    listed = run("events", "ボードゲーム").output.splitlines()[1].split()[0]
    assert json.loads(run("why", listed, "--json").output)["in"] is True
    assert "見つかりません" in fails("why", "zzzz")


def test_the_kinds_are_told_with_their_quality(folder: Path) -> None:
    shown = {line.split()[0]: line for line in run("sources", "kinds").output.splitlines()}
    assert "ゴールド" in shown["ics"]
    assert "ブロンズ" in shown["html"]
    assert "シルバー" in shown["doorkeeper"]
    assert "中止の欄" in shown["doorkeeper"]
    rows = {row["kind"]: row for row in map(json.loads, run("sources", "kinds", "--json").output.splitlines())}
    assert rows["doorkeeper"]["quality"] == "silver"
    assert rows["doorkeeper"]["missing"] == ["status"]


def test_sources_show_how_they_are(folder: Path, sites: SampleSites) -> None:
    configure(folder, sites, more=BROKEN)
    assert "未読" in run("sources").output
    run("digest", "--quiet")
    shown = run("sources").output
    assert "正常" in shown
    assert "故障" in shown
    rows = [json.loads(line) for line in run("sources", "list", "--json").output.splitlines()]
    assert [row["state"] for row in rows] == ["fresh", "fresh", "broken"]


def test_a_page_can_be_tried_before_it_is_a_source(folder: Path, sites: SampleSites) -> None:
    result = run("sources", "preview", f"{sites.bases['ics']}/ics", "--allow-private", "--json")
    events = [json.loads(line) for line in result.stdout.splitlines()]
    assert {event["title"] for event in events} == {"朝の散歩会"}
    table = run("sources", "preview", f"{sites.bases['jsonld']}/jsonld", "--allow-private").output
    assert "異業種交流会" in table
    assert "開始 3/3" in table


def test_a_saved_file_can_be_tried(folder: Path) -> None:
    (folder / "saved.html").write_text(
        "<ul><li><h3>朝の会</h3><p>2026年12月5日(土) 7:00〜8:00</p></li></ul>", encoding="utf-8"
    )
    arguments = ["--kind", "html", "--option", "item=li", "--option", "fields.when=p", "--json"]
    (event,) = run("sources", "preview", "saved.html", *arguments).stdout.splitlines()
    assert json.loads(event)["start"].startswith("2026-12-05T07:00")
    assert "K=V" in fails("sources", "preview", "saved.html", "--option", "item")


def test_private_addresses_are_refused_unless_allowed(folder: Path, sites: SampleSites) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "aggregator", "sources", "preview", f"{sites.bases['ics']}/ics"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 3
    assert "Traceback" not in done.stderr


class _Box(Message):
    """Keeps what arrives."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: list[email.message.Message] = []

    def handle_message(self, message: email.message.Message) -> None:
        self.messages.append(message)


def test_a_mail_goes_out_once_a_day_however_often_the_program_runs(folder: Path, sites: SampleSites) -> None:
    box = _Box()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    try:
        mail = f"mail: {{to: you@example.jp, host: 127.0.0.1, port: {port}, security: none}}"
        configure(folder, sites, to="mail", mail=mail)
        assert code(run("digest")) == 0
        assert "もう届いています" in run("digest").output
        assert len(box.messages) == 1
        assert "空き時間" in str(email.header.make_header(email.header.decode_header(box.messages[0]["Subject"])))
        run("digest", "--again")
        assert len(box.messages) == 2
    finally:
        server.stop()


def test_a_mail_that_could_not_be_sent_is_told_in_one_sentence(folder: Path) -> None:
    mail = "mail: {to: you@example.jp, host: 127.0.0.1, port: 1, security: none}"
    command = [sys.executable, "-m", "aggregator", "digest"]
    # A program of its own has the machine's clock, and so must its sites.
    today = time_machine.escape_hatch.datetime.datetime.now(MORNING.tzinfo).date()
    with serve(SampleSites(today=today, morning=True)) as sites:
        configure(folder, sites, to="mail", mail=mail)
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "127.0.0.1:1" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["init", "--yes", "--config", "taken/config.yaml"], 2),
        (["sources", "export", "taken/list.opml"], 2),
        (["demo", "--quiet", "--out", "taken/demo"], 1),
    ],
)
def test_a_file_that_cannot_be_written_is_named_in_one_sentence(folder: Path, arguments: list[str], code: int) -> None:
    (folder / "config.yaml").write_text("store: events.db\n", encoding="utf-8")
    (folder / "taken").write_text("a file where a folder should be", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "aggregator", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "LANGUAGE": "", "LC_ALL": "ja_JP.UTF-8", "PYTHONUTF8": "1"},
    )
    assert done.returncode == code
    assert "taken" in done.stderr
    assert "に書けません" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_request_that_is_no_json_costs_only_its_own_line() -> None:
    lines = '{"id": 1, "text": "日時: 12/5(土) 10:00"}\nx\n' + "[" * 100_000 + '\n[1]\n{"id": 2, "text": "無料"}\n'
    told = [json.loads(line) for line in run("read", "--jsonl", text=lines).output.splitlines()]
    assert [one.get("id") for one in told] == [1, None, None, None, 2]
    assert [one["error"].partition(":")[0] for one in told if "error" in one] == ["line 2", "line 3", "line 4"]


def test_a_listing_may_stand_in_a_file_and_nothing_understood_is_said(folder: Path) -> None:
    (folder / "告知.txt").write_text("日時: 12月5日(土) 10:00", encoding="utf-8")
    (folder / "写真.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    assert "10:00" in run("read", "告知.txt", "--on", "2026-11-23").output
    assert "何も読み取れませんでした" in run("read", "こんにちは").output
    assert "写真.jpg は UTF-8 の文章ではありません" in fails("read", "写真.jpg")


def test_a_wrong_call_is_told_in_japanese() -> None:
    for arguments, said in (
        (["digest", "--to", "fax"], "'fax' は選べません。使えるのは 'html', 'mail'"),
        (["digets"], "'digets' というコマンドはありません"),
        (["why"], "引数がありません: 'EVENT'"),
        (["events", "--days", "many"], "'many' は数として読めません"),
    ):
        told = subprocess.run(
            [sys.executable, "-m", "aggregator", *arguments],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "LANGUAGE": "", "LC_ALL": "ja_JP.UTF-8", "PYTHONUTF8": "1"},
        )
        assert told.returncode == 2
        assert said in told.stderr
        assert "使い方:" in told.stderr


def test_a_push_goes_out_once_a_day_with_the_picks(
    folder: Path, sites: SampleSites, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[dict[str, str]] = []

    class Chat(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            taken.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            return

    configure(folder, sites, to="push")
    with pytest.raises(Failure, match="ASAGAO_PUSH") as refused:
        run("digest")
    assert refused.value.code == 2
    with ThreadingHTTPServer(("127.0.0.1", 0), Chat) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setenv("ASAGAO_PUSH", f"json://127.0.0.1:{server.server_port}")
        assert run("digest").return_value == 0
        assert run("digest").return_value == 0
        server.shutdown()
    assert len(taken) == 1
    assert "11/20" in taken[0]["title"]
    assert "http" in taken[0]["message"]


def test_run_once_delivers_a_late_digest_and_then_rests(folder: Path, sites: SampleSites) -> None:
    configure(folder, sites)
    with time_machine.travel(datetime(2026, 11, 20, 9, 0, tzinfo=ZoneInfo("Asia/Tokyo")), tick=True):
        assert code(run("run", "--once", "--quiet")) == 0
        page = folder / "out" / "digest.html"
        written = page.stat().st_mtime_ns
        assert code(run("run", "--once", "--quiet")) == 0
        assert page.stat().st_mtime_ns == written


def test_a_program_that_stays_takes_up_what_changes_in_the_settings(
    folder: Path, sites: SampleSites, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("WARNING")  # a command that ran before says less
    configure(folder, sites)
    file = folder / "config.yaml"

    def write(text: str, at: int) -> None:
        file.write_text(text, encoding="utf-8")
        os.utime(file, (at, at))

    with (
        time_machine.travel(datetime(2026, 11, 20, 9, 0, tzinfo=ZoneInfo("Asia/Tokyo")), tick=True),
        session(file) as opened,
    ):
        day, moves = Day(opened), []
        day.moved = lambda at, zone: moves.append((at, zone))
        day.look()
        before = file.read_text(encoding="utf-8")
        address = f"{sites.bases['html']}/html"
        more = f"  - {{name: あとから, kind: html, url: '{address}', allow_private: true}}\n"
        write(before + more, 1)
        day.look()
        assert "あとから" in opened.store.sources_read()
        assert moves == []
        write(before.replace("digest: {", "digest: {at: '07:15', "), 2)
        day.look()
        write("digest: {at: noon}\n", 3)
        day.look()
        day.look()
    assert moves == [("07:15", "Asia/Tokyo")]
    assert day.due == ("07:15", "Asia/Tokyo")
    assert [one.getMessage() for one in caplog.records if "config.yaml:1" in one.getMessage()] == [
        "config.yaml:1: digest.at: 時刻は 06:30 のように書いてください"
    ]


def test_a_reader_that_stops_early_gets_no_traceback(folder: Path, sites: SampleSites) -> None:
    configure(folder, sites)
    program = f"{sys.executable} -m aggregator digest --to stdout --quiet | head -1"
    done = subprocess.run(["bash", "-c", program], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert "朝顔" in done.stdout


def test_the_demo_prints_where_things_are(folder: Path) -> None:
    result = run("demo", "--out", "here")
    assert code(result) == 0
    assert "here/digest.html" in result.output
    assert "重複" in result.output


def titles_in_order(folder: Path) -> list[str]:
    record = json.loads(run("digest", "--json", "--quiet").stdout)
    return [event["title"] for event in record["events"]]


def test_marks_move_the_order_and_can_be_undone(folder: Path, sites: SampleSites) -> None:
    configure(folder, sites)
    before = titles_in_order(folder)
    lowest = before[-1]
    assert "まだ何も" in run("weights").output
    run("mark", lowest, "up")
    assert titles_in_order(folder).index(lowest) <= before.index(lowest)
    assert "1個の印から" in run("weights").output
    run("mark", lowest, "up", "--undo")
    assert titles_in_order(folder) == before


def test_later_is_not_a_dislike(folder: Path, sites: SampleSites) -> None:
    configure(folder, sites)
    before = titles_in_order(folder)
    run("mark", before[0], "later")
    assert titles_in_order(folder) == before
    found = [json.loads(line)["title"] for line in run("events", "--mark", "later", "--json").output.splitlines()]
    assert found == before[:1]
    assert "見つかりません" in run("events", "--mark", "went").output
    for word in BY_WORD:
        assert code(run("events", "--mark", word)) == 0


def test_weights_can_be_set_and_reset(folder: Path, sites: SampleSites) -> None:
    configure(folder, sites)
    before = titles_in_order(folder)
    run("mark", before[0], "down")
    feature = next(iter(json.loads(run("weights", "--json").output)["learned"]))
    run("weights", "--set", f"{feature}=0.5")
    assert json.loads(run("weights", "--json").output)["own"] == {feature: 0.5}
    run("weights", "--unset", feature)
    assert json.loads(run("weights", "--json").output)["own"] == {}
    run("weights", "--reset")
    assert titles_in_order(folder) == before
    assert "NAME=" in fails("weights", "--set", "x")
    assert "まだありません" in fails("weights", "--unset", "kind:nothing")
    assert "hobby:reading のことですか" in fails("weights", "--set", "hobby:読書=1")
    assert "kind:study_group" in fails("weights", "--set", "kind:study_groups=1")
    assert "when:weekday_evening" in fails("weights", "--set", "when:weekday_evenings=1")
    run("weights", "--set", "kind:study_group=0.5")
    assert "kind:study_group のことですか" in fails("weights", "--unset", "kind:studygroup")
    run("weights", "--unset", "kind:study_group")
    for wrong in ("kind:nothing=0.5", "nothing=0.5", "hobby:=0.5"):
        assert "ありません" in fails("weights", "--set", wrong)
    for wrong in ("7", "-1.5", "nan", "inf"):
        assert "-1 から 1" in fails("weights", "--set", f"kind:study_group={wrong}")
    assert json.loads(run("weights", "--json").output)["own"] == {}


def test_the_users_word_on_copies_lasts(folder: Path, sites: SampleSites) -> None:
    configure(
        folder,
        sites,
        more='  - {{name: API, kind: html, url: "{html}/html", allow_private: true, item: div.event, fields: {{title: h3, url: h3 a@href, when: .when, venue: .place}}}}',
    )
    run("digest", "--quiet")
    (merged,) = [json.loads(line) for line in run("events", "ボードゲーム", "--json").output.splitlines()]
    listing = json.loads(run("why", merged["uid"], "--json").output)["listing"]
    first, second = (copy["uid"] for copy in listing["copies"])
    told = run("why-same", first, second).output
    assert "同じ会と見ます" in told
    assert re.search(r"どちらも \d{1,2}/\d{1,2} \d{1,2}:\d\d 開始", told)
    assert all(copy["url"] in run("why", merged["uid"]).output for copy in listing["copies"])
    (hint,) = [line for line in run("why", merged["uid"]).output.splitlines() if "別の会なら" in line]
    ids = hint.split()[-2:]
    assert "別の会に分けました" in run("split", *ids).output
    assert "ひとつの告知だけ" in fails("split", ids[0])
    assert "同じ会としてまとめました" in run("merge", *ids).output
    assert "決定をやめました" in run("merge", *ids, "--undo").output
    run("split", ids[0])
    assert "あなたが別の会としました" in run("why-same", first, second).output
    assert len(run("events", "ボードゲーム", "--json").output.splitlines()) == 2
    run("digest", "--quiet", "--refresh")
    assert len(run("events", "ボードゲーム", "--json").output.splitlines()) == 2
    run("split", first, second, "--undo")
    run("merge", first, second)
    assert len(run("events", "ボードゲーム", "--json").output.splitlines()) == 1
    assert "あなたが同じ会としました" in run("why", merged["uid"]).output
    assert all("別の会なら" in run("why", copy["title"]).output for copy in listing["copies"])
    assert "二度" in fails("merge", first, first)
    assert "見つかりません" in fails("why-same", first, "zzzz")


def test_what_was_read_is_told_as_people_write_it() -> None:
    told = run(
        "read",
        "11月28日(土)・29日(日) 7:00〜8:30 会場: みどり会館 参加費 一般1000円 学生無料 読書会",
        "--on",
        "2026-11-23",
    ).output
    assert "2026年11月28日（土）7:00" in told
    assert "2026年11月29日（日）7:00–8:30" in told
    assert "1,000円" in told
    assert "無料" in told
    assert "読書会" in told
    assert "reading_club" not in told
    assert "False" not in told


def test_what_is_only_about_known_says_how_far() -> None:
    told = run("read", "12月上旬に開催予定 オンライン", "--on", "2026-11-23").output
    assert "旬まで" in told
    assert "オンライン" in told


def test_a_page_without_markup_is_previewed_by_the_list_that_a_person_sees(folder: Path) -> None:
    rows = "".join(
        f'<tr><td>12月{day}日（土）14:00</td><td><a href="/e/{day}">{title}</a></td></tr>'
        for day, title in ((5, "冬の朗読会"), (12, "あおい読書会"), (19, "歳末の演奏会"))
    )
    page = f"<title>みどり会館</title><h1>催し物</h1><table><tr><th>日</th><th>催し</th></tr>{rows}</table>"
    (folder / "list.html").write_text(page, encoding="utf-8")
    told = run("sources", "preview", "list.html").output
    assert "冬の朗読会" in told
    assert "3/3" in told


def test_every_reason_of_merging_has_a_name() -> None:
    from aggregator.cli.merging import _name
    from aggregator.dedupe.points import POINTS

    named = {key: _name(key) for key in POINTS}
    assert (named["time same"], named["same venue"], named["same capacity"]) == ("日時", "場所", "定員")
    assert (named["other price"], named["same organiser"], named["copied text"]) == ("参加費", "主催", "文章")
    assert {key for key, name in named.items() if name == "題名"} >= {"title", "own words", "slot", "theme"}
    assert not {key for key, name in named.items() if name == "題名"} & {"link", "edition", "room other", "both free"}


def test_sources_takes_the_config_before_and_after_its_subcommand(folder: Path, sites: SampleSites) -> None:
    configure(folder, sites)
    (folder / "config.yaml").rename(folder / "mine.yaml")
    for arguments in (("-c", "mine.yaml"), ("-c", "mine.yaml", "list"), ("list", "-c", "mine.yaml")):
        assert "便り" in run("sources", *arguments).output


def test_a_port_that_is_taken_is_told_and_no_address_is_promised(folder: Path, sites: SampleSites) -> None:
    configure(folder, sites)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(Failure) as failed:
            run("serve", "--port", str(port))
    assert failed.value.code == 1
    assert str(port) in failed.value.message
    assert "ほかのプログラムが使っています" in failed.value.message


def test_a_piece_of_several_titles_is_answered_with_their_ids(folder: Path, sites: SampleSites) -> None:
    configure(folder, sites)
    run("digest", "--quiet")
    for arguments in (("why", "会"), ("mark", "会", "up"), ("merge", "会", "朝の")):
        with pytest.raises(Failure, match="IDで選んでください") as failed:
            run(*arguments)
        assert failed.value.code == 2
