"""What the core means, said in a reader's language: sentences, dates, money, refusals and their way on."""
