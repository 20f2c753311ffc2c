"""Sentences and heads that several reports share."""

from cchc_cli.model.plan import Plan
from cchc_cli.model.settings import Settings, Signer
from cchc_cli.model.states import Status
from cchc_cli.reports.parts import Head, Heading, Signature, Weight
from cchc_cli.standing import Tally, percent_text

NO_REPORT_YET = "Chưa có báo cáo nào."
BLANK = "……………………"
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"


def build_head(settings: Settings) -> Head:
    """The document head from the settings; what is unset is a visible blank for the pen."""
    above = f"UBND {settings.province}".upper() if settings.province else None
    if above and settings.issuer and above == settings.issuer.upper():
        above = None
    return Head(
        above=above,
        issuer=settings.issuer.upper() if settings.issuer else BLANK,
        number="Số: ………/………",
        nation=NATION,
        motto=MOTTO,
        place_and_date=f"{settings.place or BLANK}, ngày …… tháng …… năm ………",
    )


def build_signature(settings: Settings) -> Signature:
    """The signature block from the settings; a title or name that is not set is a blank for the pen."""
    signer = settings.signer or Signer.model_construct()
    return Signature(
        authority=signer.authority.upper() if signer.authority else None,
        title=signer.title.upper() if signer.title else BLANK,
        name=signer.name or BLANK,
    )


def plan_reference(plan: Plan) -> str:
    """The plan by its number, day and issuer, as far as they are known."""
    number = plan.head.number or "………"
    issuer = f" của {plan.head.issuer}" if plan.head.issuer else ""
    return f"Kế hoạch số {number} ngày {_issued(plan)}{issuer}"


def _issued(plan: Plan) -> str:
    year, month, day = (*(plan.head.issued or "").split("-"), "", "", "")[:3]
    return f"{day or '……'}/{month or '……'}/{year or '………'}"


def completion_sentence(counted: Tally) -> str:
    """How much of the whole is done."""
    aside = counted.of(Status.NOT_APPLICABLE)
    but = f" (không tính {aside} dòng không áp dụng)" if aside else ""
    done = counted.of(Status.DONE)
    return f"Hoàn thành {done}/{counted.applicable} dòng, đạt {percent_text(counted.completion)}{but}."


def label_line(settings: Settings) -> tuple[Heading, ...]:
    """The line that every document shows, where one is set."""
    return (Heading(settings.label, Weight.NOTE),) if settings.label else ()
