"""The only tables of the orders and the only SQL about them: journal, books, order rows, outbox, receipts, texts, files."""
