/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _EbbAuditContrast EbbAuditContrast;

EbbAuditContrast *ebb_audit_contrast_new   (GdkTexture       *picture);
void              ebb_audit_contrast_free  (EbbAuditContrast *self);
char             *ebb_audit_contrast_check (EbbAuditContrast *self,
                                            GtkLabel         *label,
                                            GtkWidget        *window);
double            ebb_audit_contrast_between (const GdkRGBA  *a,
                                            const GdkRGBA    *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EbbAuditContrast, ebb_audit_contrast_free)

G_END_DECLS
