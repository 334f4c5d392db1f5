/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SANDBOX_API_PREFIX "/v1/customer/"

typedef enum
{
  SANDBOX_OPERATION_LIST_FACILITIES,
  SANDBOX_OPERATION_LIST_DEVICES,
  SANDBOX_OPERATION_GET_DEVICE,
  SANDBOX_OPERATION_RENAME_DEVICE,
  SANDBOX_OPERATION_REMOVE_DEVICE,
  SANDBOX_OPERATION_GET_SETTINGS,
  SANDBOX_OPERATION_PUT_SETTINGS,
  SANDBOX_OPERATION_PREVIEW,
  SANDBOX_OPERATION_GET_PLAN,
  SANDBOX_OPERATION_GET_EXCEPTION,
  SANDBOX_OPERATION_PUT_EXCEPTION,
  SANDBOX_OPERATION_CLEAR_EXCEPTION,
  SANDBOX_OPERATION_GET_PRICES,
  SANDBOX_OPERATION_GET_FACILITY_REPORT,
  SANDBOX_OPERATION_GET_DEVICE_REPORT,
  SANDBOX_OPERATION_GET_SESSIONS,
  SANDBOX_OPERATION_LIST_MANUFACTURERS,
  SANDBOX_OPERATION_START_ONBOARDING,
  SANDBOX_OPERATION_GET_ONBOARDING,
  SANDBOX_N_OPERATIONS
} SandboxOperation;

typedef enum
{
  SANDBOX_ROUTE_FOUND,
  SANDBOX_ROUTE_NO_SUCH_PATH,
  SANDBOX_ROUTE_OTHER_METHOD
} SandboxRouteResult;

/**
 * SandboxRoute:
 * @operation: which operation
 * @name: "GET facilities/{facilityId}/devices"
 * @id: (owned) (nullable): the facility, device or session named in the path
 * @allow: (owned) (nullable): for another method: what the Allow header says
 */
typedef struct
{
  SandboxOperation operation;
  const char      *name;
  char            *id;
  char            *allow;
} SandboxRoute;

SandboxRouteResult sandbox_router_find      (const char   *method,
                                             const char   *path,
                                             SandboxRoute *route);
void               sandbox_route_clear      (SandboxRoute *route);
const char        *sandbox_operation_get_name (SandboxOperation operation);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SandboxRoute, sandbox_route_clear)

G_END_DECLS
