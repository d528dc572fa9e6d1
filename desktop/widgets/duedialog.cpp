// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/duedialog.h"

#include "models/duetext.h"
#include "widgets/notice.h"

#include <QDialogButtonBox>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace mostrador::console {

DueDialog::DueDialog(const QString &what, std::optional<Timestamp> present, const QLocale &locale, QWidget *parent,
                     const std::function<QDateTime()> &now)
    : QDialog(parent)
    , m_locale(locale)
    , m_now(now)
    , m_edit(new QLineEdit(this))
    , m_meaning(new ToneLabel(Tone::Quiet, {}, this))
    , m_mistake(new MistakeLine(this))
    , m_usual(new QListWidget(this))
{
    setObjectName(QStringLiteral("dueDialog"));
    setWindowTitle(tr("When %1 is due").arg(what));
    auto *label = new QLabel(tr("&When (3d, 2h, friday 9:30, a date)"), this);
    label->setBuddy(m_edit);
    m_edit->setObjectName(QStringLiteral("dueEdit"));
    m_edit->setMaxLength(60);
    addClearButton(m_edit);
    m_edit->installEventFilter(this);
    if (present)
        m_edit->setPlaceholderText(m_locale.toString(present->toDateTime().toLocalTime(), QLocale::ShortFormat));
    m_usual->setObjectName(QStringLiteral("dueUsual"));
    m_usual->setAccessibleName(tr("Usual times"));
    const QDateTime at = m_now();
    const QDate today = at.date();
    if (at.time() < dueHour)
        addUsual(tr("Today"), QDateTime(today, dueHour));
    else
        addUsual(tr("In two hours"), at.addSecs(2 * 3600));
    addUsual(tr("Tomorrow"), QDateTime(today.addDays(1), dueHour));
    addUsual(tr("In three days"), QDateTime(today.addDays(3), dueHour));
    QString monday = m_locale.standaloneDayName(Qt::Monday);
    monday.replace(0, 1, monday.at(0).toUpper());
    addUsual(monday, QDateTime(today.addDays(8 - today.dayOfWeek()), dueHour));
    addUsual(tr("In two weeks"), QDateTime(today.addDays(14), dueHour));
    if (present)
        addUsual(tr("No due date"), std::nullopt);
    m_usual->setCurrentRow(1);

    auto *buttons = new QDialogButtonBox(this);
    auto *set = buttons->addButton(tr("&Set"), QDialogButtonBox::AcceptRole);
    set->setDefault(true);
    buttons->addButton(tr("&Cancel"), QDialogButtonBox::RejectRole);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(label);
    layout->addWidget(m_edit);
    layout->addWidget(m_meaning);
    layout->addWidget(m_mistake);
    layout->addWidget(m_usual, 1);
    layout->addWidget(buttons);
    connect(m_edit, &QLineEdit::textChanged, this, &DueDialog::read);
    connect(m_usual, &QListWidget::itemActivated, this, [this] { takeUsual(m_usual->currentRow()); });
    connect(buttons, &QDialogButtonBox::accepted, this, &DueDialog::take);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    read();
    resize(fontMetrics().averageCharWidth() * 52, fontMetrics().height() * 20);
}

void DueDialog::addUsual(const QString &name, std::optional<QDateTime> time)
{
    m_times.append(time);
    const QString text =
        time ? tr("%1, %2", "name of a time, date and hour").arg(name, m_locale.toString(*time, QLocale::ShortFormat))
             : name;
    m_usual->addItem(tr("%1  %2", "key, what it sets").arg(m_times.size()).arg(text));
}

std::optional<int> DueDialog::usualMeant(const QString &typed) const
{
    bool isNumber = false;
    const int number = typed.toInt(&isNumber);
    return isNumber && number >= 1 && number <= m_times.size() ? std::optional(number - 1) : std::nullopt;
}

void DueDialog::read()
{
    m_mistake->setText({});
    const QString typed = m_edit->text().simplified();
    if (typed.isEmpty()) {
        m_meaning->setText(tr("Type a time, or the number of a usual one."));
        return;
    }
    const std::optional<int> row = usualMeant(typed);
    const auto due = row ? m_times.at(*row) : dueFromText(typed, m_now(), m_locale);
    // A blank keeps the line's height while what is typed means nothing yet.
    QString meaning(u' ');
    if (due)
        meaning = m_locale.toString(*due, QLocale::LongFormat);
    else if (row)
        meaning = tr("No due date");
    m_meaning->setText(meaning);
}

void DueDialog::take()
{
    const QString typed = m_edit->text().simplified();
    if (const auto row = typed.isEmpty() ? std::optional(m_usual->currentRow()) : usualMeant(typed)) {
        takeUsual(*row);
        return;
    }
    const auto due = dueFromText(typed, m_now(), m_locale);
    if (!due) {
        m_mistake->setText(tr("This is no time that can be read. Examples: 3d, 2h, friday 9:30, %1.")
                               .arg(m_locale.toString(m_now().date().addDays(3), QLocale::ShortFormat)));
        m_edit->setFocus();
        return;
    }
    Q_EMIT chosen(Timestamp::fromDateTime(*due));
    accept();
}

void DueDialog::takeUsual(int row)
{
    if (row < 0 || row >= m_times.size())
        return;
    const std::optional<QDateTime> &time = m_times.at(row);
    Q_EMIT chosen(time ? std::optional(Timestamp::fromDateTime(*time)) : std::nullopt);
    accept();
}

bool DueDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_edit && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Down || key->key() == Qt::Key_Up) {
            const int row = m_usual->currentRow() + (key->key() == Qt::Key_Down ? 1 : -1);
            m_usual->setCurrentRow(qBound(0, row, m_usual->count() - 1));
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace mostrador::console
