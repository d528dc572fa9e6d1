// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/callerfinder.h"

#include "model/limits.h"
#include "model/phonetext.h"
#include "protocol/codecs.h"
#include "widgets/customerincidentdelegate.h"
#include "widgets/fieldeditors.h"
#include "widgets/fieldform.h"
#include "widgets/icons.h"
#include "widgets/notice.h"

#include <QComboBox>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QPushButton>
#include <QRegularExpression>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace mostrador::console {

namespace {

constexpr int callerPauseMs = 120;
constexpr int callersAtMost = 12;
constexpr int callerLettersLeast = 2;
constexpr int callerTextMax = 200;
constexpr int foundRole = Qt::UserRole; ///< into m_found; -1: a new customer

const QStringList newFields{QStringLiteral("given_name"), QStringLiteral("family_name"), QStringLiteral("phone"),
                            QStringLiteral("email"), QStringLiteral("locale")};
const QStringList neededFields{newFields.at(0), newFields.at(1), newFields.at(3)};

QString member(const NewCustomer &of, const QString &name)
{
    return name == newFields.at(0)   ? of.givenName
           : name == newFields.at(1) ? of.familyName
           : name == newFields.at(2) ? of.phone
           : name == newFields.at(3) ? of.email
                                     : of.locale;
}

QString reachedAt(const Customer &customer)
{
    return customer.phone.isEmpty() ? oneLine(customer.email)
                                    : oneLine(customer.phone, 40) + QStringLiteral(" · ") + oneLine(customer.email);
}

} // namespace

NewCustomer callerFromText(const QString &text)
{
    NewCustomer caller;
    QString rest = text.simplified();
    static const QRegularExpression email(QStringLiteral("\\S+@\\S*"));
    if (const auto found = email.match(rest); found.hasMatch()) {
        caller.email = found.captured();
        rest.remove(found.capturedStart(), found.capturedLength());
    }
    static const QRegularExpression phone(QStringLiteral("[+(]?\\d[\\d\\s().-]{4,}"));
    if (const auto found = phone.match(rest); found.hasMatch() && !phoneFromText(found.captured()).isEmpty()) {
        caller.phone = found.captured().trimmed();
        rest.remove(found.capturedStart(), found.capturedLength());
    }
    rest = rest.simplified();
    caller.givenName = rest.section(u' ', 0, 0);
    caller.familyName = rest.section(u' ', 1);
    return caller;
}

