/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/ebb-api.h"
#include "app/ebb-store.h"
#include "base/ebb-clock.h"

G_BEGIN_DECLS

/**
 * EbbOutboxItem:
 * @edit: (owned): the edit
 * @is_sending: it is on its way
 * @error: (owned) (nullable): why it is still there
 * @theirs: (owned) (nullable): in a conflict, what the service has in the place of the edit
 *
 * What has become of an edit.
 */
typedef struct
{
  EbbEdit        *edit;
  gboolean        is_sending;
  GError         *error;
  EbbSpoSettings *theirs;
} EbbOutboxItem;

#define EBB_TYPE_OUTBOX (ebb_outbox_get_type ())
G_DECLARE_FINAL_TYPE (EbbOutbox, ebb_outbox, EBB, OUTBOX, GObject)

EbbOutbox          *ebb_outbox_new        (EbbApi        *api,
                                           EbbStore      *store,
                                           EbbClock      *clock);
EbbStore           *ebb_outbox_get_store  (EbbOutbox     *self);
void                ebb_outbox_remember   (EbbOutbox     *self,
                                           const char    *device_id,
                                           EbbSpoSettings *settings);
void                ebb_outbox_load       (EbbOutbox     *self);
void                ebb_outbox_draft      (EbbOutbox     *self,
                                           const EbbEdit *edit);
void                ebb_outbox_send       (EbbOutbox     *self,
                                           const EbbEdit *edit);
void                ebb_outbox_drop       (EbbOutbox     *self,
                                           EbbEditKind    kind,
                                           const char    *device_id);
void                ebb_outbox_discard    (EbbOutbox     *self);
void                ebb_outbox_retry      (EbbOutbox     *self);
void                ebb_outbox_undo       (EbbOutbox     *self,
                                           const char    *device_id);
const char         *ebb_outbox_peek       (EbbOutbox     *self);
gboolean            ebb_outbox_is_idle    (EbbOutbox     *self);
const EbbOutboxItem *ebb_outbox_find      (EbbOutbox     *self,
                                           EbbEditKind    kind,
                                           const char    *device_id);

G_END_DECLS
