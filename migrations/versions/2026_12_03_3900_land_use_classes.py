"""Land-use classes of four schemes and their crosswalk to the national one; a plot keeps the words of its file."""

from pathlib import Path

from alembic import op

revision = "3900"
down_revision = "3410"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.get_bind().exec_driver_sql(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8").replace("%", "%%"))


def downgrade() -> None:
    raise NotImplementedError("migrations only go forward: restore a backup instead")
