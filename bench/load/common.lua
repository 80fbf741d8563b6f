-- Comes before every load, after the tables that the harness writes.
math.randomseed(seed)

local told = false
function tell(status, body)
  if told then return end
  told = true
  io.stderr:write("first refusal: ", status, " ", body or "", "\n")
end

done = function(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    'FIGURES {"requests":%d,"microseconds":%d,"p50":%d,"p99":%d,"refused":%d,"broken":%d}\n',
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
    errors.status, errors.connect + errors.read + errors.write + errors.timeout))
end
