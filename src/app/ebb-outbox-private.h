/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/ebb-outbox.h"

G_BEGIN_DECLS

/* What the files of the outbox share: ebb-outbox.c, which keeps the edits, and ebb-outbox-pump.c, which sends them. */

/* One edit, and what has become of it since the start. */
typedef struct
{
  EbbOutboxItem item;
  gboolean is_due;        /* shall be sent as soon as it is its turn */
  gboolean may_have_come; /* it was sent before, and nobody knows what became of it */
  guint generation;       /* of no other entry, before or after, so that what comes late is known for it */
  guint n_failures;       /* of the service, in a row */
} EbbOutboxEntry;

struct _EbbOutbox
{
  GObject parent_instance;

  EbbApi *api;          /* (owned) */
  EbbStore *store;      /* (owned) */
  EbbClock *clock;      /* (owned) */
  GPtrArray *entries;   /* (owned) (element-type EbbOutboxEntry) */
  GHashTable *undoable; /* (owned): device id → EbbEdit that makes the last confirmed one undone */
  gint64 last_position;
  guint last_generation;
  gint64 free_at_us;    /* until then the service wants to be left alone; EBB_TIME_UNKNOWN for no such time */
  gboolean is_busy;     /* one is on its way */
  gboolean is_loading;
  gboolean is_retry_due; /* as soon as it has loaded */
};

EbbOutboxEntry *ebb_outbox_find_entry (EbbOutbox      *self,
                                       EbbEditKind     kind,
                                       const char     *device_id);
void            ebb_outbox_tell       (EbbOutbox      *self,
                                       EbbEditKind     kind,
                                       const char     *device_id);
void            ebb_outbox_confirm    (EbbOutbox      *self,
                                       EbbEditKind     kind,
                                       const char     *device_id,
                                       GObject        *answer);
void            ebb_outbox_refuse     (EbbOutbox      *self,
                                       EbbEditKind     kind,
                                       const char     *device_id);
void            ebb_outbox_start      (EbbOutbox      *self,
                                       EbbOutboxEntry *entry);
void            ebb_outbox_pump       (EbbOutbox      *self);

G_END_DECLS
