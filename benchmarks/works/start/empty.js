// Loads nothing, and ends.
