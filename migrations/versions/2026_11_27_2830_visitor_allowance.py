"""How much one network address may ask of the public window: an allowance that fills up again."""

from pathlib import Path

from alembic import op

revision = "2830"
down_revision = "2820"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.get_bind().exec_driver_sql(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8").replace("%", "%%"))


def downgrade() -> None:
    raise NotImplementedError("migrations only go forward: restore a backup instead")
