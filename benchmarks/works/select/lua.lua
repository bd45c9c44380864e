-- A byte to oneself, the ready one found by socket.select among IDLE other sockets, read: COUNT times.
local socket = require("socket")
local shared = require("measure")

local sockets = {}
for i = 1, arg[2] do
  sockets[i] = assert(socket.udp4())
end
local own = shared.datagram_to_itself()
sockets[#sockets + 1] = own

shared.measure(tonumber(arg[1]), function(count)
  for _ = 1, count do
    own:send("x")
    for _, ready in ipairs((socket.select(sockets))) do
      ready:receive(64)
    end
  end
end)
