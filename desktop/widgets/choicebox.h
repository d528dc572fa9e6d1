// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>
#include <QJsonValue>

#include <functional>

namespace mostrador::console {

/// One of several values, chosen in place. The choices are asked for when somebody turns to the box; no arrow key and
/// no turn of the wheel changes the value by accident: the arrows open the list.
class ChoiceBox : public QComboBox
{
    Q_OBJECT

public:
    struct Choice
    {
        QString text;
        QJsonValue value;
        QIcon icon = {};
    };
    using Source = std::function<QList<Choice>()>;

    /// @p searchable: what is typed finds the choices that hold it.
    ChoiceBox(bool searchable, const Source &source, QWidget *parent = nullptr);

    /// Shows the value there is; tells nobody. What somebody is typing stays.
    void setPresent(const Choice &present);
    /// Of the choice that is shown.
    QJsonValue value() const { return m_shown.value; }
    QString shownText() const { return m_shown.text; }
    /// Something has been typed that is no choice yet.
    bool isTyping() const;

Q_SIGNALS:
    /// Somebody chose another value than the present one.
    void chosen();
    /// What was typed is none of the choices.
    void nothingFits(const QString &typed);

public Q_SLOTS:
    void showPopup() override;

protected:
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    void fill();
    void choose(int row);
    void take();
    void restore();
    int rowOf(const QString &text) const;

    const Source m_source;
    QList<Choice> m_choices;
    Choice m_present;
    Choice m_shown;
    bool m_filled = false; ///< with all choices, not just the present one
    bool m_filling = false;
};

} // namespace mostrador::console
