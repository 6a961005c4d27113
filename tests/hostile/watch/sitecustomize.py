"""A watch on a process: whatever it does that a marking office never does is written to a file.

Python imports this at its start because the folder is on PYTHONPATH, in the workers too.
CXKIT_WATCH names the file, CXKIT_WATCH_ROOT the one folder in which it may write.
"""

import os
import sys

_LOG, _ROOT = os.environ.get("CXKIT_WATCH"), os.environ.get("CXKIT_WATCH_ROOT", "")
_TEMP = os.path.realpath(os.environ.get("TMPDIR", _ROOT))
_MARK = "CANARY-5417"
_NEVER = ("os.system", "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "os.startfile",
          "subprocess.Popen", "pickle.find_class", "ctypes.dlopen", "code.__new__", "webbrowser.open",
          "urllib.Request", "http.client.connect", "ftplib.connect", "smtplib.connect", "pty.spawn",
          "socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto", "os.symlink",
          "os.chmod", "os.chown")
_CHANGES = {"os.rename": 2, "os.remove": 1, "os.mkdir": 1, "os.rmdir": 1, "os.truncate": 1,
            "os.utime": 1, "shutil.rmtree": 1, "shutil.move": 2, "shutil.copyfile": 2, "sqlite3.connect": 1}
# What passes between an office and its own workers; the code of the class passes through none of it.
_POOL = ("multiprocessing", "concurrent", "cxkit", "pathlib", "datetime", "types", "collections")
_inside = False


def _within(path):
    real = os.path.realpath(os.fsdecode(path))
    return any(f"{real}{os.sep}".startswith(place + os.sep) for place in (_ROOT, _TEMP))


def _own_answer(path, target):
    """A file that the office wrote into submitted/, linked for autograded/."""
    ahead = os.path.join(_ROOT, "submitted", ""), os.path.join(_ROOT, ".cxkit", "filling", "")
    return all(os.path.realpath(os.fsdecode(p)).startswith(a) for p, a in zip((path, target), ahead, strict=True))


def _learners(path):
    return path.startswith(_ROOT + os.sep) and "nbgrader_config" not in os.path.basename(path)


def _fault(event, args):
    if event == "exec":
        code = args[0]
        if _learners(getattr(code, "co_filename", "")) or _MARK in repr(getattr(code, "co_consts", "")):
            return "ran code of a learner's"
    elif event == "compile":
        if _MARK in str(args[0]):
            return "compiled code of a learner's"
    elif event == "import":
        if args[1] and _learners(str(args[1])):
            return "imported from the class"
    elif event == "open":
        path, mode, flags = args
        writes = flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND)
        if isinstance(path, (str, bytes)) and writes and not _within(path) and path != os.devnull:
            return "opened to write outside the class"
        if isinstance(path, (str, bytes)) and os.fsdecode(path) == os.environ.get("CXKIT_WATCH_SECRET"):
            return "read what a link pointed at"
    elif event in _CHANGES:
        paths = [p for p in args[:_CHANGES[event]] if isinstance(p, (str, bytes, os.PathLike))]
        if not all(_within(p) for p in paths if os.fsdecode(p) != ":memory:"):
            return "changed something outside the class"
    elif event == "os.link":
        return "" if _own_answer(*args[:2]) else "linked what is not its own"
    elif event == "pickle.find_class" and args[0].partition(".")[0] in _POOL:
        return ""
    elif event in _NEVER and args[:1] != (None,):
        return "did what an office never does"
    return ""


def _hook(event, args):
    global _inside
    if _inside:
        return
    _inside = True
    try:
        fault = _fault(event, args)
        if fault:
            os.write(_FILE, f"{fault}: {event} {args!r:.300}\n".encode("utf-8", "backslashreplace"))
    finally:
        _inside = False


if _LOG:
    _FILE = os.open(_LOG, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    sys.addaudithook(_hook)
