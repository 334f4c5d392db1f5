/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox/sandbox-server.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define CLIENT_FACILITY "{facility}"
#define CLIENT_DEVICE   "{device}"

/**
 * Client:
 *
 * A sandbox and somebody who asks it, with nothing of Ebb in between.
 */
typedef struct _Client Client;

/* What came back. `error` is the error's code where there was no whole answer; then `status` may be 0. */
typedef struct
{
  guint      status;
  char      *body;
  gsize      length;
  JsonNode  *json;
  char      *etag;
  char      *location;
  char      *allow;
  char      *retry_after;
  char      *content_type;
  char      *date;
  GError    *error;
} Reply;

Client        *client_new          (const SandboxOptions *options);
void           client_free         (Client               *self);
SandboxServer *client_get_server   (Client               *self);
const char    *client_get_facility (Client               *self);
const char    *client_get_device   (Client               *self);
void           client_set_token    (Client               *self,
                                    const char           *token);

Reply         *client_ask          (Client               *self,
                                    const char           *method,
                                    const char           *path,
                                    const char           *body,
                                    const char           *header,
                                    const char           *value);
Reply         *client_get          (Client               *self,
                                    const char           *path);
void           client_set_faults   (Client               *self,
                                    const char           *faults);
char          *client_make_settings (Client              *self,
                                    double                target);
void           client_play         (Client               *self,
                                    const char           *name);

void           reply_free          (Reply                *self);
JsonObject    *reply_get_object    (Reply                *self);
const char    *reply_get_code      (Reply                *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Client, client_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reply, reply_free)

G_END_DECLS
