# Loads the module, and ends.
use Socket;
