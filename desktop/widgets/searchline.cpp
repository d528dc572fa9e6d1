// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/searchline.h"

#include "widgets/notice.h"
#include "widgets/widgetcontext.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QPushButton>

namespace mostrador::console {

SearchLine::SearchLine(QWidget *parent)
    : QWidget(parent)
    , m_text(new ToneLabel(Tone::Info, {}, this))
    , m_exact(new QPushButton(this))
{
    setObjectName(QStringLiteral("searchLine"));
    m_text->setWordWrap(true);
    m_exact->setObjectName(QStringLiteral("searchExactly"));
    m_exact->setAutoDefault(true); // Enter will do
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_exact);
    connect(m_exact, &QPushButton::clicked, this, &SearchLine::exactWanted);
    hide();
}

void SearchLine::showSearch(const IncidentListModel::Searched &searched, const QString &asked)
{
    QString text;
    const auto quoted = [](const QString &word) { return tr("“%1”").arg(oneLine(word, 40)); };
    if (searched.step == QLatin1String("corrected")) {
        QStringList right;
        QStringList written;
        for (auto word = searched.corrected.cbegin(); word != searched.corrected.cend(); ++word) {
            written.append(quoted(word.key()));
            right.append(quoted(word.value()));
        }
        const QString comma = tr(", ", "between words");
        text = right.isEmpty()
                   ? QString()
                   : tr("Showing results for %1 instead of %2.").arg(right.join(comma), written.join(comma));
    } else if (searched.step == QLatin1String("fewer")) {
        text = tr("Nothing has all of these words. Showing what has all but one.");
    }
    const bool news = text != m_text->text();
    m_text->setText(text);
    m_exact->setText(withoutMnemonic(tr("Search for %1").arg(quoted(oneLine(asked, 30)))));
    m_exact->setToolTip(plainToolTip(tr("Search for exactly what was typed")));
    setVisible(!text.isEmpty());
    if (!news || text.isEmpty())
        return;
    setAccessibleName(text);
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

QString SearchLine::text() const
{
    return isHidden() ? QString() : m_text->text();
}

} // namespace mostrador::console
