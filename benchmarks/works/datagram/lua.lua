-- A 64-byte datagram to oneself, sent and received: COUNT times.
local shared = require("measure")

local datagram = shared.datagram_to_itself()
local data = ("x"):rep(64)

shared.measure(tonumber(arg[1]), function(count)
  for _ = 1, count do
    datagram:send(data)
    datagram:receive()
  end
end)
