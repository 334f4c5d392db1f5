/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which operation is meant by a method and a path. The one place of the sandbox that holds paths. */

#include "sandbox/sandbox-router.h"

#include <string.h>

static const char *const operations[] = {
  [SANDBOX_OPERATION_LIST_FACILITIES]     = "GET facilities",
  [SANDBOX_OPERATION_LIST_DEVICES]        = "GET facilities/{facilityId}/devices",
  [SANDBOX_OPERATION_GET_DEVICE]          = "GET devices/{deviceId}",
  [SANDBOX_OPERATION_RENAME_DEVICE]       = "PATCH devices/{deviceId}",
  [SANDBOX_OPERATION_REMOVE_DEVICE]       = "DELETE devices/{deviceId}",
  [SANDBOX_OPERATION_GET_SETTINGS]        = "GET devices/{deviceId}/spo",
  [SANDBOX_OPERATION_PUT_SETTINGS]        = "PUT devices/{deviceId}/spo",
  [SANDBOX_OPERATION_PREVIEW]             = "POST devices/{deviceId}/spo/preview",
  [SANDBOX_OPERATION_GET_PLAN]            = "GET devices/{deviceId}/spo/plan",
  [SANDBOX_OPERATION_GET_EXCEPTION]       = "GET devices/{deviceId}/spo/exception",
  [SANDBOX_OPERATION_PUT_EXCEPTION]       = "PUT devices/{deviceId}/spo/exception",
  [SANDBOX_OPERATION_CLEAR_EXCEPTION]     = "DELETE devices/{deviceId}/spo/exception",
  [SANDBOX_OPERATION_GET_PRICES]          = "GET facilities/{facilityId}/prices",
  [SANDBOX_OPERATION_GET_FACILITY_REPORT] = "GET facilities/{facilityId}/report",
  [SANDBOX_OPERATION_GET_DEVICE_REPORT]   = "GET devices/{deviceId}/report",
  [SANDBOX_OPERATION_GET_SESSIONS]        = "GET devices/{deviceId}/sessions",
  [SANDBOX_OPERATION_LIST_MANUFACTURERS]  = "GET onboarding/manufacturers",
  [SANDBOX_OPERATION_START_ONBOARDING]    = "POST onboarding/sessions",
  [SANDBOX_OPERATION_GET_ONBOARDING]      = "GET onboarding/sessions/{sessionId}",
};

G_STATIC_ASSERT (G_N_ELEMENTS (operations) == SANDBOX_N_OPERATIONS);

static gboolean
is_placeholder (const char *segment)
{
  return segment[0] == '{';
}

static gboolean
path_fits (char *const *segments,
           char *const *pattern,
           const char **id)
{
  guint i;

  for (i = 0; segments[i] != NULL && pattern[i] != NULL; i++)
    {
      if (is_placeholder (pattern[i]))
        {
          if (segments[i][0] == '\0')
            return FALSE;
          *id = segments[i];
        }
      else if (strcmp (segments[i], pattern[i]) != 0)
        return FALSE;
    }

  return segments[i] == NULL && pattern[i] == NULL;
}

/**
 * sandbox_router_find:
 * @method: HTTP method; HEAD counts as GET
 * @path: path of the request, still percent-encoded
 * @route: (out): what was found; clear it in every case
 *
 * Returns: whether there is such an operation, no such path, or the path with other methods only
 */
SandboxRouteResult
sandbox_router_find (const char   *method,
                     const char   *path,
                     SandboxRoute *route)
{
  g_auto (GStrv) segments = NULL;
  g_autoptr (GString) allow = g_string_new (NULL);

  memset (route, 0, sizeof *route);
  if (!g_str_has_prefix (path, SANDBOX_API_PREFIX))
    return SANDBOX_ROUTE_NO_SUCH_PATH;
  if (strcmp (method, "HEAD") == 0)
    method = "GET";

  segments = g_strsplit (path + strlen (SANDBOX_API_PREFIX), "/", -1);
  for (guint i = 0; i < SANDBOX_N_OPERATIONS; i++)
    {
      const char *space = strchr (operations[i], ' ');
      g_autofree char *its_method = g_strndup (operations[i], space - operations[i]);
      g_auto (GStrv) pattern = g_strsplit (space + 1, "/", -1);
      const char *id = NULL;

      if (!path_fits (segments, pattern, &id))
        continue;

      if (strcmp (method, its_method) == 0)
        {
          route->operation = i;
          route->name = operations[i];
          route->id = id != NULL ? g_uri_unescape_string (id, NULL) : NULL;
          return id != NULL && route->id == NULL ? SANDBOX_ROUTE_NO_SUCH_PATH : SANDBOX_ROUTE_FOUND;
        }
      g_string_append_printf (allow, "%s%s", allow->len > 0 ? ", " : "", its_method);
    }

  if (allow->len == 0)
    return SANDBOX_ROUTE_NO_SUCH_PATH;
  route->allow = g_strdup (allow->str);
  return SANDBOX_ROUTE_OTHER_METHOD;
}

void
sandbox_route_clear (SandboxRoute *route)
{
  g_clear_pointer (&route->id, g_free);
  g_clear_pointer (&route->allow, g_free);
}

/**
 * sandbox_operation_get_name:
 *
 * Returns: method and path template, "GET facilities/{facilityId}/devices"
 */
const char *
sandbox_operation_get_name (SandboxOperation operation)
{
  return operations[operation];
}
