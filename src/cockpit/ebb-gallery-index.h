/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cockpit/ebb-gallery-journal.h"

G_BEGIN_DECLS

gboolean ebb_gallery_index_write (GPtrArray            *scenarios,
                                  EbbGalleryJournal    *journal,
                                  const char           *directory,
                                  GError              **error);

G_END_DECLS
