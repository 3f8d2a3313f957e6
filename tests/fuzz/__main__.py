"""The command: mutate, parse, check; exit 1 when something was found."""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import Pool

from tests.fuzz.checks import SECONDS, judge
from tests.fuzz.corpus import letters_to_mutate
from tests.fuzz.mutations import mutant
from tests.fuzz.repeats import worst_repeats

_CHUNK = 250


@dataclass
class Tally:
    """What became of some mutants; faults and times come with the mutant's number."""

    parsed: int = 0
    refused: int = 0
    faults: list[tuple[int, str]] = field(default_factory=list)
    slowest: tuple[float, int] = (0.0, 0)

    def add(self, other: "Tally") -> None:
        self.parsed += other.parsed
        self.refused += other.refused
        self.faults += other.faults
        self.slowest = max(self.slowest, other.slowest)


def fuzz(seed: int, own_only: bool, indices: range) -> Tally:
    """Judge the mutants of these numbers."""
    letters = letters_to_mutate(own_only)
    tally = Tally()
    for index in indices:
        verdict = judge(mutant(seed, index, letters).text)
        tally.parsed += verdict.parsed
        tally.refused += not verdict.parsed
        tally.faults += ((index, fault) for fault in verdict.faults)
        tally.slowest = max(tally.slowest, (verdict.seconds, index))
    return tally


def main() -> int:
    """Run what the options ask for; 1 when a fault was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--letters", type=int, default=200_000, help="how many mutants to try")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument(
        "--own-only", action="store_true", help="mutate no real letter, though some lie there"
    )
    parser.add_argument("--show", type=int, metavar="INDEX", help="print one mutant and what it does")
    parser.add_argument("--repeats", action="store_true", help="instead: time one thing said for 300 kB")
    options = parser.parse_args()
    if options.repeats:
        return _time_repeats(options.workers)
    if options.show is not None:
        return _show(options)
    return _fuzz_all(options)


def _fuzz_all(options: argparse.Namespace) -> int:
    letters = letters_to_mutate(options.own_only)
    _say(f"{options.letters:,} mutants of {len(letters)} letters, seed {options.seed}")
    started = time.perf_counter()
    total = Tally()
    with Pool(options.workers) as pool:
        work = partial(fuzz, options.seed, options.own_only)
        for tally in pool.imap_unordered(work, _chunks(options.letters)):
            total.add(tally)
            for index, fault in tally.faults:
                _say(f"seed {options.seed}, index {index}: {fault}")
    minutes = (time.perf_counter() - started) / 60
    seconds, index = total.slowest
    kinds = " > ".join(mutant(options.seed, index, letters).mutations)
    _say(f"{total.parsed:,} parsed, {total.refused:,} refused with a reason, {minutes:.1f} minutes")
    _say(f"slowest: {seconds:.2f} s of processor time (at most {SECONDS:g}), index {index}: {kinds}")
    found = Counter(fault.split(":")[0] for _, fault in total.faults)
    _say(f"{len(total.faults):,} faults: {dict(found.most_common(10))}" if found else "no fault found")
    return 1 if found else 0


def _chunks(count: int) -> Iterator[range]:
    return (range(start, min(start + _CHUNK, count)) for start in range(0, count, _CHUNK))


def _show(options: argparse.Namespace) -> int:
    shown = mutant(options.seed, options.show, letters_to_mutate(options.own_only))
    verdict = judge(shown.text)
    _say(shown.text)
    sys.stderr.write(f"{' > '.join(shown.mutations)}: {verdict}\n")
    return 1 if verdict.faults else 0


def _time_repeats(workers: int) -> int:
    rows = worst_repeats(workers)
    _say(f"{'repeated':40}{'in':20}{'characters':>12}{'seconds':>9}")
    for row in rows:
        faults = "; ".join(row.faults)
        _say(f"{row.unit!r:40}{row.place:20}{row.characters:>12,}{row.seconds:>9.2f}  {faults}")
    return 1 if any(row.faults for row in rows) else 0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
