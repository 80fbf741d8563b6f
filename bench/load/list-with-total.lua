-- Almost every URL is a new one, so that no answer comes from the cache.
request = function()
  return wrk.format("GET", "/v1/books?page=" .. math.random(1000) .. "&year_from=-" .. math.random(2999))
end
