"""Loads the module, and ends."""
import socket
