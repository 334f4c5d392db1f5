/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/ebb-device-page.h"

G_BEGIN_DECLS

#define EBB_TYPE_DRAFTS (ebb_drafts_get_type ())
G_DECLARE_FINAL_TYPE (EbbDrafts, ebb_drafts, EBB, DRAFTS, GObject)

EbbDrafts  *ebb_drafts_new   (void);
void        ebb_drafts_set_outbox (EbbDrafts *self,
                                   EbbOutbox *outbox);
void        ebb_drafts_keep  (EbbDrafts     *self,
                              EbbDevicePage *page);
GtkWidget  *ebb_drafts_take  (EbbDrafts     *self,
                              const char    *device_id);
gboolean    ebb_drafts_has   (EbbDrafts     *self,
                              const char    *device_id);
const char *ebb_drafts_peek  (EbbDrafts     *self);
gboolean    ebb_drafts_are_kept (EbbDrafts  *self,
                                 GtkWidget  *open_page);
void        ebb_drafts_discard (EbbDrafts   *self);
void        ebb_drafts_clear (EbbDrafts     *self);

G_END_DECLS
