"""The second wall: what the operating system itself forbids the process that runs student code.

All of it is unprivileged and for good: Landlock (files, TCP, signals), seccomp (the network, new processes, other
processes, what cannot be undone) and resource limits. Each is put up where the machine has it; `available` says which.
"""

import ctypes
import os
import sys
import tempfile

try:
    import resource
except ImportError:     # Windows
    resource = None
try:
    import landlockpy
except ImportError:
    landlockpy = None
try:
    import pyseccomp
except (ImportError, OSError, RuntimeError):     # the package, or the C library it binds
    pyseccomp = None

MEMORY = 2 * 2**30      # bytes of address space
OPEN_FILES = 64
PROCESSES = 64          # no limit for root: there seccomp stands alone

# Calls that a numpy function has no use for. Names a kernel or an architecture does not have are passed over.
FORBIDDEN = """
    socket socketpair connect bind listen accept accept4 shutdown
    fork vfork execve execveat setsid setpgid
    kill tkill tgkill rt_sigqueueinfo rt_tgsigqueueinfo pidfd_open pidfd_send_signal pidfd_getfd ptrace process_vm_readv process_vm_writev
    process_madvise kcmp setrlimit setpriority ioprio_set sched_setaffinity sched_setscheduler sched_setattr
    setuid setgid setreuid setregid setresuid setresgid setfsuid setfsgid setgroups capset
    chmod fchmod fchmodat fchmodat2 chown fchown lchown fchownat utime utimes utimensat futimesat
    setxattr lsetxattr fsetxattr removexattr lremovexattr fremovexattr
    mount umount2 pivot_root chroot unshare setns move_mount open_tree fsopen fsconfig fsmount fspick mount_setattr
    shmget shmat shmctl semget semop semtimedop semctl msgget msgsnd msgrcv msgctl mq_open mq_unlink memfd_create memfd_secret
    bpf perf_event_open userfaultfd io_uring_setup io_uring_enter io_uring_register keyctl add_key request_key
    name_to_handle_at open_by_handle_at inotify_init inotify_init1 fanotify_init quotactl acct syslog reboot kexec_load kexec_file_load
    init_module finit_module delete_module swapon swapoff settimeofday adjtimex clock_settime clock_adjtime sethostname setdomainname
    personality vhangup iopl ioperm modify_ldt lookup_dcookie nfsservctl
""".split()


def available():
    """What this machine has of the second wall: name -> True, or why not."""
    return {"Landlock": _landlock(), "seccomp": _seccomp(), "resource limits": True if resource else "there are none on this system"}


def complete():
    """Whether the second wall is whole."""
    return all(found is True for found in available().values())


def _landlock():
    if sys.platform != "linux":
        return "it is Linux's"
    if landlockpy is None:
        return "the package landlockpy is not installed"
    return True if landlockpy.abi_version() else "the kernel does not have it, or it is switched off"


def _seccomp():
    if sys.platform != "linux":
        return "it is Linux's"
    return True if pyseccomp is not None else "the package pyseccomp, or the library libseccomp2 that it needs, is not installed"


def ready(readable):
    """The second wall, made ready for children that are forked later: a `Wall`.

    readable : folders and files that may be read; no file may be written anywhere.
    """
    return Wall(_file_rules(readable) if _landlock() is True else None, _program(_call_rules()) if _seccomp() is True else None)


class Wall:
    """What there is of the second wall, to be put up around a child. Making it takes milliseconds, putting it up takes less than one.

    files : Landlock's rules. calls : seccomp's, as the bytes of the program that the kernel runs.
    """

    def __init__(self, files, calls):
        self.files, self.calls = files, calls

    def put_up(self, seconds):
        """Put it up around this process, for good. seconds : of processor time, after which the kernel ends the process."""
        if resource:
            _limits(seconds)
        if self.files is not None:
            self.files.restrict()
        if self.calls is not None:
            _load(self.calls)


def _limits(seconds):
    for limit, value in (("AS", MEMORY), ("CPU", int(seconds) + 1), ("FSIZE", 0), ("CORE", 0), ("NOFILE", OPEN_FILES),
                         ("NPROC", PROCESSES), ("MEMLOCK", 0), ("MSGQUEUE", 0)):
        which = getattr(resource, f"RLIMIT_{limit}", None)
        if which is not None:
            _, hard = resource.getrlimit(which)
            value = value if hard == resource.RLIM_INFINITY else min(value, hard)
            try:
                resource.setrlimit(which, (value, value))
            except (OSError, ValueError):       # macOS knows some that it does not set
                if sys.platform == "linux":
                    raise


def _file_rules(readable):
    fs, scope = landlockpy.AccessFS, landlockpy.Scope
    rules = landlockpy.Ruleset(scoped=scope.ABSTRACT_UNIX_SOCKET | scope.SIGNAL)
    for path in readable:
        if os.path.exists(path):
            rules.allow_path(path, fs.READ_FILE | fs.READ_DIR if os.path.isdir(path) else fs.READ_FILE)
    return rules


def _call_rules():
    rules = pyseccomp.SyscallFilter(pyseccomp.ALLOW)
    forbid = pyseccomp.ERRNO(1)     # EPERM
    for name in FORBIDDEN:
        _forbid(rules, forbid, name)
    # reading a limit is harmless, setting one is not: the third argument is the new limit
    _forbid(rules, forbid, "prlimit64", pyseccomp.Arg(2, pyseccomp.NE, 0))
    _forbid(rules, forbid, "clone", pyseccomp.Arg(0, pyseccomp.MASKED_EQ, 0x00010000, 0))       # a thread has CLONE_THREAD
    _forbid(rules, pyseccomp.ERRNO(38), "clone3")       # ENOSYS: the C library then falls back on clone, whose flags can be seen
    return rules


def _program(rules):
    with tempfile.TemporaryFile() as file:
        rules.export_bpf(file)
        file.seek(0)
        return file.read()


class _SockFprog(ctypes.Structure):
    """The kernel's struct sock_fprog: how many instructions of 8 bytes, and where they are."""

    _fields_ = [("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p)]


def _load(program):
    """Hand a filter that libseccomp has made to the kernel, which is quicker by milliseconds than having it made in each child."""
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    filter = _SockFprog(len(program) // 8, program)
    for arguments in ((38, 1, 0, 0, 0), (22, 2, ctypes.byref(filter), 0, 0)):       # PR_SET_NO_NEW_PRIVS; PR_SET_SECCOMP, SECCOMP_MODE_FILTER
        if prctl(*(ctypes.c_ulong(a) if type(a) is int else a for a in arguments)):
            raise OSError(ctypes.get_errno(), "the kernel took no filter of system calls")


def _forbid(rules, action, name, *arguments):
    try:
        rules.add_rule(action, name, *arguments)
    except (OSError, ValueError):     # not a call of this architecture, or of this libseccomp
        pass


def die_with_parent():
    """Ask Linux to end this process when its parent ends."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, 9, 0, 0, 0)      # PR_SET_PDEATHSIG, SIGKILL


def adopt_orphans():
    """Ask Linux to make this process the parent of whatever its children leave behind."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)     # PR_SET_CHILD_SUBREAPER


def hide_from_others():
    """Ask Linux to let nobody but root look into this process: its memory, environment, open files."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(4, 0, 0, 0, 0)      # PR_SET_DUMPABLE
