"""Parsing in processes: in order, and safe from a file that kills its reader."""

import os

from determinations.files import LetterFile
from determinations.parsers import CRASHED, Parse, Parsed, Parsers, Rejected
from tests.determinations.letters import letter

KILLER = b"a file that kills the process that reads it"


def echo(file: LetterFile) -> Parse:
    if file.data == KILLER:
        os._exit(1)
    return Rejected(f"{file.path} in {os.getpid()}")


def files(count: int, killers: tuple[int, ...] = ()) -> list[LetterFile]:
    return [LetterFile(str(n), KILLER if n in killers else b"harmless") for n in range(count)]


def parsed_by(workers: int, given: list[LetterFile]) -> list[tuple[LetterFile, Parse]]:
    with Parsers(workers, echo) as parsers:
        return list(parsers.parse(given))


def test_many_files_are_parsed_in_other_processes_and_come_out_in_order():
    given = files(130)
    results = parsed_by(2, given)
    assert [file for file, _ in results] == given
    assert [parse.reason.split()[0] for _, parse in results] == [file.path for file in given]
    assert str(os.getpid()) not in {parse.reason.split()[-1] for _, parse in results}


def test_a_file_that_kills_its_reader_is_rejected_and_no_other():
    results = parsed_by(2, files(65, killers=(3, 4, 59)))
    assert [int(file.path) for file, parse in results if parse == CRASHED] == [3, 4, 59]
    assert len(results) == 65


def test_a_few_text_files_need_no_other_process():
    assert {parse.reason.split()[-1] for _, parse in parsed_by(2, files(5))} == {str(os.getpid())}


def test_a_pdf_is_never_read_in_this_process():
    [(_, parse)] = parsed_by(2, [LetterFile("a.txt", b"%PDF-1.7 whatever it is called")])
    assert str(os.getpid()) not in parse.reason


def test_nothing_given_is_nothing_parsed():
    assert parsed_by(2, []) == []


def test_letters_are_parsed_in_other_processes_as_in_this_one():
    given = [LetterFile(f"{n}.txt", letter(f"CM16-09900{n}").encode()) for n in range(10, 35)]
    with Parsers(2) as parsers:
        parses = [parse for _, parse in parsers.parse(given)]
    assert all(isinstance(parse, Parsed) for parse in parses)
    assert [parse.letter.case_number for parse in parses] == [f"CM16-09900{n}" for n in range(10, 35)]
