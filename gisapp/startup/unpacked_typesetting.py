"""Pango and a Chinese font unpacked into a folder of our own, for PDF documents: needs no right to install.

`python -m gisapp.startup.unpacked_typesetting FOLDER`, on Debian and Ubuntu. Where it fails the system still runs: documents are
then given as Word only, and the PDF says what to install.
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

from gisapp.documents.pdf import prove_typesetting
from gisapp.documents.printing.libraries import load_from
from gisapp.kernel.start_refusal import StartRefusal
from gisapp.startup.terminal import refuse, say, stage
from gisapp.startup.unpacked_packages import PackageFailure, fetch_and_unpack, missing_packages, package_lists

WANTED = ["libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fonts-noto-cjk"]
NOT_NEEDED = re.compile(
    r"(ucf|fontconfig|fontconfig-config|fonts-dejavu.*|perl.*|libperl.*|debconf|shared-mime-info|libc6|libc-bin)$"
)
"""The distribution's own management of fonts; a font list of our own is written beside the libraries."""


def unpack(target: Path) -> None:
    """Fill `target`; an interrupted attempt leaves no `ready` mark and is begun anew."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    try:
        with stage("下载排版组件和中文字体（不安装）", "fetching typesetting and a Chinese font, unpacked privately"):
            options = package_lists(target, "libpango-1.0-0")
            names = sorted(name for name in missing_packages(options, WANTED) if not NOT_NEEDED.match(name))
            if names:
                fetch_and_unpack(options, names, target)
    except PackageFailure as failure:
        raise _refusal(str(failure)) from failure
    load_from(target)
    lacking = prove_typesetting()
    if lacking:
        raise _refusal(lacking)
    (target / "ready").touch()


def _refusal(reason: str) -> StartRefusal:
    return StartRefusal(
        "start.typesetting_missing",
        f"无法自行准备 PDF 排版组件（{reason}），文书暂只能下载 Word。请让管理员运行 sudo apt-get install {' '.join(WANTED)}。",
        f"PDF typesetting could not be brought ({reason}); documents are Word only until `sudo apt-get install {' '.join(WANTED)}` is run.",
    )


def main() -> None:
    """Unpack into the folder named on the command line."""
    try:
        unpack(Path(sys.argv[1]).absolute())
    except StartRefusal as error:
        refuse(error)
        sys.exit(1)
    say("PDF 排版组件已就绪（未安装到系统）。· PDF typesetting is ready, not installed system-wide.")


if __name__ == "__main__":
    main()
