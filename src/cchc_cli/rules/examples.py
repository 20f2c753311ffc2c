"""The small plan that the examples of several codes begin with."""


def plan_with(body: str) -> str:
    """A plan of one area whose criterion 1.1 is numbered 1; `body` goes on below it."""
    return (
        'year: 2024\nareas:\n  - code: "1"\n    name: Chỉ đạo, điều hành\n    leads: [snv]\n    criteria:\n'
        f'      - code: "1.1"\n        stt: 1\n        name: Kế hoạch\n{body}'
    )
