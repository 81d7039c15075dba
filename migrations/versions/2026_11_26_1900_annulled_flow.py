"""Idle land whose finding was annulled leaves the month by a way of its own."""

from pathlib import Path

from alembic import op

revision = "1900"
down_revision = "1800"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.get_bind().exec_driver_sql(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8").replace("%", "%%"))


def downgrade() -> None:
    raise NotImplementedError("migrations only go forward: restore a backup instead")
