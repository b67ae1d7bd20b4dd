"""Nothing leaves the machine: whatever a library tries, the interpreter refuses it."""

import json
import socket
import stat
import sys

import pytest
from small_office import make_office, python, run

NETWORK = {
    "tcp": "socket.create_connection(('127.0.0.1', 9))",
    "tcp socket": "socket.socket().connect(('127.0.0.1', 9))",
    "c socket": "_socket.socket().connect(('127.0.0.1', 9))",
    "non-blocking": "_socket.socket().connect_ex(('127.0.0.1', 9))",
    "ipv6": "socket.socket(socket.AF_INET6).connect(('::1', 9))",
    "udp": "_socket.socket().sendto(b'x', ('127.0.0.1', 9))",
    "bind": "_socket.socket().bind(('127.0.0.1', 0))",
    "server": "socket.create_server(('127.0.0.1', 0))",
    "names": "socket.getaddrinfo('example.org', 80)",
    "host by name": "socket.gethostbyname('localhost')",
    "host by address": "socket.gethostbyaddr('127.0.0.1')",
    "name of address": "socket.getnameinfo(('127.0.0.1', 9), 0)",
    "urllib": "urllib.request.urlopen('http://127.0.0.1:9/')",
    "http": "http.client.HTTPConnection('127.0.0.1', 9).request('GET', '/')",
    "mail": "smtplib.SMTP('127.0.0.1', 9)",
    "ftp": "ftplib.FTP('127.0.0.1')",
    "asyncio": "asyncio.run(asyncio.open_connection('127.0.0.1', 9))",
    "asyncio udp": "asyncio.run(udp())",
    "unix path": "_socket.socket(socket.AF_UNIX).connect('/tmp/none')",
}
PROGRAMS = {
    "browser": "webbrowser.GenericBrowser('true').open('http://127.0.0.1/')",
    "run": "subprocess.run(['true'])",
    "shell": "os.system('true')",
    "popen": "os.popen('true')",
    "exec": "os.execv('/bin/true', ['true'])",
    "spawn": "os.posix_spawn('/bin/true', ['true'], {})",
    "spawn and wait": "os.spawnv(os.P_WAIT, '/bin/true', ['true'])",
    "fork": "os.fork() or os._exit(0)",
    "terminal": "pty.spawn(['true'])",
    "asyncio program": "asyncio.run(asyncio.create_subprocess_exec('true'))",
}
SCRIPT = """
import json, sys
from pace_tui.guard import engage
engage()
import _socket, asyncio, ftplib, http.client, os, pty, smtplib, socket, subprocess
import urllib.request, webbrowser

async def udp():
    loop = asyncio.get_running_loop()
    return await loop.create_datagram_endpoint(
        asyncio.DatagramProtocol, remote_addr=("127.0.0.1", 9))

outcome = {}
for name, way in json.loads(sys.argv[1]).items():
    try:
        eval(way)
        outcome[name] = "went out"
    except Exception as error:
        reason = getattr(error, "reason", error)
        outcome[name] = type(reason).__name__
print(json.dumps(outcome))
"""
posix = pytest.mark.skipif(sys.platform == "win32", reason="these ways are POSIX's")


@posix
@pytest.mark.parametrize(
    ("ways", "refusal"), [(NETWORK, "NetworkRefused"), (PROGRAMS, "ProgramRefused")]
)
def test_every_way_out_is_refused(ways, refusal, tmp_path):
    done = python(["-W", "ignore", "-c", SCRIPT, json.dumps(ways)], tmp_path)
    assert json.loads(done.stdout) == dict.fromkeys(ways, refusal), done.stderr


@posix
def test_what_the_screen_needs_still_works(tmp_path):
    script = """
from pace_tui.guard import engage
engage()
import asyncio, socket, threading

async def main():
    loop = asyncio.get_running_loop()
    threading.Timer(0.05, lambda: loop.call_soon_threadsafe(done.set)).start()
    done = asyncio.Event()
    await asyncio.wait_for(done.wait(), 5)

asyncio.run(main())
here, there = socket.socketpair()
here.sendall(b"heard")
print(there.recv(5).decode())
"""
    assert python(["-c", script], tmp_path).stdout == "heard\n"


@posix
def test_files_are_private_no_memory_is_dumped_and_no_setting_of_the_library_holds(tmp_path):
    script = """
from pace_tui.guard import engage
engage(); engage()
import os, resource
open("made.txt", "w").close()
print(sorted(name for name in os.environ if name.startswith("TEXTUAL")))
print(resource.getrlimit(resource.RLIMIT_CORE)[0])
"""
    env = {"TEXTUAL_LOG": "log.txt", "TEXTUAL": "devtools", "TEXTUAL_DRIVER": "os:system"}
    done = python(["-c", script], tmp_path, env)
    assert done.stdout == "[]\n0\n"
    assert stat.S_IMODE((tmp_path / "made.txt").stat().st_mode) == 0o600


def test_calling_it_twice_adds_one_hook(tmp_path):
    script = """
import sys
added = []
sys.addaudithook(lambda event, _: added.append(1) if event == "sys.addaudithook" else None)
from pace_tui.guard import engage
engage(); engage(); engage()
print(len(added))
"""
    assert python(["-c", script], tmp_path).stdout == "1\n"


def test_engaging_imports_nothing_heavy(tmp_path):
    script = """
import sys
from pace_tui.guard import engage
engage()
loaded = {name for name, module in sys.modules.items() if module}
print({"socket", "_socket", "ssl", "subprocess", "asyncio", "click"} & loaded)
"""
    assert python(["-c", script], tmp_path).stdout == "set()\n"


LEAK = """
import sys
port = int(sys.argv.pop(1))
guarded = sys.argv.pop(1) == "guarded"
import pace_tui.__main__ as program
if not guarded:
    program.engage = lambda: None
import pace_tui.store.read as reading
honest = reading.read_area

def leaking(connection):
    import socket
    socket.create_connection(("127.0.0.1", port)).sendall(b"Callum Ross")
    return honest(connection)

import pace_tui.store.review as review
review.read_area = leaking
program.main()
"""


@pytest.mark.parametrize(("guard", "status", "heard"), [("guarded", 70, 0), ("open", 0, 11)])
def test_a_planted_leak_is_caught_and_without_the_guard_it_would_not_be(
    guard, status, heard, tmp_path
):
    office = make_office(tmp_path / "office.db")
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        port = server.getsockname()[1]
        done = python(["-c", LEAK, port, guard, "list", office], tmp_path)
        try:
            caller, _ = server.accept()
            with caller:
                got = caller.recv(100)
        except TimeoutError:
            got = b""
    assert (done.returncode, len(got)) == (status, heard)
    if guard == "guarded":
        assert "NetworkRefused at" in done.stderr
        assert "Callum" not in done.stdout + done.stderr


@posix
def test_what_a_command_writes_is_for_its_owner_only(tmp_path):
    office = make_office(tmp_path / "office.db")
    assert run("chart", office, "--out", "chart.txt", cwd=tmp_path).returncode == 0
    assert stat.S_IMODE((tmp_path / "chart.txt").stat().st_mode) == 0o600
