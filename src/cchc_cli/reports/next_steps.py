"""What to do next with a plan, as command lines to copy."""

from collections.abc import Iterator
from typing import NamedTuple

from cchc_cli.reports.parts import Step
from cchc_cli.standing.overview import Overview


class Program(NamedTuple):
    """How the program is called on these data.

    `name` is with the data home where that must be said; `year` and `day` are the options that name the plan and the
    day, each empty where a run of today finds them itself.
    """

    name: str = "cchc"
    year: str = ""
    day: str = ""

    def line(self, *words: str) -> str:
        """A command line of these words; empty ones do not count."""
        return " ".join(word for word in (self.name, *words) if word)

    @property
    def due(self) -> str:
        """The command that shows every deadline."""
        return self.line("due", self.year, self.day)

    @property
    def validate(self) -> str:
        """The command that shows every problem."""
        return self.line("validate")


def next_steps(overview: Overview, warnings: int, program: Program) -> Iterator[Step]:
    """What the state of the plan asks for: warnings first, then the answers of the period, then its report."""
    if warnings:
        yield Step(f"Xem {warnings} cảnh báo trong dữ liệu", program.validate)
    if overview.deadlines.late or overview.deadlines.soon:
        letters = f"{program.due} --letters thu-nhac/"
        yield Step("Đôn đốc dòng quá hạn, sắp đến hạn (tạo thư mục trước: mkdir thu-nhac)", letters)
    answers = overview.answers
    if not answers.asked:
        return
    period, label = f"--period {answers.period.value}", answers.period.label
    if not answers.not_answered:
        report = f"-o bao-cao-{answers.period.value}.xlsx"
        yield Step(f"Lập báo cáo {label}", program.line("report", program.year, period, report))
    elif not answers.answered:
        current = "--current" if overview.has_others_answering else ""  # the forms go to those who are asked
        form = program.line("export --form", current, program.year, period, "-o phieu/")
        yield Step(f"Gửi phiếu báo cáo {label} cho các cơ quan (tạo thư mục trước: mkdir phieu)", form)
    else:
        yield Step("Nhập phiếu đã nhận (tệp trong thư mục phieu-nhan)", program.line("import phieu-nhan/"))
