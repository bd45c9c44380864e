-- Accepts, reads a request, answers with 64 bytes and closes: COUNT times, after as many for the warm-up.
local socket = require("socket")

local listener = assert(socket.bind("127.0.0.1", 0, 511))
print((select(2, listener:getsockname())))
io.stdout:flush()
local data = ("x"):rep(64)

for _ = 1, arg[1] * 2 do
  local stream = listener:accept()
  stream:receive(64)
  stream:send(data)
  stream:close()
end
