"""People as others see them: how they carry out what they agree to."""
