request = function()
  local headers = { ["Authorization"] = "Bearer " .. tokens[math.random(#tokens)] }
  return wrk.format("GET", "/v2/books/" .. ids[math.random(#ids)], headers)
end