CallerFinder::CallerFinder(const WidgetContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_file(new CustomerFile(context.models, CustomerFile::Which::Active, this))
    , m_search(new QLineEdit(this))
    , m_mistake(new MistakeLine(this))
    , m_pages(new QStackedWidget(this))
    , m_other(new QPushButton(icon(Glyph::Search), tr("Another &caller"), this))
{
    auto *label = new QLabel(tr("Who is callin&g: name, telephone or e-mail"), this);
    label->setBuddy(m_search);
    label->setWordWrap(true);
    m_search->setObjectName(QStringLiteral("callSearch"));
    m_search->setAccessibleName(tr("Name, telephone number or e-mail of the caller"));
    m_search->setMaxLength(callerTextMax);
    addClearButton(m_search, icon(Glyph::Search));
    m_search->installEventFilter(this);
    m_pages->addWidget(makeMatches());
    m_pages->addWidget(makeKnown());
    m_pages->addWidget(makeNew());
    m_other->setObjectName(QStringLiteral("callOther"));
    m_other->setAutoDefault(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(label);
    layout->addWidget(m_search);
    layout->addWidget(m_mistake);
    layout->addWidget(m_pages, 1);
    layout->addWidget(m_other, 0, Qt::AlignLeft);
    m_pause.setSingleShot(true);
    m_pause.setInterval(callerPauseMs);
    connect(&m_pause, &QTimer::timeout, this, &CallerFinder::search);
    connect(m_search, &QLineEdit::textChanged, this, &CallerFinder::onSearchEdited);
    connect(m_other, &QPushButton::clicked, this, [this] {
        m_customer.reset();
        m_file->clear();
        turnTo(Page::Matches);
        m_search->selectAll();
        focusSearch();
        search();
        Q_EMIT edited();
    });
    connect(m_file, &CustomerFile::changed, this, &CallerFinder::update);
    turnTo(Page::Matches);
    show({});
}

QWidget *CallerFinder::makeMatches()
{
    m_matches = new QListWidget(this);
    m_matches->setObjectName(QStringLiteral("callMatches"));
    m_matches->setAccessibleName(tr("Customers found"));
    m_matches->setItemDelegate(new PlainDelegate(m_matches));
    m_matches->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_matches->setTextElideMode(Qt::ElideRight);
    connect(m_matches, &QListWidget::itemActivated, this, &CallerFinder::take);
    connect(m_matches, &QListWidget::itemClicked, this, &CallerFinder::take);
    return m_matches;
}

QWidget *CallerFinder::makeKnown()
{
    auto *known = new QWidget(this);
    m_name = new QLabel(known);
    m_name->setObjectName(QStringLiteral("callCustomer"));
    m_name->setTextFormat(Qt::PlainText);
    m_name->setWordWrap(true);
    QFont bold = m_name->font();
    bold.setBold(true);
    m_name->setFont(bold);
    m_details = new ToneLabel(Tone::Quiet, {}, known);
    m_details->setWordWrap(true);
    m_details->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_known = new ToneLabel(Tone::Info, {}, known);
    m_known->setWordWrap(true);
    m_heading = new QLabel(known);
    m_heading->setObjectName(QStringLiteral("callIncidentsHeading"));
    m_heading->setTextFormat(Qt::PlainText);
    m_incidents = new QListView(known);
    m_incidents->setObjectName(QStringLiteral("callIncidents"));
    m_incidents->setAccessibleName(tr("Open incidents of the caller"));
    m_incidents->setModel(m_file);
    m_incidents->setItemDelegate(new CustomerIncidentDelegate(m_incidents));
    m_incidents->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_incidents->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_incidents->setUniformItemSizes(true);
    m_incidents->setTabKeyNavigation(false);
    m_incidents->installEventFilter(this);
    m_hint = new ToneLabel(
        Tone::Quiet,
        tr("The up arrow in the subject comes here; Enter goes to the incident and begins a note of the call."), known);
    m_hint->setWordWrap(true);
    auto *layout = new QVBoxLayout(known);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_name);
    layout->addWidget(m_details);
    layout->addWidget(m_known);
    layout->addWidget(m_heading);
    layout->addWidget(m_incidents, 1);
    layout->addWidget(m_hint);
    layout->addStretch(0);
    connect(m_incidents, &QListView::activated, this, [this](const QModelIndex &index) {
        const Incident chosen = m_file->at(index.row()); // the row may go when it is shown
        Q_EMIT incidentActivated(chosen);
    });
    return known;
}

QWidget *CallerFinder::makeNew()
{
    m_fields = new FieldForm(m_context.models.words, this);
    const QList<QWidget *> fieldEditors{editors::line(limits::givenName), editors::line(limits::familyName),
                                        editors::line(limits::phone), editors::line(limits::email),
                                        editors::language(m_context.models.words)};
    for (qsizetype i = 0; i < newFields.size(); ++i) {
        QWidget *editor = fieldEditors.at(i);
        m_fields->add(newFields.at(i), editor);
        editors::onEdited(editor, this, [this] {
            if (!m_writing)
                Q_EMIT edited();
        });
        if (qobject_cast<QLineEdit *>(editor))
            editor->installEventFilter(this);
    }
    connect(static_cast<QLineEdit *>(m_fields->editor(QStringLiteral("email"))), &QLineEdit::editingFinished, this,
            &CallerFinder::lookForEmail);
    auto *page = new QWidget(this);
    auto *heading = new QLabel(tr("New customer"), page);
    QFont bold = heading->font();
    bold.setBold(true);
    heading->setFont(bold);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(heading);
    layout->addWidget(m_fields, 1);
    return page;
}

CallerFinder::Page CallerFinder::page() const
{
    return static_cast<Page>(m_pages->currentIndex());
}

void CallerFinder::turnTo(Page page)
{
    m_pages->setCurrentIndex(static_cast<int>(page));
    m_other->setVisible(page != Page::Matches);
    m_mistake->setText({});
}

void CallerFinder::focusSearch()
{
    m_search->setFocus(Qt::OtherFocusReason);
}

bool CallerFinder::focusIncidents()
{
    if (!m_incidents->isVisible())
        return false;
    m_incidents->setFocus(Qt::TabFocusReason);
    return true;
}

QList<QWidget *> CallerFinder::tabChain() const
{
    QList<QWidget *> chain{m_search, m_matches, m_incidents};
    for (const QString &name : newFields)
        chain.append(m_fields->editor(name));
    return chain << m_other;
}

void CallerFinder::onSearchEdited()
{
    if (m_writing)
        return;
    m_mistake->setText({});
    m_entered = false;
    if (page() != Page::Matches) {
        m_customer.reset();
        m_file->clear();
        turnTo(Page::Matches);
    }
    show(m_found); // narrowed by the server's answer
    m_pause.start();
    Q_EMIT edited();
}

void CallerFinder::search()
{
    m_pause.stop();
    if (m_request)
        m_request->abort();
    const QString typed = m_search->text().simplified();
    if (typed.size() < callerLettersLeast) {
        show({});
        if (std::exchange(m_entered, false)) // nobody is looked for: a new customer
            take();
        return;
    }
    requests::ListQuery list;
    list.query = typed;
    list.limit = callersAtMost;
    auto *reply = requests::customers(m_context.models.client, list);
    m_request = reply;
    reply->then(this, [this](const Answer<codec::Page<Customer>> &answer) {
        if (answer)
            show(answer->items);
        else
            m_mistake->setText(describe(answer.error(), m_context.models.words));
        if (std::exchange(m_entered, false))
            take();
    });
}

void CallerFinder::show(const QList<Customer> &found)
{
    m_found = found;
    const QString typed = m_search->text().simplified();
    m_matches->clear();
    for (qsizetype i = 0; i < found.size(); ++i) {
        const Customer &each = found.at(i);
        auto *item =
            new QListWidgetItem(icon(Glyph::Person),
                                //: A customer's name, and how to reach them
                                tr("%1 · %2").arg(oneLine(each.displayName(), 80), reachedAt(each)), m_matches);
        item->setData(foundRole, i);
    }
    if (m_context.models.session.isAllowedSomewhere(Action::CustomerCreate)) {
        auto *item = new QListWidgetItem(
            icon(Glyph::Add), typed.isEmpty() ? tr("New customer") : tr("New customer: %1").arg(typed), m_matches);
        item->setData(foundRole, -1);
    }
    m_matches->setCurrentRow(0);
}

void CallerFinder::enter()
{
    switch (page()) {
    case Page::Matches:
        if (m_search->text().simplified().isEmpty()) {
            m_mistake->setText(tr("Type who is calling."));
            return;
        }
        // Who is meant is certain only once the server has told who has this name.
        if (m_pause.isActive() || m_request)
            m_entered = true;
        else
            take();
        return;
    case Page::Known:
        Q_EMIT settled();
        return;
    case Page::New:
        m_fields->editor(newFields.constFirst())->setFocus(Qt::OtherFocusReason);
        return;
    }
}

void CallerFinder::take()
{
    const QListWidgetItem *item = m_matches->currentItem();
    if (!item)
        return;
    const int number = item->data(foundRole).toInt();
    if (number < 0) {
        begin();
    } else if (number < m_found.size()) {
        choose(Customer(m_found.at(number)));
        Q_EMIT edited();
        Q_EMIT settled();
    }
}

void CallerFinder::choose(const Customer &customer)
{
    m_customer = customer;
    m_pause.stop();
    if (m_request)
        m_request->abort();
    m_file->load(customer.id, {});
    turnTo(Page::Known);
    m_known->clear();
    update();
}

/// A new customer, with what has been typed in its fields.
void CallerFinder::begin()
{
    const NewCustomer guess = callerFromText(m_search->text());
    turnTo(Page::New);
    m_writing = true;
    QWidget *empty = nullptr;
    for (const QString &name : newFields) {
        QWidget *editor = m_fields->editor(name);
        const QString now = editors::read(editor).toString();
        if (name == QLatin1String("locale")) {
            if (m_guess.givenName.isEmpty() && m_guess.email.isEmpty() && m_guess.phone.isEmpty())
                editors::write(editor, m_context.models.words.language());
            continue;
        }
        if (now.isEmpty() || now == member(m_guess, name)) // otherwise somebody wrote it there
            editors::write(editor, member(guess, name));
        if (neededFields.contains(name) && !empty && editors::read(editor).toString().isEmpty())
            empty = editor;
    }
    m_writing = false;
    m_guess = guess;
    (empty ? empty : m_fields->editor(newFields.constFirst()))->setFocus(Qt::OtherFocusReason);
    Q_EMIT edited();
}

/// Two customers cannot have one address: whoever has it already is calling.
void CallerFinder::lookForEmail()
{
    const QString email = editors::read(m_fields->editor(QStringLiteral("email"))).toString();
    if (page() != Page::New || email.isEmpty())
        return;
    if (m_emailRequest)
        m_emailRequest->abort();
    auto *reply = requests::customersByEmail(m_context.models.client, email);
    m_emailRequest = reply;
    reply->then(this, [this](const Answer<codec::Page<Customer>> &answer) {
        if (!answer || answer->items.isEmpty() || page() != Page::New)
            return;
        const Customer known = answer->items.constFirst();
        const bool within = isAncestorOf(focusWidget()) || hasFocus();
        choose(known);
        m_known->setText(
            tr("This e-mail belongs to a customer already: %1 was chosen.").arg(oneLine(known.displayName(), 80)));
        update();
        Q_EMIT edited();
        if (within)
            Q_EMIT settled();
    });
}

std::optional<NewCustomer> CallerFinder::newCustomer() const
{
    if (page() != Page::New)
        return std::nullopt;
    const auto text = [this](qsizetype field) {
        return editors::read(m_fields->editor(newFields.at(field))).toString();
    };
    NewCustomer customer;
    customer.givenName = text(0);
    customer.familyName = text(1);
    customer.phone = text(2);
    customer.email = text(3);
    customer.locale = text(4);
    return customer;
}

void CallerFinder::clear()
{
    m_writing = true;
    m_search->clear();
    for (const QString &name : newFields)
        editors::write(m_fields->editor(name), QString());
    m_writing = false;
    m_fields->clearErrors();
    m_guess = {};
    m_customer.reset();
    m_file->clear();
    turnTo(Page::Matches);
    show({});
}

QJsonObject CallerFinder::content() const
{
    QJsonObject content;
    if (!m_search->text().isEmpty())
        content.insert(QStringLiteral("search"), m_search->text());
    if (m_customer)
        content.insert(QStringLiteral("known"), codec::toJson(*m_customer));
    // Also what was written before somebody was found after all.
    QJsonObject fresh;
    for (const QString &name : newFields) {
        const QString text = editors::read(m_fields->editor(name)).toString();
        if (!text.isEmpty() && name != QLatin1String("locale"))
            fresh.insert(name, text);
    }
    if (!fresh.isEmpty() || page() == Page::New) {
        fresh.insert(QStringLiteral("locale"), editors::read(m_fields->editor(QStringLiteral("locale"))).toString());
        content.insert(QStringLiteral("fresh"), fresh);
        content.insert(QStringLiteral("new"), page() == Page::New);
    }
    return content;
}

void CallerFinder::setContent(const QJsonObject &content)
{
    clear();
    m_writing = true;
    m_search->setText(content.value(QStringLiteral("search")).toString());
    const QJsonObject fresh = content.value(QStringLiteral("fresh")).toObject();
    for (const QString &name : newFields)
        editors::write(m_fields->editor(name), fresh.value(name));
    m_writing = false;
    const auto known = codec::customerFromJson(content.value(QStringLiteral("known")).toObject());
    if (known.ok()) {
        choose(known.value());
    } else if (content.value(QStringLiteral("new")).toBool()) {
        turnTo(Page::New);
    } else {
        show({});
        if (!m_search->text().isEmpty())
            search();
    }
}

bool CallerFinder::check()
{
    if (page() == Page::Matches) {
        m_mistake->setText(tr("Choose who is calling, or enter a new customer."));
        focusSearch();
        return false;
    }
    if (page() == Page::Known)
        return true;
    QList<FieldError> errors;
    for (const QString &name : neededFields) {
        if (editors::read(m_fields->editor(name)).toString().isEmpty())
            errors.append({u'/' + name, FieldErrorCode::Required, {}});
    }
    m_fields->showErrors(errors);
    return errors.isEmpty();
}

QList<FieldError> CallerFinder::showErrors(const QList<FieldError> &errors)
{
    if (page() == Page::New)
        return m_fields->showErrors(errors);
    m_fields->clearErrors();
    return errors;
}

void CallerFinder::update()
{
    if (!m_customer)
        return;
    if (m_file->customer() && m_file->customerId() == m_customer->id)
        m_customer = m_file->customer();
    m_name->setText(oneLine(m_customer->displayName()));
    m_details->setText(reachedAt(*m_customer));
    m_known->setVisible(!m_known->text().isEmpty());
    const int open = m_file->rowCount();
    m_heading->setText(open > 0               ? tr("%Ln open incident(s)", "", open)
                       : m_file->isComplete() ? tr("No open incidents")
                                              : QString());
    m_incidents->setVisible(open > 0);
    m_hint->setVisible(open > 0);
    if (open > 0 && !m_incidents->currentIndex().isValid())
        m_incidents->setCurrentIndex(m_file->index(0));
}

bool CallerFinder::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const bool bare = !(key->modifiers() & ~Qt::KeypadModifier);
    const bool enters = bare && (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter);
    const bool down = bare && key->key() == Qt::Key_Down;
    const bool up = bare && key->key() == Qt::Key_Up;
    if (watched == m_search && enters) {
        enter();
        return true;
    }
    if (watched == m_search && (down || up)) {
        if (page() == Page::Matches)
            m_matches->setCurrentRow(qBound(0, m_matches->currentRow() + (down ? 1 : -1), m_matches->count() - 1));
        else if (down)
            focusIncidents();
        return true;
    }
    if (watched == m_incidents && up && m_incidents->currentIndex().row() <= 0) {
        focusSearch();
        return true;
    }
    // In a field of a new customer: the next one; behind the last one, what it is about.
    if (enters && watched != m_incidents) {
        if (watched == m_fields->editor(QStringLiteral("email")))
            Q_EMIT settled();
        else
            focusNextChild();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace mostrador::console
