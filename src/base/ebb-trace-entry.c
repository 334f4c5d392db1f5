/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One request and what came of it. No secret gets out of it: whoever hands it over leaves out those that it knows, and what only
 * looks like one is taken out of headers and bodies when somebody looks at them, which for most is never. */

#include "base/ebb-trace-entry.h"

#include "base/ebb-redact.h"

/* What is kept of a body. */
#define LARGEST_BODY (64 * 1024)

struct _EbbTraceEntry
{
  GObject parent_instance;

  gint64 time_us;      /* by the clock of whoever traces */
  gint64 started_us;   /* monotonic */
  char *method;        /* (owned) */
  char *uri;           /* (owned) */
  char *operation;     /* (owned) */
  char *sent_headers;  /* (owned) */
  GBytes *sent_body;   /* (owned) (nullable) */

  gboolean is_pending;
  gint64 duration_us;
  guint status;
  char *headers;       /* (owned) (nullable): NULL while it is pending */
  GBytes *body;        /* (owned) (nullable) */
  gboolean is_cut;     /* the body was larger */
  guint64 size_bytes;
  char *problem;       /* (owned) (nullable) */
  gboolean is_cancelled;
};

enum
{
  SIGNAL_ENDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EbbTraceEntry, ebb_trace_entry, G_TYPE_OBJECT)

/* A slice would hold on to all of it. */
static GBytes *
keep (GBytes   *body,
      gboolean *is_cut)
{
  *is_cut = body != NULL && g_bytes_get_size (body) > LARGEST_BODY;
  if (body == NULL)
    return NULL;

  return *is_cut ? g_bytes_new (g_bytes_get_data (body, NULL), LARGEST_BODY) : g_bytes_ref (body);
}

static char *
dup_text (GBytes *body)
{
  g_autofree char *text = NULL;

  if (body == NULL || g_bytes_get_size (body) == 0)
    return g_strdup ("");

  text = g_utf8_make_valid (g_bytes_get_data (body, NULL), (gssize) g_bytes_get_size (body));

  return ebb_redact (text);
}

static void
ebb_trace_entry_finalize (GObject *object)
{
  EbbTraceEntry *self = EBB_TRACE_ENTRY (object);

  g_free (self->method);
  g_free (self->uri);
  g_free (self->operation);
  g_free (self->sent_headers);
  g_clear_pointer (&self->sent_body, g_bytes_unref);
  g_free (self->headers);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->problem);

  G_OBJECT_CLASS (ebb_trace_entry_parent_class)->finalize (object);
}

