"""What an operator does to a whole provider: back up, restore, look whether all is set up, deploy."""
