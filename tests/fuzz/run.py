"""Coverage-guided fuzzing of the survey readers: `uv run --with atheris python -m tests.fuzz.run FOLDER -max_total_time=3600`.

FOLDER keeps what reached new code and, as crash-…, timeout-… and oom-…, what went wrong, each fault once; what follows are options of
libFuzzer, which itself stops only at a hang, at too much memory and at a fault of native code. An input that went wrong is tried alone by `python -m tests.fuzz.run --try FILE`; fixed, it goes into tests/fuzz/found/, where the test run tries it for ever.
"""

from __future__ import annotations

import logging
import random
import sys
import traceback
import warnings
from collections.abc import Callable
from pathlib import Path
from zlib import crc32

HANG_SECONDS = 30
MOST_MIB = 2048
MOST_BYTES = 400_000


def main(arguments: list[str]) -> None:
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    if arguments[:1] == ["--try"]:
        from tests.fuzz.survey_files import try_case

        for name in arguments[1:]:
            print(name, try_case(Path(name).read_bytes()))  # noqa: T201
        return
    import atheris  # type: ignore[import-not-found]  # fetched by uv for this run only

    with atheris.instrument_imports(include=["gisapp.land.intake", "ezdxf.lldxf", "zipfile", "csv"]):
        from tests.fuzz.survey_files import damage, seeds, try_case
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    for at, seed in enumerate(seeds()):
        (folder / f"seed-{at:02d}").write_bytes(seed)

    def change(case: bytes, most: int, seed: int) -> bytes:
        chance = random.Random(seed)
        if not case:
            return b"\x00"
        if chance.random() < 0.4:
            return bytes(damage(case, chance, lambda data: bytes(atheris.Mutate(data, most - 1)) if data else b"0"))[
                :most
            ]
        return damage(case, chance)[:most]

    options = [
        f"-timeout={HANG_SECONDS}",
        f"-rss_limit_mb={MOST_MIB}",
        f"-max_len={MOST_BYTES}",
        f"-artifact_prefix={folder}/",
    ]
    atheris.Setup(["fuzz", str(folder), *options, *arguments[1:]], kept(try_case, folder), custom_mutator=change)
    atheris.Fuzz()


def kept(try_case: Callable[[bytes], object], folder: Path) -> Callable[[bytes], None]:
    """Write the first input of every different fault into the folder and go on: one fault must not hide the next."""
    seen: set[str] = set()

    def one(case: bytes) -> None:
        try:
            try_case(case)
        except Exception as fault:
            frames = traceback.extract_tb(fault.__traceback__)
            own = [frame for frame in frames if "/gisapp/" in frame.filename] or frames
            name = f"{type(fault).__name__}-{Path(own[-1].filename).stem}-{own[-1].lineno}"
            if isinstance(fault, AssertionError):  # one check looks at several parts: each is a fault of its own
                name += f"-{crc32(str(fault).encode()):08x}"
            if name not in seen:
                seen.add(name)
                (folder / f"crash-{name}").write_bytes(case)
                (folder / f"crash-{name}.log").write_text("".join(traceback.format_exception(fault)), encoding="utf-8")

    return one


if __name__ == "__main__":
    main(sys.argv[1:])
