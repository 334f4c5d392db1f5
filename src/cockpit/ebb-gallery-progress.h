/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _EbbGalleryProgress EbbGalleryProgress;

EbbGalleryProgress *ebb_gallery_progress_new  (void);
void                ebb_gallery_progress_free (EbbGalleryProgress *self);
void                ebb_gallery_progress_show (EbbGalleryProgress *self,
                                               guint               n_done,
                                               guint               n_all);
void                ebb_gallery_progress_end  (EbbGalleryProgress *self);

G_END_DECLS
