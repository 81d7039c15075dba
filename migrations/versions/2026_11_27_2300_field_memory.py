"""How the columns of a delivery were read is remembered for the next one with the same columns."""

from pathlib import Path

from alembic import op

revision = "2300"
down_revision = "2710"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.get_bind().exec_driver_sql(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8").replace("%", "%%"))


def downgrade() -> None:
    raise NotImplementedError("migrations only go forward: restore a backup instead")
