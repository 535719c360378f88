"""The profile of one court. Every contested point of law is a field here with a lawful default."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, field_validator
from pydantic_core import PydanticCustomError

from app.base.money import ZERO, Money
from app.base.reading import Command
from app.court.custody_places import NoCustodyPlaceError, read_custody_places
from app.court.margins import HOUSE, NoMarginsError, read_margins
from app.court.printers import NoPrinterError, read_printers
from app.law.interest import DayCount

ChainStep = Literal["discussed", "endorsed"]
Chain = tuple[ChainStep, ...]
"""What must come before the president's decision: discussion by the panel or three officers, the director's word."""
Line = Annotated[str, StringConstraints(min_length=1, max_length=120)]
PAYOUT_LEVELS = r"^0=(judge|director|president)(\+(director|president))*(;\d{1,12}=(judge|director|president)(\+(director|president))*)*$"
"""The table of approvals of payouts as it is typed."""


class CourtProfile(Command):
    """What this court is called and how it decided the points that law leaves open."""

    name: Line
    code: Annotated[str, StringConstraints(pattern=r"^(最高法|[一-龥]\d{0,4})$")]
    """Court code of case numbers, such as 宁0425."""
    superior: Line = "（上一级人民法院）"
    """The court that decides reconsiderations."""
    address: Annotated[str, StringConstraints(max_length=120)] = ""
    phone: Annotated[str, StringConstraints(max_length=40)] = ""
    custody_place: Annotated[str, StringConstraints(max_length=80)] = ""
    """Which 拘留所 admits detained persons."""
    custody_address: Annotated[str, StringConstraints(max_length=120)] = ""
    custody_phone: Annotated[str, StringConstraints(max_length=40)] = ""
    delivery_hours: Annotated[str, StringConstraints(max_length=120)] = ""
    """When that 拘留所 admits people, as it told the court."""
    custody_places: Annotated[str, StringConstraints(max_length=1000)] = ""
    """Where detained persons are brought and examined, one a line with position and hours: what planning reckons with."""
    police: Annotated[str, StringConstraints(max_length=80)] = ""
    """The public security organ that custody notices are addressed to."""
    home_division: Annotated[str, StringConstraints(pattern=r"^\d{6}$")] = "640425"
    """Division code of the home county: what an address without a county means."""
    latitude: Annotated[float, Field(ge=-90, le=90)] = 35.8511
    longitude: Annotated[float, Field(ge=-180, le=180)] = 106.639
    """The court's door, WGS-84: where squads start and end."""
    trust_account: Annotated[str, StringConstraints(max_length=60)] = ""
    """The number of the 执行款专户."""
    trust_bank: Annotated[str, StringConstraints(max_length=80)] = ""
    public_address: Annotated[str, StringConstraints(pattern=r"^(https?://[A-Za-z0-9.:-]{1,80}/?)?$")] = ""
    """Where people outside reach the page of verification, as printed on papers; empty: they ask the court."""
    proof_on_forms: bool = False
    """Whether statutory forms bear a verification code too; receipts and working papers always do."""

    paper_margins: Annotated[str, StringConstraints(max_length=20)] = HOUSE
    """White on the top, right, bottom and left of the court's instruments, in millimetres."""
    printers: Annotated[str, StringConstraints(max_length=2000)] = ""
    """Printers in the private network of the court or a squad, one a line: a name and `ipp://192.168.8.20/ipp/print`."""

    min_summons: Annotated[int, Field(ge=1, le=2)] = 1
    """Lawful summonses before 拘传: one by the interpretation, two where local practice wants it."""
    detained_counts: Literal["announced", "admitted"] = "announced"
    """Which event the bulletin counts as 拘留: the decision read out, or admission by the 拘留所."""
    day_count: DayCount = DayCount.PAYDAY_COUNTED
    """How days of delay are counted."""
    doubled_on_costs: bool = False
    """Whether the doubled interest is counted on the costs of the lawsuit (诉讼费) too."""
    fee_first: bool = True
    """Whether the execution fee is taken before the creditor's money."""
    payout_levels: Annotated[str, StringConstraints(pattern=PAYOUT_LEVELS, max_length=200)] = (
        "0=director;100000=director+president"
    )
    """Who approves paying out: from which amount in yuan, by which roles, in their order."""
    disbursement_days: Annotated[int, Field(ge=1, le=30)] = 30
    """Days within which money of a case is paid out."""
    claim_days: Annotated[int, Field(ge=1, le=30)] = 3
    """Working days within which money that came without a name is claimed."""
    consent_days: Annotated[int, Field(ge=1, le=60)] = 7
    """Days until the creditor's agent must confirm in writing what he agreed by phone."""
    talk_days: Annotated[int, Field(ge=0, le=15)] = 3
    """Days after the decision within which somebody talks with a detained person; 0: the court does not ask for it."""
    night_from: Annotated[int, Field(ge=0, le=23)] = 22
    night_until: Annotated[int, Field(ge=0, le=23)] = 6
    """Visits in these hours ask for a reason."""

    emergency_report_hours: Annotated[int, Field(ge=1, le=6)] = 1
    """What "at once" means for the report to the president after an emergency detention."""
    ratification_hours: Annotated[int, Field(ge=1, le=24)] = 12
    """Until when he ratifies or revokes it."""
    number_hours: Annotated[int, Field(ge=1, le=168)] = 48
    """Until when an emergency detention must have its own number from case filing."""
    living_standard: Annotated[Money, Field(ge=0)] = ZERO
    """The local minimum living standard for a head and month; zero: not entered."""
    authorisation_days: Annotated[int, Field(ge=1, le=180)] = 15
    """The longest time for which the president or the director may lend his step in one authorisation."""
    chain_compel: Chain = ("endorsed",)
    chain_detain: Chain = ("discussed", "endorsed")
    chain_fine: Chain = ("discussed", "endorsed")
    chain_search: Chain = ("endorsed",)
    chain_over_seizure: Chain = ()
    chain_early_release: Chain = ()
    """Nothing delays a release unless the court wants it so."""

    @field_validator("paper_margins")
    @classmethod
    def _room_for_the_form(cls, text: str) -> str:
        try:
            return str(read_margins(text))
        except NoMarginsError:
            raise PydanticCustomError("margins", "leaves no room for the form of court papers") from None

    @field_validator("custody_places")
    @classmethod
    def _placed_custody(cls, text: str) -> str:
        try:
            read_custody_places(text)
        except NoCustodyPlaceError:
            raise PydanticCustomError("custody_places", "names no place with its position") from None
        return text

    @field_validator("printers")
    @classmethod
    def _private_printers(cls, text: str) -> str:
        try:
            read_printers(text)
        except NoPrinterError:
            raise PydanticCustomError("printers", "names no printer in a private network") from None
        return text
