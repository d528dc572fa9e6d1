// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "portal/submission.h"

#include "portal/formseal.h"
#include "portal/site.h"

#include <QThread>

namespace mostrador::portal {

namespace {

constexpr int tries = 10;
constexpr unsigned long pauseMilliseconds = 150;

} // namespace

Result<services::Receipt> submit(const http::Request &request, const http::Form &form, const Actor &actor,
                                 const std::function<Result<services::Receipt>(services::UnitOfWork &)> &work)
{
    services::Context context = contextOf(request, actor);
    context.idempotencyKey = "portal-" + FormSeal::keyOf(form);
    context.requestHash = FormSeal::contentHash(request, form);
    Result<services::Receipt> receipt = services::perform(context, work);
    // Two clicks: the browser shows the answer to the second, which must be that of the first.
    for (int i = 1; i < tries && !receipt && receipt.error().code == ErrorCode::RequestInProgress; ++i) {
        QThread::msleep(pauseMilliseconds);
        receipt = services::perform(context, work);
    }
    return receipt;
}

} // namespace mostrador::portal
