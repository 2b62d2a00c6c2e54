"""What those who run a desk decide for it, and what is written down of that: announcements, switches, its name, acts."""
