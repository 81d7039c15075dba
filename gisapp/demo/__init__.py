"""The demo zone: one invented landscape, made by code, the same bytes every time.

Everything here carries 示意数据，非法定边界. No boundary, area or address of any real park is known or asserted; real
enterprises appear only as residents of their park. `zone.py` puts the parts together, `seed.py` writes them.
"""

from gisapp.demo.seed import seed_demo
from gisapp.demo.zone import make_zone

__all__ = ["make_zone", "seed_demo"]
