"""What was published by mistake leaves the past of the public window too."""

from pathlib import Path

from alembic import op

revision = "4100"
down_revision = "3950"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.get_bind().exec_driver_sql(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8").replace("%", "%%"))


def downgrade() -> None:
    raise NotImplementedError("migrations only go forward: restore a backup instead")
