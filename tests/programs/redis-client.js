// Speaks to a Redis server through the library redis.js.
//
//   tea redis-client.js HOST PORT
//
// Prints one name=value line for each result, and leaves no keys behind.

var Redis = require("./redis").Redis;

var redis = new Redis(system.args[1], system.args[2]);
var prefix = "teasocket:" + system.getpid() + ":";

function print(name, value) {
  system.stdout(name + "=" + value + "\n");
}

function repeat(text, count) {
  return new Array(count + 1).join(text);
}

var text = "Žluťoučký kůň \u{1F375}";
print("set", redis.command("SET", prefix + "text", text));
print("get", redis.command("GET", prefix + "text"));
print("strlen", redis.command("STRLEN", prefix + "text"));
print("missing", redis.command("GET", prefix + "missing"));

print("incr", redis.command("INCR", prefix + "count"));
print("incr", redis.command("INCR", prefix + "count"));

print("lpush", redis.command("LPUSH", prefix + "list", "a", "b", "č"));
print("lrange", redis.command("LRANGE", prefix + "list", 0, -1).join(","));

var big = repeat("0123456789abcdef", 12800);
print("bigset", redis.command("SET", prefix + "big", big));
var back = redis.command("GET", prefix + "big");
print("bigget", back.length + (back == big ? " same" : " different"));

try {
  print("error", "none: " + redis.command("INCR", prefix + "list"));
} catch (error) {
  print("error", error.message.split(" ")[0]);
}

print("del", redis.command("DEL", prefix + "text", prefix + "count", prefix + "list", prefix + "big"));
redis.close();
