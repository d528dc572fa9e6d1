// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/router.h"

/// The REST API under /api/v1. Each register...Routes() holds the index of one resource.
namespace mostrador::api {

void registerSessionRoutes(http::Router &router);
void registerIncidentRoutes(http::Router &router);
void registerMessageRoutes(http::Router &router);
void registerAttachmentRoutes(http::Router &router);
void registerCustomerRoutes(http::Router &router);
void registerEmployeeRoutes(http::Router &router);
void registerTeamRoutes(http::Router &router);
void registerProductRoutes(http::Router &router);
void registerViewRoutes(http::Router &router);
void registerCannedReplyRoutes(http::Router &router);
void registerTagRoutes(http::Router &router);
void registerCustomFieldRoutes(http::Router &router);
void registerSettingsRoutes(http::Router &router);
void registerSearchRoutes(http::Router &router);
void registerApiKeyRoutes(http::Router &router);
void registerDraftRoutes(http::Router &router);
void registerHandoverRoutes(http::Router &router);
void registerDescriptionRoutes(http::Router &router);

/// All of them. Call it after services::configure(): the largest attachment is a setting.
void registerRoutes(http::Router &router);

} // namespace mostrador::api
