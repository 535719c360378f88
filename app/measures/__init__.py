"""Service, summons, proposals, approvals, compelled attendance, custody, and their clocks."""
