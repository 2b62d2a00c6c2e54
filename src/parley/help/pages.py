"""Where articles may lead beside other articles: pages by the names of their addresses, and pictures of ours."""

from pathlib import Path

PAGES = frozenset(
    {
        "desk", "orders", "new_offer", "me", "my_data", "outcomes", "evidence", "help", "help_contact", "briefs", "services",
        "coach_translation",
    }
)  # fmt: skip
"""Pages that need nothing but their name; a test asks for each."""

PICTURES = Path(__file__).resolve().parents[1] / "web" / "static" / "help"
"""The pictures of articles."""

TAKEN = frozenset({"contact", "requests", "votes"})
"""Words that are addresses of the help themselves."""
