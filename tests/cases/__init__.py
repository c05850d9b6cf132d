"""What is told by example: whole sessions, bad decks, cards of each rule, the pages' own examples."""
