"""What every key of the data files means, in Vietnamese: titles and descriptions for JSON Schema."""

from typing import NamedTuple

from cchc_cli.model.agency import Agency, Contact
from cchc_cli.model.plan import PlanHead, Reassigned, WrittenRow
from cchc_cli.model.progress import Return, Update
from cchc_cli.model.settings import Closing, Settings, Signer
from cchc_cli.model.written import Written


class Meaning(NamedTuple):
    """The words for a key: a title of a few words, and what to write there."""

    title: str
    description: str


_ENTERED = Meaning("Lúc ghi", "Chương trình tự ghi; giống nhau ở mọi mục của một lần chạy.")
_PERIOD = Meaning("Kỳ báo cáo", "q1 (quý I), h1 (6 tháng), m9 (9 tháng) hoặc year (cả năm).")

YEAR = Meaning("Năm", "Năm của kế hoạch; năm ghi ở đây mới là năm thật, không phải tên tệp.")
PLAN = Meaning("Văn bản", "Điều kế hoạch nói về chính nó.")
LOG_AGENCY = Meaning("Cơ quan", "id của cơ quan báo cáo, khai báo trong agencies.yaml.")

MODEL_TITLES: dict[type[Written], str] = {
    PlanHead: "Văn bản kế hoạch",
    WrittenRow: "Dòng",
    Reassigned: "Quyết định giao lại",
    Agency: "Cơ quan",
    Contact: "Liên hệ",
    Update: "Cập nhật",
    Return: "Lần nhận phiếu",
    Settings: "Thiết lập",
    Signer: "Người ký",
    Closing: "Ngày chốt kỳ",
}
MEANINGS: dict[type[Written], dict[str, Meaning]] = {
    PlanHead: {
        "title": Meaning("Tên kế hoạch", "Tên in trên văn bản."),
        "number": Meaning("Số hiệu", "Số, ký hiệu văn bản; để trống khi văn bản chưa ghi."),
        "issued": Meaning("Ngày ban hành", "2024-06-28; chỉ biết tháng hay năm thì ghi 2024-06 hay 2024."),
        "issuer": Meaning("Cơ quan ban hành", "Như UBND tỉnh."),
        "source": Meaning("Nguồn", "Tên tệp văn bản gốc."),
        "set": Meaning("Bộ tiêu chí", "Quyết định ban hành bộ tiêu chí."),
        "due": Meaning("Thời hạn chung", "Thời hạn của mọi dòng không ghi thời hạn riêng, đúng chữ của văn bản."),
    },
    WrittenRow: {
        "code": Meaning("Mã", 'Mã của dòng, luôn trong ngoặc kép, như "1.3.1".'),
        "stt": Meaning("STT", "Số thứ tự trong kế hoạch; dòng có STT là dòng phải đạt."),
        "name": Meaning("Tên", "Đúng chữ của văn bản; chỉ dòng thêm vào (in_source: false) được để null."),
        "leads": Meaning("Chủ trì", "id các cơ quan chủ trì; áp dụng cho mọi dòng bên dưới không ghi riêng."),
        "leads_basis": Meaning("Căn cứ chủ trì", "inferred: suy ra, văn bản không in (ghi lý do ở note)."),
        "support": Meaning("Phối hợp", "id các cơ quan phối hợp; áp dụng cho mọi dòng bên dưới không ghi riêng."),
        "due": Meaning("Thời hạn", "Đúng chữ của văn bản: 31/12/2024, 6/2024, Quý II/2024, Thường xuyên…"),
        "target": Meaning("Mục tiêu", "maintain (duy trì) hoặc improve (cải thiện)."),
        "method": Meaning("Cách chấm", "self (tự đánh giá) hoặc survey (điều tra xã hội học)."),
        "max_score": Meaning("Điểm tối đa", "Nhiều nhất hai chữ số thập phân; số âm là điểm trừ."),
        "evidence_required": Meaning("Cần tài liệu kiểm chứng", "Không ghi: cần, trừ dòng chấm qua điều tra."),
        "product": Meaning("Sản phẩm", "Kết quả, sản phẩm phải có."),
        "note": Meaning("Ghi chú kế hoạch", "Ghi chú của dòng."),
        "reassigned": Meaning("Giao lại", "Quyết định chuyển dòng từ cơ quan này sang cơ quan khác."),
        "in_source": Meaning("Có trong văn bản", "false: dòng thêm vào cho đủ cây, văn bản không có."),
    },
    Reassigned: {
        "lead": Meaning("Cơ quan trước", "id cơ quan trả lời cho dòng trước ngày from."),
        "to": Meaning("Cơ quan sau", "id cơ quan trả lời từ ngày from."),
        "from": Meaning("Từ ngày", "Ngày đầu tiên cơ quan sau trả lời."),
        "by": Meaning("Theo văn bản", "Quyết định giao lại."),
    },
    Agency: {
        "id": Meaning("id", "Chữ thường không dấu, chữ số, gạch nối; không đổi về sau."),
        "name": Meaning("Tên đầy đủ", "Như Sở Nội vụ."),
        "short": Meaning("Tên tắt", "Tên in ở bảng hẹp, như SNV."),
        "aliases": Meaning("Tên khác", "Những cách gõ khác; không cần ghi dạng chữ hoa, chữ không dấu."),
        "kind": Meaning("Loại", "Loại cơ quan, như sở, ban, ngành."),
        "official_code": Meaning("Mã định danh", "Mã định danh điện tử của cơ quan."),
        "contact": Meaning("Liên hệ", "Người và cách liên hệ."),
        "from": Meaning("Từ ngày", "Ngày đầu tiên cơ quan hoạt động."),
        "until": Meaning("Đến trước ngày", "Ngày đầu tiên cơ quan không còn."),
        "successors": Meaning("Cơ quan kế thừa", "id các cơ quan nhận nhiệm vụ."),
        "answers": Meaning("Ai trả lời sau khi tách", 'Mã của dòng → id cơ quan, như "1.1": snv.'),
        "members": Meaning("Thành viên", "id các cơ quan của nhóm, hoặc all (mọi cơ quan)."),
    },
    Contact: {
        "person": Meaning("Người liên hệ", "Họ tên."),
        "phone": Meaning("Điện thoại", "Đặt trong ngoặc kép để giữ số 0 đầu."),
        "email": Meaning("Thư điện tử", "Địa chỉ thư."),
    },
    Update: {
        "date": Meaning("Ngày", "Ngày của tình hình được báo cáo, như 2024-06-28."),
        "code": Meaning("Mã", 'Mã của dòng, luôn trong ngoặc kép, như "1.3.1".'),
        "status": Meaning(
            "Trạng thái",
            "not_started (chưa thực hiện), in_progress (đang thực hiện), done (hoàn thành), "
            "not_met (không đạt), not_applicable (không áp dụng).",
        ),
        "percent": Meaning("Tiến độ %", "Số nguyên từ 0 đến 100."),
        "period": _PERIOD,
        "result": Meaning("Kết quả thực hiện", "Đã làm được gì."),
        "evidence": Meaning("Tài liệu kiểm chứng", "Số văn bản hoặc đường dẫn."),
        "explanation": Meaning("Giải trình", "Vì sao chưa có tài liệu kiểm chứng."),
        "self_score": Meaning("Điểm tự chấm", "Không vượt điểm tối đa của dòng."),
        "note": Meaning("Ghi chú", "Ghi chú của lần báo cáo."),
        "by": Meaning("Người báo cáo", "Người hoặc phòng báo cáo."),
        "entered": _ENTERED,
    },
    Return: {
        "period": _PERIOD,
        "date": Meaning("Ngày nhận", "Ngày nhận phiếu."),
        "by": Meaning("Người gửi", "Người hoặc phòng gửi phiếu."),
        "entered": _ENTERED,
    },
    Settings: {
        "province": Meaning("Tỉnh", "Tên tỉnh, thành phố."),
        "issuer": Meaning("Cơ quan ban hành", "Cơ quan ghi ở đầu văn bản."),
        "place": Meaning("Địa danh", "Địa danh ghi trước ngày tháng."),
        "signer": Meaning("Người ký", "Quyền hạn, chức vụ, họ tên."),
        "desk": Meaning("Cơ quan theo dõi", "id cơ quan theo dõi kế hoạch."),
        "periods": Meaning("Ngày chốt kỳ", "Ngày/tháng chốt từng kỳ, khi khác ngày cuối kỳ."),
        "label": Meaning("Nhãn", "Dòng chữ in trên mọi văn bản, như «số liệu minh họa»."),
    },
    Signer: {
        "authority": Meaning("Quyền hạn", "TM., KT., TL.…"),
        "title": Meaning("Chức vụ", "Như CHỦ TỊCH."),
        "name": Meaning("Họ tên", "Người ký."),
    },
    Closing: {
        "q1": Meaning("Quý I", "Không ghi: 31/3."),
        "h1": Meaning("6 tháng", "Không ghi: 30/6."),
        "m9": Meaning("9 tháng", "Không ghi: 30/9."),
        "year": Meaning("Cả năm", "Không ghi: 31/12."),
    },
}
