// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/metrics.h"

#include <QHash>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>
#include <sys/resource.h>
#include <unistd.h>

namespace mostrador::server {

namespace {

using prometheus::BuildCounter;
using prometheus::BuildGauge;
using prometheus::BuildHistogram;
using prometheus::Counter;
using prometheus::Family;
using prometheus::Gauge;
using prometheus::Histogram;

double secondsOf(const timeval &time)
{
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

double residentBytes()
{
    std::ifstream statm("/proc/self/statm");
    double total = 0;
    double resident = 0;
    statm >> total >> resident;
    return resident * static_cast<double>(sysconf(_SC_PAGESIZE));
}

double openDescriptors()
{
    std::error_code error;
    double count = 0;
    for (auto entry = std::filesystem::directory_iterator("/proc/self/fd", error);
         !error && entry != std::filesystem::directory_iterator(); entry.increment(error))
        ++count;
    return count;
}

/// Sets a counter that is kept elsewhere to what it stands at.
void raise(Counter &counter, double to)
{
    if (to > counter.Value())
        counter.Increment(to - counter.Value());
}

} // namespace

struct Metrics::Data
{
    prometheus::Registry registry;
    Family<Counter> &requests = BuildCounter()
                                    .Name("mostrador_http_requests_total")
                                    .Help("Requests answered, by route, method and status.")
                                    .Register(registry);
    Family<Histogram> &durations = BuildHistogram()
                                       .Name("mostrador_http_request_duration_seconds")
                                       .Help("Time from the first byte of a request to its answer, by route.")
                                       .Register(registry);
    Gauge &connections = gauge("mostrador_http_connections", "Open HTTP connections.");
    Counter &refused = counter("mostrador_http_refused_connections_total", "Connections closed because of a cap.");
    Family<Gauge> &queues = BuildGauge()
                                .Name("mostrador_http_queue_length")
                                .Help("Requests waiting for a worker, by lane.")
                                .Register(registry);
    Gauge &queuedWorker = queues.Add({{"lane", "worker"}});
    Gauge &queuedSlow = queues.Add({{"lane", "slow"}});
    Gauge &feedClients = gauge("mostrador_feed_clients", "Connected clients of the live feed.");
    Gauge &databaseUp = gauge("mostrador_database_up", "1 if the database answered when the metrics were asked for.");
    Gauge &outboxPending = gauge("mostrador_outbox_pending", "Deliveries waiting to be made.");
    Gauge &outboxFailed = gauge("mostrador_outbox_failed", "Deliveries given up.");
    Gauge &outboxOldest = gauge("mostrador_outbox_oldest_pending_seconds", "Age of the oldest waiting delivery.");
    Counter &cpu = counter("process_cpu_seconds_total", "CPU time used, user and system.");
    Gauge &memory = gauge("process_resident_memory_bytes", "Resident memory.");
    Gauge &descriptors = gauge("process_open_fds", "Open file descriptors.");
    Gauge &startTime = gauge("process_start_time_seconds", "When the process started, since the epoch.");

    std::mutex mutex; ///< for the two caches
    QHash<QString, Counter *> counters;
    QHash<QString, Histogram *> histograms;

    Data()
    {
        startTime.Set(std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count());
        BuildGauge()
            .Name("mostrador_build_info")
            .Help("1, with the version as a label.")
            .Register(registry)
            .Add({{"version", MOSTRADOR_VERSION}, {"qt", qVersion()}})
            .Set(1);
    }

    Gauge &gauge(const char *name, const char *help)
    {
        return BuildGauge().Name(name).Help(help).Register(registry).Add({});
    }
    Counter &counter(const char *name, const char *help)
    {
        return BuildCounter().Name(name).Help(help).Register(registry).Add({});
    }
};

Metrics::Metrics()
    : d(std::make_unique<Data>())
{}

Metrics::~Metrics() = default;

void Metrics::note(const http::Access &access)
{
    const QByteArray method = http::toBytes(access.method);
    const QString key =
        QStringLiteral("%1 %2 %3").arg(QString::fromLatin1(method), QString::number(access.status), access.routeName);
    const std::lock_guard lock(d->mutex);
    Counter *&counter = d->counters[key];
    if (!counter) {
        counter = &d->requests.Add({{"route", access.routeName.toStdString()},
                                    {"method", method.toStdString()},
                                    {"status", std::to_string(access.status)}});
    }
    counter->Increment();
    Histogram *&histogram = d->histograms[access.routeName];
    if (!histogram) {
        histogram = &d->durations.Add(
            {{"route", access.routeName.toStdString()}},
            Histogram::BucketBoundaries{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10});
    }
    histogram->Observe(static_cast<double>(access.microseconds) / 1e6);
}

QByteArray Metrics::text(const Readings &readings)
{
    d->connections.Set(readings.connections);
    raise(d->refused, static_cast<double>(readings.refusedConnections));
    d->queuedWorker.Set(readings.queuedWorker);
    d->queuedSlow.Set(readings.queuedSlow);
    d->feedClients.Set(readings.feedClients);
    d->databaseUp.Set(readings.outboxPending ? 1 : 0);
    if (readings.outboxPending) {
        d->outboxPending.Set(static_cast<double>(*readings.outboxPending));
        d->outboxFailed.Set(static_cast<double>(readings.outboxFailed));
        d->outboxOldest.Set(readings.outboxOldestSeconds);
    }
    rusage usage = {};
    getrusage(RUSAGE_SELF, &usage);
    raise(d->cpu, secondsOf(usage.ru_utime) + secondsOf(usage.ru_stime));
    d->memory.Set(residentBytes());
    d->descriptors.Set(openDescriptors());
    return QByteArray::fromStdString(prometheus::TextSerializer().Serialize(d->registry.Collect()));
}

} // namespace mostrador::server
