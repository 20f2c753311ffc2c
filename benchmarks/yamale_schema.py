"""What yamale is told of a plan's file: every key, type, pattern and choice of the file format."""

_CODE = r"^(?:[0-9]+|[IVXLC]+)(?:\.(?:[0-9]+|[IVXLC]+))*$"
_AGENCY = r"^[a-z][a-z0-9_-]*$"
_ISSUED = r"^[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?$"
_DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"

_YAMALE_ROW = f"""\
  code: regex(r'{_CODE}')
  stt: int(min=1, max=999999999, required=False)
  name: any(str(min=1), null())
  leads: list(regex(r'{_AGENCY}'), required=False)
  leads_basis: enum('stated', 'inferred', required=False)
  support: list(regex(r'{_AGENCY}'), required=False)
  due: any(str(min=1), day(), int(), required=False)
  target: enum('maintain', 'improve', required=False)
  method: enum('self', 'survey', required=False)
  max_score: num(min=-999999.99, max=999999.99, required=False)
  evidence_required: bool(required=False)
  product: str(min=1, required=False)
  note: str(min=1, required=False)
  reassigned: list(include('decision'), required=False)
  in_source: bool(required=False)
"""

YAMALE = f"""\
year: int(min=1000, max=2999)
plan: include('head', required=False)
areas: list(include('area'), min=1)
---
head:
  title: str(min=1, required=False)
  number: str(min=1, required=False)
  issued: any(regex(r'{_ISSUED}'), day(), int(min=1000, max=9999), required=False)
  issuer: str(min=1, required=False)
  source: str(min=1, required=False)
  set: str(min=1, required=False)
  due: any(str(min=1), day(), int(), required=False)
area:
{_YAMALE_ROW}  criteria: list(include('criterion'), required=False)
criterion:
{_YAMALE_ROW}  subcriteria: list(include('subcriterion'), required=False)
subcriterion:
{_YAMALE_ROW}decision:
  lead: regex(r'{_AGENCY}')
  to: regex(r'{_AGENCY}')
  from: day()
  by: str(min=1, required=False)
"""
