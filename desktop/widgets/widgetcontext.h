// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/modelcontext.h"
#include "store/draftstore.h"
#include "store/settings.h"

#include <QList>

QT_BEGIN_NAMESPACE
class QIcon;
class QLineEdit;
class QWidget;
QT_END_NAMESPACE

namespace mostrador::console {

class DraftSync;

/// What the windows of somebody who is logged in need. The app owns the parts; they outlive the windows.
struct WidgetContext
{
    ModelContext models;
    Settings &settings;
    DraftStore &drafts;
    DraftSync *draftSync = nullptr; ///< nullptr: drafts stay on this computer
};

/// A failed request as a sentence or two that say what to do.
QString describe(const Failure &failure, const Words &words);

/// Tab goes through @p widgets in this order.
void setTabChain(const QList<QWidget *> &widgets);

/// A button in @p edit that clears it and, where given, a picture before its text; both have names for assistive
/// technology, which Qt leaves out.
void addClearButton(QLineEdit *edit, const QIcon &leading);
void addClearButton(QLineEdit *edit);

/// @{ Texts of other people inside controls that would read them as rich text or as a mnemonic.
/// For tool tips: never taken for HTML.
QString plainToolTip(const QString &text);
/// For menus, buttons and tabs: '&' stays '&'.
QString withoutMnemonic(const QString &text);
/// One line of at most @p max characters, for titles and list rows.
QString oneLine(const QString &text, int max = 200);
/// @}

} // namespace mostrador::console
