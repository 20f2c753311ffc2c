"""Click's own words in Vietnamese.

Click asks `gettext` in each of its modules; a catalogue chosen by the environment would leave the words English on
most machines, so the look-up is replaced where the modules hold it. What is not in the table stays as click words it.
"""

import click.core
import click.decorators
import click.exceptions
import click.formatting
import click.parser
import click.termui
import click.types

WORDS = {
    "Aborted!": "Đã dừng.",
    "deprecated": "không nên dùng nữa",
    "Missing command.": "Thiếu lệnh.",
    "Options": "Tùy chọn",
    "Positional arguments": "Tham số",
    "Commands": "Lệnh",
    "Got unexpected extra argument ({args})": "Thừa tham số ({args})",
    "Got unexpected extra arguments ({args})": "Thừa các tham số ({args})",
    "env var: {var}": "biến môi trường: {var}",
    "default: {default}": "mặc định: {default}",
    "(dynamic)": "(tự tính)",
    "required": "bắt buộc",
    "Takes {nargs} values but 1 was given.": "Cần {nargs} giá trị, chỉ có 1.",
    "Takes {nargs} values but {len} were given.": "Cần {nargs} giá trị, có {len}.",
    "Do you want to continue?": "Tiếp tục?",
    "%(prog)s, version %(version)s": "%(prog)s %(version)s",
    "Show the version and exit.": "In phiên bản rồi thoát.",
    "Show this message and exit.": "In hướng dẫn này rồi thoát.",
    "Did you mean {possibility}?": "Có phải {possibility}?",
    "(Did you mean one of: {possibilities}?)": "(Có phải một trong: {possibilities}?)",
    "Missing argument": "Thiếu tham số",
    "Missing option": "Thiếu tùy chọn",
    "Missing parameter": "Thiếu tham số",
    "Missing parameter: {param_name}": "Thiếu tham số: {param_name}",
    "Missing {param_type}": "Thiếu {param_type}",
    "unknown error": "lỗi không rõ",
    "Invalid value for {param_hint}: {message}": "Giá trị của {param_hint} không hợp lệ: {message}",
    "Invalid value: {message}": "Giá trị không hợp lệ: {message}",
    "Could not open file {filename!r}: {message}": "Không mở được tệp «{filename}»: {message}",
    "Error: {message}": "Lỗi: {message}",
    "Try '{command} {option}' for help.": "Xem hướng dẫn: {command} {option}",
    "No such option {name!r}.": "Không có tùy chọn «{name}».",
    "No such command {name!r}.": "Không có lệnh «{name}».",
    "Usage:": "Cách dùng:",
    "Invalid start character for option ({option})": "Tùy chọn không hợp lệ ({option})",
    "Option {name!r} does not take a value.": "Tùy chọn «{name}» không nhận giá trị.",
    "Option {name!r} requires an argument.": "Tùy chọn «{name}» cần một giá trị.",
    "Option {name!r} requires {nargs} arguments.": "Tùy chọn «{name}» cần {nargs} giá trị.",
    "Argument {name!r} takes {nargs} values.": "Tham số «{name}» cần {nargs} giá trị.",
    "file": "tệp",
    "directory": "thư mục",
    "path": "đường dẫn",
    "Choose from:\n\t{choices}": "Chọn một trong:\n\t{choices}",
    "{value!r} is not {choice}.": "«{value}» không phải {choice}.",
    "{value!r} is not one of {choices}.": "«{value}» không thuộc {choices}.",
    "{value} is not in the range {range}.": "{value} ngoài khoảng {range}.",
    "{value!r} is not a valid {number_type}.": "«{value}» không phải số hợp lệ.",
    "{name} {filename!r} is a file.": "{name} «{filename}» là tệp.",
    "{name} {filename!r} is a directory.": "{name} «{filename}» là thư mục.",
    "{name} {filename!r} is not readable.": "không đọc được {name} «{filename}».",
    "{name} {filename!r} is not writable.": "không ghi được {name} «{filename}».",
    "{name} {filename!r} is not executable.": "không chạy được {name} «{filename}».",
    "{name} {filename!r} does not exist.": "không có {name} «{filename}».",
}

_MODULES = (
    click.core,
    click.decorators,
    click.exceptions,
    click.formatting,
    click.parser,
    click.termui,
    click.types,
)


def translate(message: str) -> str:
    """The message in Vietnamese."""
    return WORDS.get(message, message)


def translate_counted(singular: str, plural: str, number: int) -> str:
    """The message for this number in Vietnamese."""
    return translate(singular if number == 1 else plural)


def install() -> None:
    """Makes click speak Vietnamese in this process."""
    for module in _MODULES:
        vars(module)["_"] = translate
        if "ngettext" in vars(module):
            vars(module)["ngettext"] = translate_counted
