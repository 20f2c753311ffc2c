"""What a progress report begins and ends with."""

from cchc_cli.reports.parts import Cover, Recipients
from cchc_cli.reports.progress_report.progress import Progress
from cchc_cli.reports.wording import BLANK, build_head, build_signature, plan_reference
from cchc_cli.standing import Moment
from cchc_cli.tables.cells import moment_phrase, moment_text, period_text

KIND = "BÁO CÁO"

_RECIPIENTS = Recipients("Nơi nhận:", (f"- {BLANK};", "- Lưu: VT."))


def subject_of(progress: Progress) -> str:
    """What the report is about: the plan, the period, and whose rows where not everyone's are told."""
    standings = progress.standings
    moment = standings.moment
    year = period_text(moment.period, moment.year) if moment.period else f"năm {moment.year}"
    whose = f" của {progress.catalogue.names_of(standings.agencies)}" if standings.agencies else ""
    return f"Tiến độ thực hiện Kế hoạch cải cách hành chính {year}{whose}"


def title_of(progress: Progress) -> str:
    """What the file is called among its properties, and on top of its text."""
    subject = subject_of(progress)
    return f"{KIND.capitalize()} {subject[0].lower()}{subject[1:]}"


def build_cover(progress: Progress) -> Cover:
    """The cover from the settings; what is unset is a visible blank for the pen."""
    settings, plan, moment = progress.catalogue.settings, progress.standings.plan, progress.standings.moment
    issuer = settings.issuer or BLANK
    title = title_of(progress)
    said = f"{title[0].lower()}{title[1:]}"
    opening = (f"Thực hiện {plan_reference(plan)}, {issuer} {said} như sau ({moment_phrase(moment)}):",)
    closing = (f"Trên đây là {said}./.",)
    return Cover(
        head=build_head(settings),
        kind=KIND,
        subject=subject_of(progress),
        notes=(f"(Thực hiện {plan_reference(plan)})", moment_text(moment)),
        opening=opening,
        closing=closing,
        signature=build_signature(settings),
        recipients=_RECIPIENTS,
    )


def annex_note(moment: Moment) -> str:
    """What an annex is attached to; the number and day of the report are blanks for the pen."""
    return f"(Kèm theo Báo cáo số ………/……… ngày …… tháng …… năm ………; {moment_phrase(moment)})"
