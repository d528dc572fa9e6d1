// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/customercard.h"

#include "models/eventtext.h"
#include "widgets/customerincidentdelegate.h"
#include "widgets/icons.h"
#include "widgets/notice.h"

#include <QEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QVBoxLayout>

namespace mostrador::console {

namespace {

constexpr int rowsShownAtMost = 8;

QString addressText(const PostalAddress &address)
{
    const QStringList parts{address.street.simplified(), (address.postalCode + u' ' + address.city).simplified(),
                            address.region == address.city ? QString() : address.region, address.country};
    QStringList lines;
    for (const QString &part : parts) {
        if (!part.trimmed().isEmpty())
            lines.append(part.trimmed());
    }
    return lines.join(QStringLiteral(", "));
}

} // namespace

CustomerCard::CustomerCard(const WidgetContext &context, OpenIncident &incident, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_incident(incident)
    , m_file(new CustomerFile(context.models, this))
    , m_name(new QLabel(this))
    , m_state(new ToneLabel(Tone::Quiet, {}, this))
    , m_open(new QPushButton(icon(Glyph::Person), tr("Open the c&ustomer"), this))
    , m_heading(new QLabel(this))
    , m_list(new QListView(this))
    , m_all(new QPushButton(icon(Glyph::Search), tr("All of them in the &list"), this))
{
    build();
    connect(&incident, &OpenIncident::changed, this, &CustomerCard::follow);
    connect(m_file, &CustomerFile::changed, this, &CustomerCard::update);
    connect(m_file, &CustomerFile::failed, this,
            [this](const Failure &failure) { m_state->setText(describe(failure, m_context.models.words)); });
    connect(m_open, &QPushButton::clicked, this, [this] {
        if (m_file->customerId().isValid())
            Q_EMIT customerRequested(m_file->customerId());
    });
    connect(m_all, &QPushButton::clicked, this,
            [this] { Q_EMIT queryRequested(QStringLiteral("customer:") + m_file->customerId().toString()); });
    connect(m_list, &QListView::activated, this, [this](const QModelIndex &index) {
        const Incident chosen = m_file->at(index.row()); // the row goes when it is shown
        Q_EMIT incidentRequested(chosen);
    });
    update();
}

void CustomerCard::build()
{
    m_name->setTextFormat(Qt::PlainText);
    m_name->setWordWrap(true);
    m_name->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_name->setObjectName(QStringLiteral("customerName"));
    QFont bold = m_name->font();
    bold.setBold(true);
    m_name->setFont(bold);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(fontMetrics().height() / 4);
    layout->addWidget(m_name);
    m_email = addLine("customerEmail");
    m_phone = addLine("customerPhone");
    m_address = addLine("customerAddress");
    m_since = addLine("customerSince");
    m_products = addLine("customerProducts");
    m_state->setWordWrap(true);
    layout->addWidget(m_state);
    m_open->setObjectName(QStringLiteral("openCustomer"));
    m_open->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    layout->addWidget(m_open);
    m_heading->setTextFormat(Qt::PlainText);
    m_heading->setWordWrap(true);
    m_heading->setObjectName(QStringLiteral("customerIncidentsHeading"));
    layout->addSpacing(fontMetrics().height() / 3);
    layout->addWidget(m_heading);
    m_list->setObjectName(QStringLiteral("customerIncidents"));
    m_list->setAccessibleName(tr("Other incidents of this customer"));
    m_list->setModel(m_file);
    m_list->setItemDelegate(new CustomerIncidentDelegate(m_list));
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setUniformItemSizes(true);
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->setTabKeyNavigation(false);
    m_list->installEventFilter(this);
    layout->addWidget(m_list);
    m_all->setObjectName(QStringLiteral("allOfCustomer"));
    m_all->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    layout->addWidget(m_all);
    setTabChain({m_open, m_list, m_all});
}

QLabel *CustomerCard::addLine(const char *name)
{
    auto *label = new QLabel(this);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setObjectName(QString::fromLatin1(name));
    // A long e-mail address has no place to break: it must not widen the bar.
    label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    layout()->addWidget(label);
    return label;
}

void CustomerCard::focusIncidents()
{
    if (m_file->rowCount() == 0) {
        m_open->setFocus(Qt::ShortcutFocusReason);
        return;
    }
    if (!m_list->currentIndex().isValid())
        m_list->setCurrentIndex(m_file->index(0));
    m_list->setFocus(Qt::ShortcutFocusReason);
}

void CustomerCard::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    follow();
}

void CustomerCard::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    // A window that is merely minimised shows the same when it comes back.
    if (!event->spontaneous())
        m_file->clear();
}

