"""What happened: the ledger, what changed since the last good build, and who is told."""