static void
ebb_trace_entry_class_init (EbbTraceEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ebb_trace_entry_finalize;

  /**
   * EbbTraceEntry::ended:
   *
   * It is known what came of it.
   */
  signals[SIGNAL_ENDED] = g_signal_new ("ended", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ebb_trace_entry_init (EbbTraceEntry *self)
{
  self->is_pending = TRUE;
  self->started_us = g_get_monotonic_time ();
}

/**
 * ebb_trace_entry_new:
 * @time_us: when it was sent, microseconds since the Unix epoch, UTC
 * @sent: what was asked; copied
 *
 * Returns: (transfer full): a request that is under way
 */
EbbTraceEntry *
ebb_trace_entry_new (gint64              time_us,
                     const EbbTraceSent *sent)
{
  EbbTraceEntry *self = g_object_new (EBB_TYPE_TRACE_ENTRY, NULL);
  gboolean is_cut;

  self->time_us = time_us;
  self->method = g_strdup (sent->method);
  self->uri = g_strdup (sent->uri);
  self->operation = g_strdup (sent->operation);
  self->sent_headers = g_strdup (sent->headers);
  self->sent_body = keep (sent->body, &is_cut);

  return self;
}

/**
 * ebb_trace_entry_end:
 * @self: a request that is under way
 * @received: what came of it; copied
 *
 * Says how it ended.
 */
void
ebb_trace_entry_end (EbbTraceEntry          *self,
                     const EbbTraceReceived *received)
{
  g_return_if_fail (self->is_pending);

  self->is_pending = FALSE;
  self->duration_us = g_get_monotonic_time () - self->started_us;
  if (received->sent_headers != NULL)
    {
      g_free (self->sent_headers);
      self->sent_headers = g_strdup (received->sent_headers);
    }
  self->status = received->status;
  self->headers = g_strdup (received->headers);
  self->body = keep (received->body, &self->is_cut);
  self->size_bytes = received->size_bytes;
  self->problem = g_strdup (received->problem);
  self->is_cancelled = received->is_cancelled;
  g_signal_emit (self, signals[SIGNAL_ENDED], 0);
}

/**
 * ebb_trace_entry_get_time:
 * @self: a request
 *
 * Returns: when it was sent, microseconds since the Unix epoch, UTC
 */
gint64
ebb_trace_entry_get_time (EbbTraceEntry *self)
{
  return self->time_us;
}

/**
 * ebb_trace_entry_get_method:
 * @self: a request
 *
 * Returns: (transfer none): the HTTP method
 */
const char *
ebb_trace_entry_get_method (EbbTraceEntry *self)
{
  return self->method;
}

/**
 * ebb_trace_entry_get_uri:
 * @self: a request
 *
 * Returns: (transfer none): where it was sent
 */
const char *
ebb_trace_entry_get_uri (EbbTraceEntry *self)
{
  return self->uri;
}

/**
 * ebb_trace_entry_get_operation:
 * @self: a request
 *
 * Returns: (transfer none): the path as the contract writes it, "devices/{deviceId}"
 */
const char *
ebb_trace_entry_get_operation (EbbTraceEntry *self)
{
  return self->operation;
}

/**
 * ebb_trace_entry_dup_sent_headers:
 * @self: a request
 *
 * Returns: (transfer full): a line each, without secrets
 */
char *
ebb_trace_entry_dup_sent_headers (EbbTraceEntry *self)
{
  return ebb_redact (self->sent_headers);
}

/**
 * ebb_trace_entry_dup_sent_body:
 * @self: a request
 *
 * Returns: (transfer full): what was sent, without secrets; empty when nothing was
 */
char *
ebb_trace_entry_dup_sent_body (EbbTraceEntry *self)
{
  return dup_text (self->sent_body);
}

/**
 * ebb_trace_entry_is_pending:
 * @self: a request
 *
 * Returns: whether it is not known yet what comes of it
 */
gboolean
ebb_trace_entry_is_pending (EbbTraceEntry *self)
{
  return self->is_pending;
}

/**
 * ebb_trace_entry_has_failed:
 * @self: a request
 *
 * Returns: whether it is known that nothing of use came of it
 */
gboolean
ebb_trace_entry_has_failed (EbbTraceEntry *self)
{
  return !self->is_pending && !self->is_cancelled && (self->status == 0 || self->status >= 400 || self->problem != NULL);
}

/**
 * ebb_trace_entry_get_status:
 * @self: a request
 *
 * Returns: the HTTP status; 0 when nothing was answered
 */
guint
ebb_trace_entry_get_status (EbbTraceEntry *self)
{
  return self->status;
}

/**
 * ebb_trace_entry_get_duration:
 * @self: a request that has ended
 *
 * Returns: how long it took, real microseconds
 */
gint64
ebb_trace_entry_get_duration (EbbTraceEntry *self)
{
  return self->duration_us;
}

/**
 * ebb_trace_entry_get_size:
 * @self: a request that has ended
 *
 * Returns: how large the answer's body was on the wire, bytes
 */
guint64
ebb_trace_entry_get_size (EbbTraceEntry *self)
{
  return self->size_bytes;
}

/**
 * ebb_trace_entry_get_problem:
 * @self: a request
 *
 * Returns: (transfer none) (nullable): why the answer is of no use, for the log
 */
const char *
ebb_trace_entry_get_problem (EbbTraceEntry *self)
{
  return self->problem;
}

/**
 * ebb_trace_entry_dup_headers:
 * @self: a request
 *
 * Returns: (transfer full): those of the answer, a line each, without secrets; empty while it is pending
 */
char *
ebb_trace_entry_dup_headers (EbbTraceEntry *self)
{
  return ebb_redact (self->headers != NULL ? self->headers : "");
}

/**
 * ebb_trace_entry_dup_body:
 * @self: a request
 * @is_cut: (out): whether there was more
 *
 * Returns: (transfer full): what was answered, without secrets; empty when nothing was
 */
char *
ebb_trace_entry_dup_body (EbbTraceEntry *self,
                          gboolean      *is_cut)
{
  *is_cut = self->is_cut;

  return dup_text (self->body);
}
