-- What the Lua programs share.
local socket = require("socket")

local M = {}

-- Runs a quarter as a warm-up, then prints the nanoseconds that one of count took.
function M.measure(count, run)
  run(count // 4)
  local from = socket.gettime()
  run(count)
  print((socket.gettime() - from) * 1e9 / count)
end

function M.stream_to(port)
  local stream = assert(socket.tcp4())
  assert(stream:connect("127.0.0.1", port))
  return stream
end

function M.datagram_to_itself()
  local datagram = assert(socket.udp4())
  assert(datagram:setsockname("127.0.0.1", 0))
  assert(datagram:setpeername(datagram:getsockname()))
  return datagram
end

return M
