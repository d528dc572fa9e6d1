// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/routes.h"

namespace mostrador::api {

void registerRoutes(http::Router &router)
{
    registerSessionRoutes(router); // /sessions  /sessions/current
    registerIncidentRoutes(
        router); // /incidents  .../places  .../count  .../by-reference/{}  .../{id}  .../{id}/reopen  .../events
    registerMessageRoutes(router);     // /incidents/{id}/messages  /messages/{id}
    registerAttachmentRoutes(router);  // /incidents/{id}/attachments  /attachments/{id}  /attachments/{id}/content
    registerCustomerRoutes(router);    // /customers  /customers/{id}
    registerEmployeeRoutes(router);    // /employees  /employees/{id}  /employees/{id}/password
    registerTeamRoutes(router);        // /teams  /teams/{id}
    registerProductRoutes(router);     // /products  /products/{id}
    registerViewRoutes(router);        // /views  /views/{id}
    registerCannedReplyRoutes(router); // /canned-replies  /canned-replies/{id}
    registerTagRoutes(router);         // /tags  /tags/{id}  /tags/{id}/merge
    registerCustomFieldRoutes(router); // /custom-fields  /custom-fields/{id}
    registerSettingsRoutes(router);    // /settings/priority-table
    registerSearchRoutes(router);      // /search/completions
    registerApiKeyRoutes(router);      // /api-keys  /api-keys/{id}
    registerDraftRoutes(router);       // /incidents/{id}/drafts/{kind}  /drafts
    registerHandoverRoutes(router);    // /handovers  /handovers/preview  /handovers/{id}  /handovers/{id}/confirm
    registerDescriptionRoutes(router); // /openapi.json
}

} // namespace mostrador::api
