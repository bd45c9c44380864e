-- Loads the module, and ends.
require("socket")
