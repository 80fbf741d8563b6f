request = function()
  return wrk.format("GET", "/health/live")
end
