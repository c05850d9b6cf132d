"""What each room and each command does, one file a thing."""
