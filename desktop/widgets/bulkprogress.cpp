// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/bulkprogress.h"

#include "models/actionlistmodel.h"
#include "models/writing.h"
#include "protocol/describe.h"
#include "widgets/textdialog.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPointer>
#include <QProgressBar>
#include <QPushButton>

namespace mostrador::console {

namespace {

constexpr int mostResults = 1000;

struct ResultText
{
    Q_DECLARE_TR_FUNCTIONS(mostrador::console::BulkProgress)
};

bool isRunning(const Job &job)
{
    return job.state == Job::State::Filling || job.state == Job::State::Running;
}

} // namespace

BulkProgress::BulkProgress(const WidgetContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_label(new QLabel(this))
    , m_bar(new QProgressBar(this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
{
    setObjectName(QStringLiteral("bulkProgress"));
    m_label->setTextFormat(Qt::PlainText);
    m_bar->setMaximumWidth(fontMetrics().averageCharWidth() * 24);
    m_bar->setTextVisible(false);
    m_bar->setRange(0, 1000);
    m_bar->setAccessibleName(tr("Progress"));
    m_cancel->setObjectName(QStringLiteral("bulkCancel"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_label);
    layout->addWidget(m_bar);
    layout->addWidget(m_cancel);
    hide();
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        if (queueOf(m_context.models))
            m_context.models.offline->jobs().cancel(m_job);
    });
    if (const OfflineData *offline = context.models.offline) {
        connect(offline, &OfflineData::jobChanged, this, &BulkProgress::update);
        connect(offline, &OfflineData::ready, this, &BulkProgress::update);
        connect(offline, &OfflineData::left, this, &BulkProgress::update);
        connect(&context.models.client, &ApiClient::stateChanged, this, &BulkProgress::update);
    }
    update();
}

void BulkProgress::update()
{
    const QList<Job> jobs = queueOf(m_context.models) ? m_context.models.offline->jobs().jobs() : QList<Job>();
    const Job *shown = nullptr;
    QSet<ActionId> running;
    for (const Job &job : jobs) {
        if (!isRunning(job))
            continue;
        running.insert(job.id);
        shown = &job; // the one that began first comes first
    }
    const QSet<ActionId> over = std::exchange(m_running, running) - running;
    setVisible(shown);
    if (shown) {
        m_job = shown->id;
        const QLocale locale = m_context.models.words.locale();
        const QString text = m_context.models.client.isOnline()
                                 ? tr("Changing: %1 of %2", "so many incidents of so many")
                                 : tr("Changing, when the server is back: %1 of %2", "so many incidents of so many");
        m_label->setText(text.arg(locale.toString(shown->finished()), locale.toString(shown->total)));
        m_bar->setValue(shown->total > 0 ? static_cast<int>(1000 * shown->finished() / shown->total) : 0);
    }
    for (const ActionId job : over)
        Q_EMIT ended(job);
}

void showJobResults(const WidgetContext &context, ActionId id, QWidget *parent)
{
    const Job *job = queueOf(context.models) ? context.models.offline->jobs().job(id) : nullptr;
    if (!job)
        return;
    context.models.offline->jobs().results(
        id, std::nullopt, 0, mostResults, parent,
        [context, spec = *job, host = QPointer<QWidget>(parent)](const QList<JobResult> &results) {
            if (!host || !queueOf(context.models))
                return;
            const QLocale locale = context.models.words.locale();
            auto *dialog = new TextDialog(ResultText::tr("What came of it"), host);
            dialog->setObjectName(QStringLiteral("jobResults"));
            dialog->setAttribute(Qt::WA_DeleteOnClose);
            dialog->addText(describeJob(spec.spec, context.models));
            dialog->addText(ResultText::tr("Changed: %1. So already: %2. Changed by others at the same time: %3. "
                                           "Refused: %4.")
                                .arg(locale.toString(spec.changed), locale.toString(spec.unchanged),
                                     locale.toString(spec.conflicts), locale.toString(spec.refused)));
            QList<QPair<QString, QString>> rows;
            for (const JobResult &result : results) {
                if (result.item != Job::Item::Refused && result.item != Job::Item::Conflict)
                    continue;
                const auto known = context.models.offline->store().incident(result.incident);
                rows.append({known ? known->reference : u'#' + result.incident.toString(),
                             result.item == Job::Item::Refused
                                 ? words::describe(result.problem, context.models.words)
                                 : ResultText::tr("Others changed it at the same time; theirs stands.")});
            }
            if (!rows.isEmpty())
                dialog->addRows(rows);
            dialog->open();
        });
}

} // namespace mostrador::console