void CustomerCard::follow()
{
    if (!m_incident.hasIncident())
        m_file->clear();
    else if (isVisible())
        m_file->load(m_incident.incident().customer, m_incident.incident().id);
    update();
}

void CustomerCard::update()
{
    const auto show = [](QLabel *label, const QString &text) {
        label->setText(text);
        label->setVisible(!text.isEmpty());
    };
    const std::optional<Customer> &customer = m_file->customer();
    const bool there = m_incident.hasIncident();
    const Words &words = m_context.models.words;
    const QString name = customer ? customer->displayName() : there ? m_incident.incident().customerName : QString();
    const QString email = customer ? customer->email : there ? m_incident.incident().customerEmail : QString();
    show(m_name, oneLine(name.isEmpty() ? email : name));
    show(m_email, oneLine(email));
    show(m_phone, customer ? oneLine(customer->phone) : QString());
    show(m_address, customer ? oneLine(addressText(customer->address), 400) : QString());
    QString since;
    if (customer) {
        const QString language = customer->locale == QLatin1String("es")   ? QStringLiteral("Español")
                                 : customer->locale == QLatin1String("en") ? QStringLiteral("English")
                                                                           : customer->locale;
        //: A language and a date
        since = tr("%1 · customer since %2")
                    .arg(language, words.locale().toString(customer->createdAt.toDateTime().toLocalTime().date(),
                                                           QLocale::ShortFormat));
    }
    show(m_since, since);
    const QStringList products = m_file->products();
    show(m_products, products.isEmpty()
                         ? QString()
                         : tr("Products: %1").arg(oneLine(words.locale().createSeparatedList(products), 300)));
    if (customer)
        m_state->clear();
    m_state->setVisible(!m_state->text().isEmpty());
    const bool mayRead = m_context.models.session.isAllowedSomewhere(Action::CustomerRead);
    m_open->setEnabled(there && mayRead && m_file->customerId().isValid());
    const int rows = m_file->rowCount();
    const int open = m_file->openOnes();
    QString heading;
    if (m_file->isComplete() && rows == 0)
        heading = tr("No other incidents");
    else if (rows > 0 && open > 0)
        heading = tr("%1, %2", "number of other incidents, how many of them are open")
                      .arg(tr("%Ln other incident(s)", "", rows), tr("%Ln open", "", open));
    else if (rows > 0)
        heading = tr("%Ln other incident(s)", "", rows);
    if (m_file->hasMore())
        heading = tr("The newest of many incidents");
    show(m_heading, heading);
    m_list->setVisible(rows > 0);
    m_all->setVisible(rows > 0);
    if (rows > 0) {
        const int height = m_list->sizeHintForRow(0) * qMin(rows, rowsShownAtMost) + 2 * m_list->frameWidth();
        if (height != m_list->height())
            m_list->setFixedHeight(height);
    }
}

bool CustomerCard::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    if (key->key() == Qt::Key_Escape) {
        Q_EMIT left();
        return true;
    }
    const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    const bool tab = key->modifiers() == Qt::ControlModifier;
    const bool ownWindow = key->modifiers() == Qt::ShiftModifier;
    if (!enter || !(tab || ownWindow) || !m_list->currentIndex().isValid())
        return QWidget::eventFilter(watched, event);
    const Incident chosen = m_file->at(m_list->currentIndex().row());
    if (tab)
        Q_EMIT tabRequested(chosen);
    else
        Q_EMIT windowRequested(chosen);
    return true;
}

} // namespace mostrador::console
