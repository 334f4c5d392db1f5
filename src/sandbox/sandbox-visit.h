/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox/sandbox-scenario.h"

G_BEGIN_DECLS

typedef enum
{
  SANDBOX_VISIT_PENDING,
  SANDBOX_VISIT_COMPLETED,
  SANDBOX_VISIT_CANCELLED,
  SANDBOX_VISIT_FAILED,
  SANDBOX_VISIT_EXPIRED
} SandboxVisitStatus;

/**
 * SandboxVisit:
 * @id: (owned): a UUID
 * @facility_id: (owned): where devices are added
 * @device_type: (owned) (nullable): which kind; %NULL lets the person choose
 * @manufacturer: (owned) (nullable): which maker; %NULL lets the person choose
 * @device_id: (owned) (nullable): a device that is only signed in again
 * @language: (owned): BCP 47
 * @color_scheme: (owned): "light" or "dark"
 * @redirect_url: (owned): where the browser goes afterwards
 * @expires_us: when the link stops working, virtual microseconds since the Unix epoch, UTC
 * @status: how far it is
 * @error_code: (nullable): why it failed
 * @devices: (owned): what it brought
 *
 * One visit to a device maker.
 */
typedef struct
{
  char                *id;
  char                *facility_id;
  char                *device_type;
  char                *manufacturer;
  char                *device_id;
  char                *language;
  char                *color_scheme;
  char                *redirect_url;
  gint64               expires_us;
  SandboxVisitStatus status;
  const char          *error_code;
  JsonArray           *devices;
} SandboxVisit;

SandboxVisit *sandbox_visit_from_json       (JsonObject      *request,
                                                 GError         **error);
void            sandbox_visit_free            (SandboxVisit  *self);
JsonNode       *sandbox_visit_to_json         (SandboxVisit  *self,
                                                 const char      *base_uri);
void            sandbox_visit_add_device      (SandboxVisit  *self,
                                                 JsonObject      *device,
                                                 gboolean         is_new);
char           *sandbox_visit_make_return_url (SandboxVisit  *self,
                                                 gboolean         is_someone_elses);
const char     *sandbox_visit_get_status_name (SandboxVisit  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SandboxVisit, sandbox_visit_free)

G_END_DECLS
