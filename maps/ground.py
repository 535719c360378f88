"""How the ground says no; the calling room turns it into its own refusal."""


class GroundError(Exception):
    """Something about the ground that cannot be done: a code for ever, and the facts of this case."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts

    def __str__(self) -> str:
        facts = ", ".join(f"{name}={value!r}" for name, value in self.facts.items())
        return f"{self.code} ({facts})" if facts else self.code
