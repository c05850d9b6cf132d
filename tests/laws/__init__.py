"""What holds whatever comes: laws over drawn values, fuzzers, hostile input, kills and faults."""
