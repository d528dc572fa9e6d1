-- SPDX-FileCopyrightText: Mostrador contributors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- What wrk sends:  wrk -s requests.lua <url> -- <operation> key=value...
--   token        bearer token
--   first, last  incidents that are asked for, at random
--   customers, products   how many there are
--   words        searched for in turn, separated by commas
--   rate, connections     at most so many requests a second over so many connections; without: as fast as it goes
-- The last line that is printed is JSON.
local operation
local options = {}
local counter = 0
local words = {}
local serial

local threads = {}
function setup(thread)
    table.insert(threads, thread)
    thread:set("thread_number", #threads)
end

function init(args)
    operation = args[1]
    for i = 2, #args do
        local key, value = args[i]:match("^(%w+)=(.*)$")
        options[key] = value
    end
    for word in (options.words or ""):gmatch("[^,]+") do
        table.insert(words, word)
    end
    -- Keys of one run must not come again in another.
    local clock = io.open("/proc/uptime"):read("*n")
    serial = string.format("%d-%d-%d", os.time(), clock * 100, thread_number)
    math.randomseed(clock * 100 + thread_number * 7919)
    wrk.headers["Authorization"] = options.token and ("Bearer " .. options.token) or nil
end

local function incident()
    return math.random(tonumber(options.first), tonumber(options.last))
end

local function post(path, body)
    local headers = {
        ["Authorization"] = wrk.headers["Authorization"],
        ["Content-Type"] = "application/json",
        ["Idempotency-Key"] = "bench-" .. serial .. "-" .. counter,
    }
    return wrk.format("POST", path, headers, body)
end

local opening = '{"subject":"Pantalla rota","description":"La pantalla del pedido llega rota y el cargador no enciende, '
    .. 'necesito la devolución o un cambio antes del lunes. Gracias por la respuesta, un saludo.",'
    .. '"customer_id":"%d","product_id":"%d","channel":"phone"}'
local answering = '{"body":"Hemos enviado un cargador nuevo por mensajero, llega mañana por la tarde. Gracias por la '
    .. 'espera, un saludo.","internal":false}'

function request()
    counter = counter + 1
    if operation == "empty" then
        return wrk.format("GET", "/health/live")
    elseif operation == "create" then
        return post("/api/v1/incidents", opening:format(math.random(options.customers), math.random(options.products)))
    elseif operation == "read" then
        -- An incident and its messages: every second request ends one reading.
        if counter % 2 == 1 then
            options.present = incident()
            return wrk.format("GET", "/api/v1/incidents/" .. options.present)
        end
        return wrk.format("GET", "/api/v1/incidents/" .. options.present .. "/messages")
    elseif operation == "newest" then
        return wrk.format("GET", "/api/v1/incidents?q=status:open&sort=-created&limit=50")
    elseif operation == "search" then
        return wrk.format("GET", "/api/v1/incidents?q=" .. words[counter % #words + 1])
    elseif operation == "count" then
        return wrk.format("GET", "/api/v1/incidents/count?q=status:active")
    elseif operation == "reply" then
        return post("/api/v1/incidents/" .. incident() .. "/messages", answering)
    end
    error("no such operation: " .. tostring(operation))
end

-- Pauses of random length, so that the connections do not come in step.
function delay()
    if not options.rate then
        return 0
    end
    local mean = 1000 * tonumber(options.connections) / tonumber(options.rate)
    return math.min(-math.log(1 - math.random()) * mean, 10 * mean)
end

function done(summary, latency, requests)
    local e = summary.errors
    io.write(string.format('{"requests":%d,"microseconds":%d,"errors":%d,"p50":%d,"p99":%d}\n', summary.requests,
        summary.duration, e.connect + e.read + e.write + e.status + e.timeout, latency:percentile(50),
        latency:percentile(99)))
end
