/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define SANDBOX_FIELDS_ERROR (sandbox_fields_error_quark ())

typedef enum
{
  SANDBOX_FIELDS_ERROR_INVALID
} SandboxFieldsError;

GQuark sandbox_fields_error_quark (void);

/**
 * SandboxFields:
 * @object: the object that is read
 * @where: where it stands, for error messages: "network.json: slow-8s: faults[0]"
 * @error: the first thing that was wrong
 *
 * Reads an object member by member and remembers the first mistake, so that a caller reads everything in one go and asks
 * once at the end.
 */
typedef struct
{
  JsonObject *object;
  const char *where;
  GError     *error;
} SandboxFields;

void        sandbox_fields_allow       (SandboxFields     *self,
                                        const char *const *names);
const char *sandbox_fields_get_string  (SandboxFields     *self,
                                        const char        *name,
                                        gboolean           is_required);
guint       sandbox_fields_get_choice  (SandboxFields     *self,
                                        const char        *name,
                                        const char *const *choices,
                                        guint              otherwise);
gint64      sandbox_fields_get_int     (SandboxFields     *self,
                                        const char        *name,
                                        gint64             minimum,
                                        gint64             maximum,
                                        gint64             otherwise);
double      sandbox_fields_get_number  (SandboxFields     *self,
                                        const char        *name,
                                        double             minimum,
                                        double             maximum,
                                        double             otherwise);
gboolean    sandbox_fields_get_boolean (SandboxFields     *self,
                                        const char        *name,
                                        gboolean           otherwise);
gint64      sandbox_fields_get_time    (SandboxFields     *self,
                                        const char        *name,
                                        gint64             otherwise);
JsonObject *sandbox_fields_get_object  (SandboxFields     *self,
                                        const char        *name);
JsonArray  *sandbox_fields_get_array   (SandboxFields     *self,
                                        const char        *name);
gboolean    sandbox_fields_finish      (SandboxFields     *self,
                                        GError           **error);
void        sandbox_fields_complain    (SandboxFields     *self,
                                        const char        *name,
                                        const char        *expected,
                                        ...) G_GNUC_PRINTF (3, 4);

G_END_DECLS
