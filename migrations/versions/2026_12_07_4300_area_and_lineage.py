"""What an area may differ follows from the precision of its boundary points; ground that retired plots left has one lineage."""

from pathlib import Path

from alembic import op

revision = "4300"
down_revision = "4100"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.get_bind().exec_driver_sql(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8").replace("%", "%%"))


def downgrade() -> None:
    raise NotImplementedError("migrations only go forward: restore a backup instead")
