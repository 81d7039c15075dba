"""An asker adds a question to an answered inquiry: a step of its own with a due day of its own."""

from pathlib import Path

from alembic import op

revision = "2840"
down_revision = "2830"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.get_bind().exec_driver_sql(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8").replace("%", "%%"))


def downgrade() -> None:
    raise NotImplementedError("migrations only go forward: restore a backup instead")
