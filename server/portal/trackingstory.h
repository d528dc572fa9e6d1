// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/incident.h"
#include "portal/formfaults.h"
#include "portal/formseal.h"
#include "portal/pages.h"
#include "services/trackingservice.h"

namespace mostrador::portal {

/// What the form at the end of the tracking page shows again after a fault.
struct ReplyState
{
    QString body;
    FormFaults faults;
    int status = 200;
    std::optional<FormSeal> seal; ///< nothing: a new one
};

/// The tracking page as things stand.
http::Response showStory(const Site &site, const Tongue &tongue, const http::Request &request, const QString &token,
                         const services::tracking::Visitor &visitor, const ReplyState &reply);

/// What a seal of a tracking page is bound to.
QByteArray trackingPurpose(const QString &token);

} // namespace mostrador::portal
