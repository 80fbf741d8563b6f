request = function()
  local cursor = cursors[math.random(#cursors)]
  return wrk.format("GET", "/v2/books?limit=10&total=true&yearFrom=-" .. math.random(2999) .. "&cursor=" .. cursor)
end
