"""Facts about the store itself."""

from sqlalchemy.orm import Mapped, mapped_column

from app.base.columns import Row


class StoreFact(Row):
    """One fact about this store: its epoch, whether it is a demonstration, its clock's offset."""

    __tablename__ = "store_facts"
    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]
