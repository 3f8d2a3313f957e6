"""The memory that a pack takes does not grow with its number of letters."""

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """
import os, sys
from pathlib import Path
from tempfile import TemporaryFile
from fpdf import FPDF
from PIL import Image
from bookmarks.exhibits.pack.making import write_pack
from bookmarks.exhibits.pack.request import PackRequest
from tests.bookmarks.exhibits.packs import exhibit, original

def highest():
    status = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in status if line.startswith("VmHWM")).split()[1]) / 1024

def scan(at):
    pdf = FPDF(unit="pt", format="letter")
    pdf.add_page()
    pdf.image(Image.frombytes("L", (1000, 1000), os.urandom(1_000_000)), 0, 0, 612, 700)
    return exhibit(original=original(Path(sys.argv[1]), bytes(pdf.output()), f"{at}.pdf"))

scans = [scan(at) for at in range(8)]
for exhibits in (scans, scans * 10):
    with TemporaryFile() as file:
        write_pack(PackRequest("Scans", tuple(exhibits)), file)
        print(highest(), file.tell() / 1_000_000)
"""


@pytest.mark.skipif(not Path("/proc/self/status").is_file(), reason="the memory is read from /proc")
def test_ten_times_the_letters_take_no_more_memory(tmp_path):
    command = [sys.executable, "-c", SCRIPT, str(tmp_path)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    few, few_long, many, many_long = map(float, told)
    assert many_long - few_long > 70, "megabytes of the file"
    assert many - few < 25, "megabytes of memory"
