"""A site of a pool tells its price in all as it was announced."""

from pathlib import Path

from alembic import op

revision = "3950"
down_revision = "3420"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.get_bind().exec_driver_sql(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8").replace("%", "%%"))


def downgrade() -> None:
    raise NotImplementedError("migrations only go forward: restore a backup instead")
