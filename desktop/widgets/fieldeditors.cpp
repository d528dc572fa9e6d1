// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/fieldeditors.h"

#include "model/limits.h"
#include "models/administrationwords.h"
#include "models/directory.h"
#include "protocol/describe.h"
#include "widgets/plaintext.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QJsonArray>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QPlainTextEdit>
#include <QSignalBlocker>
#include <QSpinBox>

#include <algorithm>

namespace mostrador::console::editors {

namespace {

struct FieldEditors
{
    Q_DECLARE_TR_FUNCTIONS(mostrador::console::FieldEditors)
};

constexpr const char *dateProperty = "mostradorDate";
constexpr const char *absentProperty = "mostradorAbsent";
constexpr const char *nullableProperty = "mostradorNullable"; ///< of a box: its empty choice is null

struct Country
{
    QString code;
    QString name;
};

QList<Country> countries(const Words &words)
{
    QList<Country> list;
    const QLocale own = words.locale();
    for (int number = 1; number <= QLocale::LastTerritory; ++number) {
        const auto territory = static_cast<QLocale::Territory>(number);
        const QString code = QLocale::territoryToCode(territory);
        if (code.size() != 2)
            continue;
        // In the reader's language where the system knows it, otherwise as the country calls itself.
        QString name;
        const QLocale here(own.language(), territory);
        if (here.language() == own.language() && here.territory() == territory)
            name = here.nativeTerritoryName();
        else if (const auto locales = QLocale::matchingLocales(QLocale::AnyLanguage, QLocale::AnyScript, territory);
                 !locales.isEmpty())
            name = locales.first().nativeTerritoryName();
        if (name.isEmpty())
            name = QLocale::territoryToString(territory);
        list.append({code, QStringLiteral("%1 (%2)").arg(name, code)});
    }
    std::sort(list.begin(), list.end(),
              [](const Country &a, const Country &b) { return QString::localeAwareCompare(a.name, b.name) < 0; });
    return list;
}

} // namespace

QLineEdit *line(int max)
{
    auto *edit = new QLineEdit;
    // Counted in code points by the server: twice as many units never cut a text that is allowed, and one more letter
    // lets a longer one be refused, not cut in silence.
    edit->setMaxLength(max * 2 + 2);
    return edit;
}

QPlainTextEdit *lines(int max, int rows)
{
    Q_UNUSED(max)
    auto *edit = new QPlainTextEdit;
    edit->setTabChangesFocus(true);
    edit->setMaximumHeight(edit->fontMetrics().lineSpacing() * (rows + 1));
    return edit;
}

QLineEdit *date()
{
    auto *edit = line(10);
    edit->setInputMethodHints(Qt::ImhDate);
    edit->setProperty(dateProperty, true);
    return edit;
}

QComboBox *language(const Words &)
{
    auto *box = new QComboBox;
    box->addItem(QStringLiteral("Español"), QStringLiteral("es"));
    box->addItem(QStringLiteral("English"), QStringLiteral("en"));
    return box;
}

QComboBox *country(const Words &words)
{
    auto *box = new QComboBox;
    box->addItem(FieldEditors::tr("not given"), QString());
    for (const Country &each : countries(words))
        box->addItem(each.name, each.code);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(20);
    return box;
}

QComboBox *role(const Words &words)
{
    auto *box = new QComboBox;
    for (const Role each : {Role::Agent, Role::Lead, Role::Admin, Role::Auditor})
        box->addItem(words::name(each, words), mostrador::toString(each));
    return box;
}

QComboBox *languageOrAny(const Words &words)
{
    QComboBox *box = language(words);
    box->insertItem(0, FieldEditors::tr("Any language"), QString());
    box->setCurrentIndex(0);
    box->setProperty(nullableProperty, true);
    return box;
}

QComboBox *team(const Directory &directory, const QString &none)
{
    auto *box = new QComboBox;
    box->setProperty(nullableProperty, true);
    const auto fill = [box, none, &directory] {
        const QJsonValue chosen = read(box);
        const QSignalBlocker blocker(box);
        box->clear();
        box->addItem(none, QString());
        for (const Team &team : directory.teams())
            box->addItem(team.name, team.id.toString());
        write(box, chosen);
    };
    fill();
    QObject::connect(&directory, &Directory::teamsChanged, box, fill);
    return box;
}

QComboBox *viewScope()
{
    auto *box = new QComboBox;
    for (const ViewScope each : {ViewScope::Personal, ViewScope::Team, ViewScope::Everyone})
        box->addItem(nameOf(each), mostrador::toString(each));
    return box;
}

QComboBox *tagColour()
{
    auto *box = new QComboBox;
    box->setProperty(nullableProperty, true);
    box->addItem(nameOf(TagColour::None), QString());
    for (const QString &name : tagColourNames())
        box->addItem(nameOf(tagColourFromString(name).value_or(TagColour::None)), name);
    return box;
}

QSpinBox *number(qint64 max)
{
    auto *box = new QSpinBox;
    box->setRange(0, static_cast<int>(max));
    return box;
}

QListWidget *teams(const Directory &directory)
{
    auto *list = new QListWidget;
    list->setMaximumHeight(list->fontMetrics().lineSpacing() * 9);
    const auto fill = [list, &directory] {
        const QJsonValue ticked = read(list);
        const QSignalBlocker blocker(list);
        list->clear();
        for (const Team &team : directory.teams()) {
            auto *item = new QListWidgetItem(team.name, list);
            item->setData(Qt::UserRole, team.id.toString());
            item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
            item->setCheckState(Qt::Unchecked);
        }
        write(list, ticked);
    };
    fill();
    QObject::connect(&directory, &Directory::teamsChanged, list, fill);
    return list;
}

void setAbsent(QWidget *editor, bool absent)
{
    editor->setProperty(absentProperty, absent);
}

QJsonValue read(const QWidget *editor)
{
    if (editor->property(absentProperty).toBool())
        return QJsonValue(QJsonValue::Undefined);
    if (const auto *edit = qobject_cast<const QLineEdit *>(editor)) {
        if (edit->property(dateProperty).toBool() && edit->text().trimmed().isEmpty())
            return QJsonValue(QJsonValue::Null);
        // A space at the end of a password is a part of it.
        return edit->echoMode() == QLineEdit::Normal ? edit->text().trimmed() : edit->text();
    }
    if (const auto *edit = qobject_cast<const QPlainTextEdit *>(editor))
        return plainText(edit).trimmed();
    if (const auto *box = qobject_cast<const QComboBox *>(editor)) {
        const QString chosen = box->currentData().toString();
        return chosen.isEmpty() && box->property(nullableProperty).toBool() ? QJsonValue(QJsonValue::Null)
                                                                            : QJsonValue(chosen);
    }
    if (const auto *box = qobject_cast<const QSpinBox *>(editor))
        return box->value();
    if (const auto *box = qobject_cast<const QCheckBox *>(editor))
        return box->isChecked();
    if (const auto *list = qobject_cast<const QListWidget *>(editor)) {
        QList<qint64> ids;
        for (int row = 0; row < list->count(); ++row) {
            if (list->item(row)->checkState() == Qt::Checked)
                ids.append(list->item(row)->data(Qt::UserRole).toString().toLongLong());
        }
        std::sort(ids.begin(), ids.end());
        QJsonArray array;
        for (const qint64 id : ids)
            array.append(QString::number(id));
        return array;
    }
    return QJsonValue(QJsonValue::Undefined);
}

void write(QWidget *editor, const QJsonValue &value)
{
    if (auto *edit = qobject_cast<QLineEdit *>(editor)) {
        edit->setText(value.toString());
        edit->setCursorPosition(0);
    } else if (auto *text = qobject_cast<QPlainTextEdit *>(editor)) {
        text->setPlainText(value.toString());
    } else if (auto *box = qobject_cast<QComboBox *>(editor)) {
        const QString wanted = value.toString();
        int index = box->findData(wanted);
        if (index < 0 && !wanted.isEmpty()) {
            // A value this version does not know stays as it is.
            box->addItem(wanted, wanted);
            index = box->count() - 1;
        }
        box->setCurrentIndex(qMax(0, index));
    } else if (auto *number = qobject_cast<QSpinBox *>(editor)) {
        number->setValue(value.toInt());
    } else if (auto *check = qobject_cast<QCheckBox *>(editor)) {
        check->setChecked(value.toBool());
    } else if (auto *list = qobject_cast<QListWidget *>(editor)) {
        const QJsonArray ticked = value.toArray();
        for (int row = 0; row < list->count(); ++row) {
            const bool on = ticked.contains(list->item(row)->data(Qt::UserRole).toString());
            list->item(row)->setCheckState(on ? Qt::Checked : Qt::Unchecked);
        }
    }
}

void onEdited(QWidget *editor, const QObject *context, const std::function<void()> &then)
{
    if (auto *edit = qobject_cast<QLineEdit *>(editor))
        QObject::connect(edit, &QLineEdit::textChanged, context, then);
    else if (auto *text = qobject_cast<QPlainTextEdit *>(editor))
        QObject::connect(text, &QPlainTextEdit::textChanged, context, then);
    else if (auto *box = qobject_cast<QComboBox *>(editor))
        QObject::connect(box, &QComboBox::currentIndexChanged, context, then);
    else if (auto *number = qobject_cast<QSpinBox *>(editor))
        QObject::connect(number, &QSpinBox::valueChanged, context, then);
    else if (auto *check = qobject_cast<QCheckBox *>(editor))
        QObject::connect(check, &QCheckBox::toggled, context, then);
    else if (auto *list = qobject_cast<QListWidget *>(editor))
        QObject::connect(list, &QListWidget::itemChanged, context, then);
}

QJsonValue valueAt(const QJsonObject &object, const QStringList &path)
{
    QJsonValue value = object;
    for (const QString &part : path)
        value = value.toObject().value(part);
    return value;
}

void setValueAt(QJsonObject &object, const QStringList &path, const QJsonValue &value)
{
    if (path.size() == 1) {
        object.insert(path.first(), value);
        return;
    }
    QJsonObject inner = object.value(path.first()).toObject();
    setValueAt(inner, path.mid(1), value);
    object.insert(path.first(), inner);
}

bool isSame(const QJsonValue &a, const QJsonValue &b)
{
    const auto isNothing = [](const QJsonValue &value) {
        return value.isNull() || value.isUndefined() || (value.isString() && value.toString().isEmpty()) ||
               (value.isArray() && value.toArray().isEmpty());
    };
    return a == b || (isNothing(a) && isNothing(b));
}

} // namespace mostrador::console::editors
