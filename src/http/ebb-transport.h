/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/ebb-trace.h"
#include "http/ebb-credentials.h"

G_BEGIN_DECLS

/**
 * EbbRequest:
 * @method: "GET", "PUT", "POST", "PATCH" or "DELETE"
 * @template: (not nullable): the path as the contract writes it, "devices/{deviceId}/spo"; the only form that is logged
 * @path: the real path, relative to the base address, already escaped; may carry a query
 * @body: (nullable): a JSON document to send
 * @if_match: (nullable): an entity tag that must still be the current one
 *
 * What to ask. The transport copies what it needs; the caller keeps what it passed.
 */
typedef struct
{
  const char *method;
  const char *template;
  const char *path;
  GBytes     *body;
  const char *if_match;
} EbbRequest;

/**
 * EbbReply:
 * @status: the HTTP status, 200–299
 * @body: the whole body; empty for 204
 * @etag: (nullable): the entity tag
 *
 * What was answered.
 */
typedef struct
{
  guint   status;
  GBytes *body;
  char   *etag;
} EbbReply;

void ebb_reply_free (EbbReply *reply);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EbbReply, ebb_reply_free)

/**
 * EbbTransportLimits:
 * @attempt_ms: how long one attempt may take, from connecting to the last byte; 20 s
 * @total_ms: how long a request may take with all its attempts and waits; 90 s
 * @backoff_ms: how long to wait before the second attempt, on average; doubles; 500 ms
 * @retry_after_ms: the longest wait that a server may ask for; 30 s
 * @body_bytes: how large an answer may be; 16 MiB
 *
 * How far the transport goes.
 */
typedef struct
{
  guint attempt_ms;
  guint total_ms;
  guint backoff_ms;
  guint retry_after_ms;
  gsize body_bytes;
} EbbTransportLimits;

#define EBB_TYPE_TRANSPORT (ebb_transport_get_type ())
G_DECLARE_FINAL_TYPE (EbbTransport, ebb_transport, EBB, TRANSPORT, GObject)

EbbTransport *ebb_transport_new         (const char           *base_uri,
                                         EbbCredentials       *credentials,
                                         GError              **error);
const char   *ebb_transport_get_base_uri (EbbTransport        *self);
gboolean      ebb_transport_check_base_uri (const char        *base_uri,
                                         GError              **error);
void          ebb_transport_set_tls_database (EbbTransport    *self,
                                         GTlsDatabase         *database);
void          ebb_transport_set_trace   (EbbTransport         *self,
                                         EbbTrace             *trace);
const EbbTransportLimits *ebb_transport_get_limits (EbbTransport *self);
void          ebb_transport_set_limits  (EbbTransport         *self,
                                         const EbbTransportLimits *limits);
void          ebb_transport_send_async  (EbbTransport         *self,
                                         const EbbRequest     *request,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
EbbReply     *ebb_transport_send_finish (EbbTransport         *self,
                                         GAsyncResult         *result,
                                         GError              **error);
void          ebb_transport_hold        (EbbTransport         *self);
void          ebb_transport_release     (EbbTransport         *self);
gboolean      ebb_transport_is_idle     (EbbTransport         *self);

G_END_DECLS
