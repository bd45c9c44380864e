<?php
// Nothing to load: sockets are an extension, which php.ini names.
