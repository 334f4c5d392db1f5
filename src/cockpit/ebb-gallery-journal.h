/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cockpit/ebb-gallery-plan.h"

G_BEGIN_DECLS

/* The pictures of a gallery that is whole, one a line: what two galleries are compared by. */
#define EBB_GALLERY_LIST "pictures.list"

typedef struct _EbbGalleryJournal EbbGalleryJournal;

EbbGalleryJournal *ebb_gallery_journal_open           (const char            *directory,
                                                       const EbbGalleryPlan  *plan,
                                                       GError               **error);
void               ebb_gallery_journal_free           (EbbGalleryJournal     *self);
gboolean           ebb_gallery_journal_has            (EbbGalleryJournal     *self,
                                                       const char            *locale,
                                                       gboolean               is_high_contrast,
                                                       const char            *scenario);
gboolean           ebb_gallery_journal_add            (EbbGalleryJournal     *self,
                                                       const char            *locale,
                                                       gboolean               is_high_contrast,
                                                       GVariant              *result,
                                                       GError               **error);
GPtrArray         *ebb_gallery_journal_list_results   (EbbGalleryJournal     *self,
                                                       const char            *scenario);
guint              ebb_gallery_journal_get_n_pictures (EbbGalleryJournal     *self);
void               ebb_gallery_journal_report         (EbbGalleryJournal     *self,
                                                       guint                 *n_failed,
                                                       guint                 *n_findings);
gboolean           ebb_gallery_journal_close          (EbbGalleryJournal     *self,
                                                       GError               **error);

G_END_DECLS
